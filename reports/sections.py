"""The sections of a report on the model: what the officer writes, and the sentences that figures write."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.indicators import Measure
from portal.core.wording import number, percent
from portal.hierarchy.choices import Level
from portal.hierarchy.models import Unit

# key → measure of the period, for the sentences below.
Figures = dict[str, Measure]


@dataclass(frozen=True)
class Section:
    """A heading of the report. `key` names the officer's text; `sentence` writes the figures' part."""

    heading: str | Promise
    level: int
    key: str = ""
    hint: str | Promise = ""
    sentence: Callable[[Figures], str] | None = None


def _value(figures: Figures, key: str) -> str:
    measure = figures.get(key)
    if measure is None or measure.value is None:
        return "—"
    return percent(measure.value) if measure.is_ratio else number(measure.top)


def _with_parts(figures: Figures, key: str) -> str:
    """A ratio with its two parts, so that a reader sees over what: "83,3% (5/6 hạn)"."""
    measure = figures.get(key)
    parts = f" ({measure.top}/{measure.bottom} {_('hạn')})" if measure and measure.bottom else ""
    return _value(figures, key) + parts


def _groups(figures: Figures) -> str:
    return str(
        _(
            "Đến cuối kỳ, toàn địa bàn có %(groups)s nhóm Zalo với %(members)s lượt thành viên; trong kỳ lập mới %(opened)s nhóm, %(confirmed)s nhóm được xác nhận tình hình."
        )
    ) % {
        "groups": _value(figures, "groups.all"),
        "members": _value(figures, "groups.members"),
        "opened": _value(figures, "groups.opened"),
        "confirmed": _value(figures, "groups.confirmed"),
    }


def _posts(figures: Figures) -> str:
    return str(_("Trong kỳ đăng %(posts)s bài, với %(relays)s lượt chia sẻ vào %(reached)s nhóm.")) % {
        "posts": _value(figures, "posts.sent"),
        "relays": _value(figures, "posts.relays"),
        "reached": _value(figures, "posts.groups-reached"),
    }


def _relays(figures: Figures) -> str:
    return str(_("Trong kỳ có %(relays)s lượt chia sẻ bài vào %(reached)s nhóm.")) % {
        "relays": _value(figures, "posts.relays"),
        "reached": _value(figures, "posts.groups-reached"),
    }


def _tips(figures: Figures) -> str:
    return str(
        _(
            "Trong kỳ tiếp nhận %(received)s tin báo của người dân; đã giải quyết tại cơ sở %(resolved)s tin, chuyển cơ quan có thẩm quyền %(passed)s tin; cuối kỳ đang xử lý %(open)s tin. Tỷ lệ xử lý đúng hạn: %(in_time)s."
        )
    ) % {
        "received": _value(figures, "tips.received"),
        "resolved": _value(figures, "tips.resolved"),
        "passed": _value(figures, "tips.passed-on"),
        "open": _value(figures, "tips.in-progress"),
        "in_time": _with_parts(figures, "tips.in-time"),
    }


SECTIONS = [
    Section(_("I. TÌNH HÌNH"), 1, "situation", _("Tình hình an ninh, trật tự nổi bật trong kỳ.")),
    Section(_("II. KẾT QUẢ THỰC HIỆN"), 1),
    Section(_("1. Công tác chỉ đạo"), 2, "direction", _("Văn bản đã ban hành, cuộc họp, kiểm tra, đôn đốc.")),
    Section(_("2. Nhóm và độ phủ"), 2, "groups", _("Việc vận động, củng cố nhóm."), _groups),
    Section(_("3. Công tác tuyên truyền"), 2, "posts", _("Nội dung chính, bài được quan tâm."), _posts),
    Section(
        _("4. Tiếp nhận, xử lý tin báo"),
        2,
        "tips",
        _("Vụ việc tiêu biểu; không nêu tên người báo tin."),
        _tips,
    ),
    Section(_("5. Công tác phối hợp"), 2, "coordination", _("Với Mặt trận, đoàn thể, thôn, ấp.")),
    Section(_("6. Khen thưởng"), 2, "commendation", _("Tập thể, cá nhân được khen.")),
    Section(_("III. ĐÁNH GIÁ"), 1),
    Section(_("1. Ưu điểm"), 2, "strengths"),
    Section(_("2. Tồn tại, hạn chế và nguyên nhân"), 2, "weaknesses"),
    Section(_("IV. PHƯƠNG HƯỚNG"), 1, "plan", _("Việc làm trong kỳ tới.")),
    Section(_("V. KIẾN NGHỊ, ĐỀ XUẤT"), 1, "proposals"),
]
# A hamlet speaks of its groups only; tips are the police's to count.
HAMLET_SECTIONS = [
    Section(_("I. NHÓM VÀ THÀNH VIÊN"), 1, "groups", _("Việc vận động, củng cố nhóm."), _groups),
    Section(_("II. CHIA SẺ BÀI TUYÊN TRUYỀN"), 1, "posts", sentence=_relays),
    Section(_("III. KIẾN NGHỊ, ĐỀ XUẤT"), 1, "proposals", _("Cần xã giúp việc gì.")),
]


def sections_for(unit: Unit) -> list[Section]:
    """The sections of a unit's report."""
    return HAMLET_SECTIONS if unit.level in (Level.HAMLET, Level.RESIDENTS_GROUP) else SECTIONS


def narrative_keys(unit: Unit) -> list[str]:
    """The texts that people of a unit may write."""
    return [section.key for section in sections_for(unit) if section.key]


# What stands where the officer wrote nothing, so that no heading stands empty.
NOTHING = _("Trong kỳ không có nội dung phát sinh.")
