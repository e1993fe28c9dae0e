"""Which entries stand in whose navigation, and which four in the phone's bar."""

import pytest

from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db


def frame_of(actor, path="/"):
    return client_of(actor).get(path).context["frame"]


def labels(entries) -> list[str]:
    return [str(entry["label"]) for entry in entries]


def test_an_officers_bar_holds_the_reports(country):
    entries = frame_of(people.officer(country.commune))["entries"]
    assert labels(entries) == ["Hôm nay", "Tin báo", "Nhóm", "Bài đăng", "Báo cáo", "Địa bàn"]
    assert labels(e for e in entries if e["in_bar"]) == ["Hôm nay", "Tin báo", "Nhóm", "Báo cáo"]


def test_an_administrators_own_pages_are_the_navigation_and_not_in_the_menu_again(country):
    frame = frame_of(people.administrator(country.commune))
    assert labels(frame["entries"])[:3] == ["Hôm nay", "Địa bàn", "Người dùng và phân công"]
    assert labels(e for e in frame["entries"] if e["in_bar"])[:2] == ["Hôm nay", "Địa bàn"]
    assert not set(labels(frame["entries"])) & set(labels(frame["person"]["links"]))


def test_only_one_entry_is_the_current_one(country):
    administrator = people.administrator(country.commune)
    for path, label in (
        ("/tai-khoan/nguoi-dung/", "Người dùng và phân công"),
        ("/tai-khoan/ban-giao/", "Bàn giao"),
        ("/nhat-ky/", "Nhật ký"),
    ):
        assert labels(e for e in frame_of(administrator, path)["entries"] if e["active"]) == [label]
