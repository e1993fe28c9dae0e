"""The sections of a report by kind of unit and period: the officer's text and the generated sentences.
Headings are numbered when drawn, since empty sections are left out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.periods import Period, PeriodKind, month_number
from portal.units.choices import Level
from portal.units.models import Unit
from reports import sentences
from reports.sentences import SentenceFigures


@dataclass(frozen=True)
class ReportSection:
    """A heading of the report. `key` names the officer's text; `sentences` writes the figures' part.

    A `required` section that is empty is left out like any other, but whoever sends the report is asked first.
    """

    heading: str | Promise
    level: int
    key: str = ""
    hint: str | Promise = ""
    sentences: Callable[[SentenceFigures], list[str]] | None = None
    required: bool = False


def sections_for(unit: Unit, period: Period) -> list[ReportSection]:
    """The sections of a unit's report of a period, in their order."""
    if unit.level in (Level.HAMLET, Level.SELF_MANAGED_TEAM):
        return _HAMLET
    if period.kind == PeriodKind.MONTH:
        return [*_RESULTS, _DIFFICULTIES, _next_tasks(period), _PROPOSALS]
    return [*_RESULTS, *_ASSESSMENT, _next_tasks(period), _PROPOSALS]


def narrative_keys(unit: Unit, period: Period) -> list[str]:
    """The texts that people of a unit may write."""
    return [section.key for section in sections_for(unit, period) if section.key]


def missing_from(unit: Unit, period: Period, narrative: dict[str, str]) -> list[str]:
    """The headings of required sections in which nothing was written, as they read inside a sentence."""
    return [
        str(section.heading).capitalize()
        for section in sections_for(unit, period)
        if section.required and not narrative.get(section.key, "").strip()
    ]


def _next_tasks(period: Period) -> ReportSection:
    following = period.next()
    if period.kind == PeriodKind.MONTH:
        heading = _now("NHIỆM VỤ TRỌNG TÂM THÁNG %(month)s") % {"month": month_number(following.index)}
    else:
        heading = _now("PHƯƠNG HƯỚNG, NHIỆM VỤ %(period)s") % {"period": following.label.upper()}
    return ReportSection(heading, 1, "plan", _("Việc làm trong thời gian tới."), required=True)


_RESULTS = [
    ReportSection(
        _("TÌNH HÌNH"),
        1,
        "situation",
        _("Tình hình an ninh, trật tự; vụ việc nổi lên; thủ đoạn mới."),
        required=True,
    ),
    ReportSection(_("KẾT QUẢ THỰC HIỆN"), 1),
    ReportSection(
        _("Công tác lãnh đạo, chỉ đạo, tham mưu"),
        2,
        "direction",
        _("Văn bản đã ban hành, cuộc họp, kiểm tra, đôn đốc."),
    ),
    ReportSection(
        _("Xây dựng, duy trì hoạt động các nhóm Zalo"),
        2,
        "groups",
        _("Việc vận động, củng cố nhóm."),
        sentences.group_sentences,
    ),
    ReportSection(
        _("Công tác tuyên truyền"),
        2,
        "posts",
        _("Nội dung chính, bài được quan tâm."),
        sentences.post_sentences,
    ),
    ReportSection(
        _("Tiếp nhận, xử lý tin, phản ánh"),
        2,
        "tips",
        _("Một đến ba vụ việc tiêu biểu; không nêu tên người báo tin."),
        sentences.tip_sentences,
    ),
    ReportSection(_("Công tác phối hợp"), 2, "coordination", _("Với Mặt trận, đoàn thể, thôn, ấp.")),
    ReportSection(_("Công tác thi đua, khen thưởng"), 2, "commendation", _("Tập thể, cá nhân được khen.")),
]
_DIFFICULTIES = ReportSection(_("KHÓ KHĂN, VƯỚNG MẮC"), 1, "weaknesses")
_ASSESSMENT = [
    ReportSection(_("ĐÁNH GIÁ CHUNG"), 1),
    ReportSection(_("Ưu điểm"), 2, "strengths"),
    ReportSection(_("Tồn tại, hạn chế và nguyên nhân"), 2, "weaknesses"),
]
_PROPOSALS = ReportSection(_("KIẾN NGHỊ, ĐỀ XUẤT"), 1, "proposals")
# A hamlet speaks of its groups only; tips are the police's to count.
_HAMLET = [
    ReportSection(
        _("NHÓM VÀ THÀNH VIÊN"), 1, "groups", _("Việc vận động, củng cố nhóm."), sentences.group_sentences
    ),
    ReportSection(_("ĐĂNG TẢI TIN, BÀI TUYÊN TRUYỀN"), 1, "posts", sentences=sentences.relay_sentences),
    ReportSection(_("KIẾN NGHỊ, ĐỀ XUẤT"), 1, "proposals", _("Cần xã giúp việc gì.")),
]
