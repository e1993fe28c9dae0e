"""Queries of bodies and their lines; the first argument is the actor who reads, where rows are scoped."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from portal.bodies.choices import LEADING, BodyKind
from portal.bodies.liability import LiabilityVerdict, with_verdict
from portal.bodies.lines import Span
from portal.bodies.models import Body, BodyLine
from portal.core.plain_text import column_key
from portal.units.areas import Area
from portal.units.choices import RANK
from portal.units.models import Unit, not_ended_by, valid_on
from portal.units.scoping import SupportsScope, column_of
from portal.units.search import narrow_with_short_forms
from portal.units.selectors import line_on

# Above which others are is shown to whoever keeps them; names of bodies of units above are public facts.
_NAMES = "names of bodies that others stand under"


def bodies(actor: SupportsScope, *, query: str = "") -> QuerySet[Body]:
    """The bodies an actor may see; a query narrows them by words."""
    return narrow_with_short_forms(Body.objects.visible_to(actor), query)


def narrowed(
    rows: QuerySet[Body], *, kind: str = "", verdict: str = "", unit: Unit | None = None, own: bool = False
) -> QuerySet[Body]:
    """Bodies of a kind, with a verdict, of a unit: all within it, or with `own` its own alone. What is no kind or no
    verdict narrows nothing."""
    if kind in BodyKind.values:
        rows = rows.filter(kind=kind)
    if verdict in LiabilityVerdict.values:
        rows = rows.filter(with_verdict(verdict))
    if unit is not None:
        rows = rows.filter(**{"unit" if own else column_of(unit): unit})
    return rows


def standing(rows: QuerySet[Body], day: date) -> QuerySet[Body]:
    """Those that exist on a day."""
    return rows.filter(valid_on(day))


def with_above(unit: Unit, day: date) -> list[tuple[Body, Body | None]]:
    """The bodies that existed on a day in what the unit was then, in the order of kinds, each with the one above it; for
    commands."""
    rows = Body.objects.unscoped("a command of the operator").filter(valid_on(day))
    here = Area.of(unit, day).rows(rows).select_related("unit__hamlet")
    found = list(here.order_by(_by_kind(), "sort", "pk"))
    lines = BodyLine.objects.filter(valid_on(day), valid_on(day, "above__"), body__in=found)
    above = {line.body_id: line.above for line in lines.select_related("above__unit__hamlet")}
    return [(body, above.get(body.pk)) for body in found]


def twin_of(name: str, unit: Unit, *, besides: Body | None = None) -> Body | None:
    """The existing body of a unit that bears a name, for whoever may write in the unit."""
    rows = Body.objects.unscoped("names of one unit's bodies").filter(
        unit=unit, name_key=column_key(name), valid_to=None
    )
    return (rows.exclude(pk=besides.pk) if besides else rows).first()


def lines_of(bodies: Iterable[int]) -> list[tuple[int, Span]]:
    """The lines of some bodies, by their numbers, as `portal.bodies.lines` judges them."""
    rows = BodyLine.objects.filter(body__in=list(bodies))
    return [
        (line.body_id, Span(line.above_id, line.valid_from, line.valid_to)) for line in rows.order_by("pk")
    ]


def numbers_of(public_ids: Iterable[str]) -> dict[str, int]:
    """The numbers of bodies by their public ids; what names none is missing. What may be done with them, services judge."""
    rows = Body.objects.unscoped(_NAMES).filter(public_id__in=list(public_ids))
    return dict(rows.values_list("public_id", "pk"))


def history(body: Body) -> list[BodyLine]:
    """The lines of a body, the latest first, each with the body above and its unit."""
    rows = BodyLine.objects.filter(body=body).select_related("above__unit__hamlet")
    return sorted(rows, key=lambda line: line.valid_from or date.min, reverse=True)


def bodies_above_on(body: Body, day: date) -> list[Body]:
    """The bodies above one on a day, the nearest first, each with its unit; as far as all of them exist that day."""
    found: list[Body] = []
    while line := _line_on(found[-1] if found else body, day):
        found.append(line.above)
    return found


def _line_on(body: Body, day: date) -> BodyLine | None:
    rows = BodyLine.objects.filter(
        valid_on(day), valid_on(day, "above__"), valid_on(day, "body__"), body=body
    )
    return rows.select_related("above__unit__hamlet").first()


def below(actor: SupportsScope, body: Body, day: date) -> QuerySet[Body]:
    """The bodies that are right under one on a day and that the actor may see."""
    lines = BodyLine.objects.filter(valid_on(day), above=body)
    rows = Body.objects.visible_to(actor).filter(valid_on(day), pk__in=lines.values("body"))
    return rows.select_related("unit__hamlet").order_by("unit__level", "unit__sort", "sort", "pk")


def units_above(unit: Unit, day: date) -> list[Unit]:
    """The units whose bodies may be above those of a unit from a day on: itself and those above it on the day."""
    line = [version.unit for version in line_on(unit, day)]
    return sorted({unit, *line}, key=lambda one: RANK[one.level], reverse=True)


def may_stand_above(body: Body, day: date) -> list[Body]:
    """The bodies that are offered as the one above: those that lead others, of the same unit first, then unit by unit
    upward; within a unit first those of the same kind."""
    units = units_above(body.unit, day)
    rows = Body.objects.unscoped(_NAMES).filter(
        not_ended_by(day), Q(kind__in=LEADING), unit__in=[unit.pk for unit in units]
    )
    order = {unit.pk: place for place, unit in enumerate(units)}
    found = rows.exclude(pk=body.pk).select_related("unit__hamlet").order_by(_by_kind(), "sort", "pk")
    return sorted(found, key=lambda one: (order[one.unit_id], one.kind != body.kind))


def _by_kind() -> Case:
    steps = [When(kind=kind, then=Value(place)) for place, kind in enumerate(BodyKind)]
    return Case(*steps, output_field=IntegerField())
