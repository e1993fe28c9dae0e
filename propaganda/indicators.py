"""Indicators of posts and relays. Withdrawn posts count nowhere."""

from django.utils.translation import gettext_lazy as _

from groups.indicators import GROUPS
from portal.accounts.permissions import Permission
from portal.core.indicators import Indicator, Source, within
from portal.units.areas import Area, rows_in
from portal.units.models import Unit
from propaganda.models import Post, Relay

POSTS: Source[Unit | Area] = Source(
    "posts",
    lambda area: rows_in(area, Post.objects.unscoped("indicator: counts only")).filter(
        withdrawn_at__isnull=True
    ),
    "propaganda:list",
    Permission.VIEW_POSTS,
)
RELAYS: Source[Unit | Area] = Source(
    "relays",
    lambda area: rows_in(area, Relay.objects.unscoped("indicator: counts only")).filter(
        post__withdrawn_at__isnull=True
    ),
    "propaganda:relays",
    Permission.VIEW_POSTS,
)


INDICATORS = [
    Indicator(
        key="posts.sent",
        label=_("Tin, bài tuyên truyền đã đăng"),
        unit=_("bài"),
        definition=_("Số tin, bài của đơn vị và cấp dưới đăng trong thời gian này, trừ bài đã thu hồi."),
        source=POSTS,
        counts=lambda days, area: within(days, "posted_at"),
        basis="S1.4, S2.3",
        heading=_("Tuyên truyền"),
    ),
    Indicator(
        key="posts.relays",
        label=_("Số lượt đăng tải lên các nhóm"),
        unit=_("lượt"),
        definition=_("Số lần một bài được đánh dấu đã đăng tải lên một nhóm trong thời gian này."),
        source=RELAYS,
        counts=lambda days, area: within(days, "shared_at"),
        basis="S1.6",
    ),
    Indicator(
        key="posts.groups-reached",
        label=_("Số nhóm được đăng tải"),
        unit=_("nhóm"),
        definition=_("Số nhóm có ít nhất một bài được đăng tải trong thời gian này."),
        source=RELAYS,
        counts=lambda days, area: within(days, "shared_at"),
        distinct="group",
        counted_in=GROUPS,
        each=_("Xem từng lượt đăng tải"),
    ),
]
