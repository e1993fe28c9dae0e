"""Indicators of groups, members and coverage.

*Has a group* (S0.1): units that must have one, and have. *Takes part* (S3.1): households, agencies and
enterprises in some group. Households are added up over groups of every kind as each reports them, proxies included
(S1.3), so one in two groups counts twice. A ratio over several communes counts only communes whose base is known, and knows of how
many communes these are. Until a plan says so, the model began in a unit with its first group.
"""

from collections.abc import Callable
from typing import Any, TypedDict

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groups.choices import Condition, CoverageSubject, GroupKind
from groups.models import ChatGroup, CoverageBase, GroupConfirmation, GroupInspection, MemberCount
from groups.selectors import in_force_on, open_on
from portal.accounts.permissions import Permission
from portal.core.indicators import Beginning, Indicator, Source
from portal.core.periods import Days
from portal.units.areas import Area, communes_of, rows_in
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import ScopedModel

_SMALL = {Level.HAMLET, Level.SELF_MANAGED_TEAM}


def _rows(model: type[ScopedModel]) -> Callable[[Unit | Area], QuerySet]:
    return lambda area: rows_in(area, model.objects.unscoped("indicator: counts only"))


def _bases(area: Unit | Area) -> QuerySet:
    """Bases to add up: a hamlet's own, or those of the communes (never both)."""
    rows = rows_in(area, CoverageBase.objects.unscoped("indicator: counts only"))
    return rows if area.level in _SMALL else rows.filter(at_hamlet__isnull=True)


GROUPS = Source("groups", _rows(ChatGroup), "groups:list")
COUNTS = Source("counts", _rows(MemberCount), "groups:counts")
BASES = Source("bases", _bases, "groups:coverage")
COMMUNES = Source("communes", communes_of)
CONFIRMATIONS = Source("confirmations", _rows(GroupConfirmation), "groups:confirmations")
INSPECTIONS: Source[Unit | Area] = Source(
    "inspections",
    lambda area: _rows(GroupInspection)(area).filter(withdrawn_at__isnull=True),
    "groups:inspections",
    Permission.VIEW_GROUPS,
)


def _kind(*kinds: GroupKind) -> Callable[[Days, Unit | Area], Q]:
    return lambda days, area: open_on(days.last) & Q(kind__in=kinds)


def _present(days: Days) -> Q:
    """Counts in force on the last day of the span, of groups open on it."""
    return in_force_on(days.last) & open_on(days.last, "group__")


def _base(subject: CoverageSubject) -> Callable[[Days, Unit | Area], Q]:
    return lambda days, area: Q(subject=subject, year=days.last.year)


def _has_base(subject: CoverageSubject, days: Days, area: Unit | Area) -> Q:
    """Only rows of communes (of a hamlet, its own) whose base was known then may be divided by the base."""
    column = "at_hamlet" if area.level in _SMALL else "then_commune"
    bases = _bases(area).filter(subject=subject, year=days.last.year, count__gt=0)
    return Q(**{f"{column}__in": bases.values(column)})


class _OverBase(TypedDict):
    """What every indicator of coverage shares: a share of a base, in percent, on the last day of the span."""

    unit: str
    counts: Callable[[Days, Any], Q]
    of: Callable[[Days, Any], Q]
    of_source: Source
    of_total: str
    of_unit: str
    units: Source


def _over_base(subject: CoverageSubject, counts: Callable[[Days, Any], Q]) -> _OverBase:
    """The shared part for a subject: what `counts` finds, over the base of the same communes."""
    return {
        "unit": "%",
        "counts": lambda days, area: counts(days, area) & _has_base(subject, days, area),
        "of": _base(subject),
        "of_source": BASES,
        "of_total": "count",
        "of_unit": "then_commune",
        "units": COMMUNES,
    }


_EACH = _("Xem từng lần xác nhận")


def _groups_of(kind: GroupKind) -> Indicator:
    return Indicator(
        key=f"groups.{kind.value}",
        label=kind.label,
        unit=_("nhóm"),
        definition=_("Số nhóm loại này còn hoạt động vào ngày cuối."),
        source=GROUPS,
        counts=_kind(kind),
        part_of="groups.all",
    )


