"""An amendment in words: title, state, the units before and after, by their names on the day before."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core.formatting import day as day_words
from portal.unit_pages.search_results import unit_results
from portal.unit_pages.unit.selectors import version_on
from portal.units.amendments.kinds import AmendmentPlan
from portal.units.amendments.wording import Call, UnitNames
from portal.units.choices import AmendmentState
from portal.units.models import Unit, UnitVersion
from portal.units.naming import Named

TONE = {
    AmendmentState.PLANNED: "waiting",
    AmendmentState.IN_FORCE: "done",
    AmendmentState.STOPPED: "late",
    AmendmentState.UNDONE: "neutral",
}


@dataclass(frozen=True)
class AmendmentSummary:
    """An amendment for a person to judge: what is so far, and what will be."""

    title: str
    before: list[str]
    after: list[str]


def summarize(plan: AmendmentPlan, on: date) -> AmendmentSummary:
    """An amendment with what was and what will be, by the names of the day before it."""
    units = list(dict.fromkeys([*plan.changed(), *plan.places()]))
    results = unit_results(units, on - timedelta(days=1))
    names = UnitNames(
        units={result.unit.pk: result.unit for result in results},
        above={result.unit.pk: result.above for result in results},
    )
    return AmendmentSummary(
        plan.title(names.call),
        [capfirst(line) for line in plan.before(names)],
        [capfirst(line) for line in plan.after(names)],
    )


def names_before(units: Iterable[Unit]) -> Callable[[date], Call]:
    """For the day of an amendment, how these units and those right above were called until then; one query for all."""
    versions: dict[int, list[UnitVersion]] = defaultdict(list)
    wanted = {pk for unit in units for pk in (unit.pk, unit.parent_id) if pk}
    for version in UnitVersion.objects.filter(unit__in=wanted).order_by(
        F("valid_from").asc(nulls_first=True)
    ):
        versions[version.unit_id].append(version)

    def until(on: date) -> Call:
        def call(unit: Named) -> str:
            if not isinstance(unit, Unit) or unit.pk not in versions:
                return unit.full_name
            return version_on(versions[unit.pk], on - timedelta(days=1)).full_name

        return call

    return until


def state_words(state: str, done_on: date | None) -> str:
    """The state of an amendment. One taken back before it was carried out was called off, not undone."""
    if state == AmendmentState.UNDONE and done_on is None:
        return _("đã hủy")
    return str(AmendmentState(state).label)


def when(on: date, today: date) -> str:
    """When an amendment is carried out, and until when it can be taken back."""
    if on > today:
        return _("Sẽ tự thực hiện sáng ngày %(day)s. Đến lúc đó hủy được bất cứ lúc nào.") % {
            "day": day_words(on)
        }
    return _("Thực hiện ngay, tính từ ngày %(day)s. Hoàn tác được đến hết ngày hôm nay.") % {
        "day": day_words(on)
    }
