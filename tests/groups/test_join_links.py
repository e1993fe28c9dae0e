"""A group's link is known in every form in which it is copied, and kept in one."""

import pytest

from groups.join_links import join_link
from groups.models import ZALO_LINK

KEPT = "https://zalo.me/g/abcdef123"


@pytest.mark.parametrize(
    "typed",
    [
        KEPT,
        "http://zalo.me/g/abcdef123",
        "zalo.me/g/abcdef123",
        "https://zalo.me/g/abcdef123/",
        "https://zalo.me/g/abcdef123?utm_source=qr&x=1",
        "https://zalo.me/g/abcdef123/?utm_campaign=a#b",
        "https://www.zalo.me/g/abcdef123",
        "https://m.zalo.me/g/abcdef123",
        "https://chat.zalo.me/g/abcdef123",
        "https://chat.zalo.me/?g=abcdef123",
        "https://chat.zalo.me/?g=abcdef123&utm=1",
        "HTTPS://ZALO.ME/G/ABCDEF123",
        "Mời bà con vào nhóm: https://zalo.me/g/abcdef123.",
        "\u200bhttps://zalo.me/g/abcdef123\u00a0",
        "https://zalo.me:443/g/abcdef123",
        "https://zalo.me/g/abcdef123 https://zalo.me/g/abcdef123",
    ],
)
def test_known(typed):
    assert join_link(typed) == KEPT
    ZALO_LINK(join_link(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "https://zalo.me/0912345678",
        "https://notzalo.me/g/abcdef123",
        "https://evil.vn/zalo.me/g/abcdef123",
        "https://evil.vn/?u=https://zalo.me/g/abcdef123",
        "https://zalo.me.evil.vn/g/abcdef123",
        "https://zalo.me@evil.vn/g/abcdef123",
        "https://zalo.me/g/abc",
        "https://zalo.me/g/abcdef123/khac",
        "https://zalo.me/g/abcdef123 https://zalo.me/g/xyzxyz789",
        "ftp://zalo.me/g/abcdef123",
        "nhóm ấp 1",
    ],
)
def test_refused(typed):
    with pytest.raises(Exception, match="Đường dẫn nhóm"):
        ZALO_LINK(join_link(typed))


def test_nothing_stays_nothing():
    assert join_link("  ") == ""