INDICATORS = [
    Indicator(
        key="groups.all",
        label=_("Tổng số nhóm Zalo"),
        unit=_("nhóm"),
        definition=_("Số nhóm đã lập và chưa ngừng vào ngày cuối."),
        source=GROUPS,
        counts=lambda days, area: open_on(days.last),
        basis="S1.1",
        heading=_("Nhóm và thành viên"),
    ),
    *[_groups_of(kind) for kind in GroupKind],
    Indicator(
        key="groups.opened",
        label=_("Số nhóm thành lập mới"),
        unit=_("nhóm"),
        definition=_("Số nhóm có ngày lập nằm trong thời gian này."),
        source=GROUPS,
        counts=lambda days, area: Q(opened_on__gte=days.start, opened_on__lt=days.end),
    ),
    Indicator(
        key="groups.members",
        label=_("Tổng số lượt thành viên"),
        unit=_("lượt"),
        definition=_(
            "Tổng số thành viên theo số cập nhật gần nhất của từng nhóm; một người ở hai nhóm tính hai lượt."
        ),
        source=COUNTS,
        counts=lambda days, area: _present(days),
        total="members",
        basis="S1.1",
    ),
    Indicator(
        key="groups.confirmed",
        label=_("Số nhóm có báo cáo tình hình hoạt động"),
        unit=_("nhóm"),
        definition=_(
            "Số nhóm được trưởng nhóm hoặc cán bộ phụ trách xác nhận tình hình hoạt động ít nhất một lần trong thời gian này."
        ),
        source=CONFIRMATIONS,
        counts=lambda days, area: Q(confirmed_on__gte=days.start, confirmed_on__lt=days.end),
        distinct="group",
        counted_in=GROUPS,
        each=_EACH,
        basis="S4.10",
    ),
    Indicator(
        key="groups.troubled",
        label=_("Số nhóm báo cáo khó khăn, vướng mắc"),
        unit=_("nhóm"),
        definition=_("Số nhóm có ít nhất một lần báo cáo khó khăn, vướng mắc trong thời gian này."),
        source=CONFIRMATIONS,
        counts=lambda days, area: Q(
            confirmed_on__gte=days.start, confirmed_on__lt=days.end, condition=Condition.TROUBLED
        ),
        distinct="group",
        counted_in=GROUPS,
        each=_EACH,
    ),
    Indicator(
        key="groups.inspections",
        label=_("Số lượt kiểm tra nhóm"),
        unit=_("lượt"),
        definition=_("Số lượt kiểm tra nhóm của Ban Chỉ đạo xã và cấp trên trong thời gian này."),
        source=INSPECTIONS,
        counts=lambda days, area: Q(inspected_on__gte=days.start, inspected_on__lt=days.end),
        basis="S4.10",
    ),
]

_OF_HAMLETS = _(
    "Danh sách là các nhóm của những thôn, ấp, khu phố đó; một thôn, ấp, khu phố có thể có nhiều nhóm."
)

COVERAGE = [
    Indicator(
        key="coverage.has-group.residents-groups",
        label=_("Tổ tự quản có nhóm"),
        definition=_("Số tổ tự quản có nhóm riêng còn hoạt động, trên tổng số tổ tự quản."),
        source=GROUPS,
        distinct="unit",
        listing=_("Danh sách là các nhóm của những tổ đó; một tổ có thể có nhiều nhóm."),
        basis="S0.1",
        heading=_("Tỷ lệ có nhóm (thôn, tổ)"),
        **_over_base(
            CoverageSubject.SELF_MANAGED_TEAMS,
            lambda days, area: (
                _kind(GroupKind.SELF_MANAGED_TEAM)(days, area) & Q(unit__level=Level.SELF_MANAGED_TEAM)
            ),
        ),
    ),
    Indicator(
        key="coverage.has-group.hamlets",
        label=_("Thôn, ấp, khu phố có nhóm"),
        definition=_("Số thôn, ấp, khu phố có nhóm chung còn hoạt động, trên tổng số thôn, ấp, khu phố."),
        source=GROUPS,
        distinct="at_hamlet",
        listing=_OF_HAMLETS,
        basis="S0.1",
        **_over_base(
            CoverageSubject.HAMLETS,
            lambda days, area: _kind(GroupKind.HAMLET)(days, area) & Q(at_hamlet__isnull=False),
        ),
    ),
    Indicator(
        key="coverage.takes-part.hamlets",
        label=_("Thôn, ấp, khu phố tham gia"),
        definition=_("Số thôn, ấp, khu phố có ít nhất một nhóm còn hoạt động, trên tổng số."),
        source=GROUPS,
        distinct="at_hamlet",
        listing=_OF_HAMLETS,
        basis="S3.1",
        heading=_("Tỷ lệ tham gia"),
        **_over_base(
            CoverageSubject.HAMLETS, lambda days, area: open_on(days.last) & Q(at_hamlet__isnull=False)
        ),
    ),
    Indicator(
        key="coverage.takes-part.households",
        label=_("Hộ gia đình tham gia"),
        definition=_(
            "Số hộ tham gia theo số cập nhật gần nhất của từng nhóm còn hoạt động, mọi loại nhóm, gồm cả hộ có con cháu trong nhóm báo lại; một hộ ở hai nhóm tính hai lần. Chia cho tổng số hộ."
        ),
        source=COUNTS,
        total="households",
        basis="S3.1",
        **_over_base(CoverageSubject.HOUSEHOLDS, lambda days, area: _present(days) & Q(households__gt=0)),
    ),
    Indicator(
        key="coverage.takes-part.agencies",
        label=_("Cơ quan, đơn vị, trường học tham gia"),
        definition=_(
            "Số cơ quan, đơn vị, trường học trong các nhóm đoàn thể, cơ quan và trường học, trên tổng số."
        ),
        source=COUNTS,
        total="bodies",
        basis="S3.1",
        **_over_base(
            CoverageSubject.AGENCIES,
            lambda days, area: _present(days) & Q(group__kind__in=[GroupKind.ORGANISATION, GroupKind.SCHOOL]),
        ),
    ),
    Indicator(
        key="coverage.takes-part.enterprises",
        label=_("Doanh nghiệp tham gia"),
        definition=_("Số doanh nghiệp trong các nhóm doanh nghiệp, công nhân, trên tổng số."),
        source=COUNTS,
        total="bodies",
        basis="S3.1",
        **_over_base(
            CoverageSubject.ENTERPRISES,
            lambda days, area: _present(days) & Q(group__kind__in=[GroupKind.ENTERPRISE, GroupKind.WORKERS]),
        ),
    ),
]
INDICATORS += COVERAGE
BEGINNING = Beginning(GROUPS, "opened_on")
SUBJECT_OF = {indicator.key: CoverageSubject(indicator.key.rpartition(".")[2]) for indicator in COVERAGE}
