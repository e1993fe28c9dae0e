"""What holds whatever amendments are done in whatever order: sums, places, undo, and that nobody comes to see more."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from groups.indicators import GROUPS
from groups.models import ChatGroup
from portal.accounts.actor import Actor
from portal.core import clock, indicators
from portal.core.errors import Refused
from portal.core.periods import Days
from portal.units.amendments import services
from portal.units.amendments.dependants import scoped_models
from portal.units.amendments.kinds import (
    ChangeUnitKind,
    CloseUnit,
    CreateUnit,
    MergeUnits,
    MoveUnit,
    RenameUnit,
    SplitUnit,
)
from portal.units.amendments.serialization import NewUnit
from portal.units.areas import Area, AreaMap
from portal.units.choices import Level
from portal.units.models import Succession, Unit, UnitEdge
from portal.units.scoping import PLACES
from portal.units.selectors import children_on, communes_on
from tests.factories import people, rows
from tests.factories.units import SYSTEM, unit
from tests.kept_rows import Kept
from tests.units.snapshot import snapshot

pytestmark = pytest.mark.django_db(transaction=False)
START = date(2019, 1, 1)
LEVELS = {"district": "huyen", "commune": "xa", "hamlet": "ap", "residents-group": "to-tu-quan"}


def _small_world() -> list[Unit]:
    """One province of two districts with two communes each, hamlets, self-managed teams; a group in every one."""
    begun = {"valid_from": date(2010, 1, 1)}
    province = unit("province", "tinh", "P", **begun)
    units = [province]
    for d in "AB":
        district = unit("district", "huyen", d, province, **begun)
        units.append(district)
        for c in "12":
            commune = unit("commune", "xa", d + c, district, **begun)
            units.append(commune)
            for h in "xy":
                hamlet = unit("hamlet", "ap", d + c + h, commune, **begun)
                units += [hamlet, unit("residents-group", "to-tu-quan", f"Tổ {d + c + h}", hamlet, **begun)]
    for one in units:
        if one.level not in (Level.PROVINCE, Level.DISTRICT):
            rows.group(one, opened_on=date(2018, 1, 1))
    return units


small_world = Kept(_small_world)


class Steps:
    """Draws an amendment that fits the world as it is; what still does not fit is refused, and changes nothing."""

    def __init__(self, data):
        self.data = data
        self.count = 0

    def one(self, level: str | None = None) -> Unit | None:
        levels = [level] if level else ["commune", "hamlet", "residents-group"]
        standing = list(Unit.objects.filter(valid_to=None, level__in=levels).order_by("pk"))
        return self.data.draw(st.sampled_from(standing)) if standing else None

    def new(self, level: str) -> NewUnit:
        self.count += 1
        return NewUnit(LEVELS[level], f"Mới {self.count}")

    def amendment(self):
        a = self.one()
        if a is None:
            return None
        b = self.one(a.level)
        kind = self.data.draw(
            st.sampled_from(["rename", "kind", "create", "move", "merge", "absorb", "split", "close"])
        )
        if kind == "rename":
            return RenameUnit(a, self.new(a.level).name)
        if kind == "kind":
            return ChangeUnitKind(a, {"commune": "phuong", "hamlet": "thon"}.get(a.level, "to-tu-quan"))
        if kind == "create":
            below = {"commune": "hamlet", "hamlet": "residents-group"}.get(a.level, "residents-group")
            return CreateUnit(below, a, self.new(below))
        if kind == "move":
            to = self.data.draw(st.sampled_from(list(Unit.objects.filter(valid_to=None).order_by("pk"))))
            return MoveUnit(a, to)
        if kind == "merge":
            return MergeUnits((a, b), self.new(a.level), a.parent)
        if kind == "absorb":
            return MergeUnits((a,), b)
        if kind == "split":
            sides = {
                child: side
                for child in children_on(a, clock.today())
                if (side := self.data.draw(st.sampled_from([0, 1, None]))) is not None
            }
            rest = self.data.draw(st.sampled_from([0, 1, None]))
            return SplitUnit(a, (self.new(a.level), self.new(a.level)), sides, rest=rest, people=rest)
        return CloseUnit(a)


def attempt(amendment, on: date):
    try:
        with transaction.atomic():
            return services.decide_amendment(by=SYSTEM, plan=amendment, on=on)
    except (ValidationError, Refused):
        return None


def groups_in(unit: Unit, day: date, view: str = "") -> int:
    days = Days(day, day + timedelta(days=1))
    area = Area.of(unit, day, view)
    return indicators.measure([indicators.get("groups.all")], area, [days])["groups.all"][0].top


def holds_on(day: date) -> dict[int, int]:
    """{unit: the groups in it} by the edges of a day alone: the oracle that knows no place column and no tag."""
    parents = {
        edge.child_id: edge.parent_id
        for edge in UnitEdge.objects.filter(command_chain="administration")
        if (edge.valid_from is None or edge.valid_from <= day)
        and (edge.valid_to is None or edge.valid_to > day)
    }
    held: dict[int, int] = defaultdict(int)
    for filed in ChatGroup.objects.unscoped("oracle").values_list("unit", flat=True):
        at, seen = filed, []
        while at is not None:
            assert at not in seen, "a unit lies under itself"
            seen.append(at)
            held[at] += 1
            at = parents.get(at)
    return held


# A failing run is told as it was drawn: making it smaller would take longer than reading it.
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(data=st.data())
def test_whatever_acts_are_done(db, data):
    point = transaction.savepoint()
    try:
        _live_through(data)
    finally:
        transaction.savepoint_rollback(point)


def _live_through(data) -> None:
    units = small_world()
    province = units[0]
    seeing = {person.user: visible(person.user) for person in map(people.officer, units[2:6])}
    total = ChatGroup.objects.unscoped("test").count()
    steps, day, days = Steps(data), START, [START]
    for _step in range(data.draw(st.integers(1, 6))):
        day += timedelta(days=data.draw(st.integers(0, 40)))
        days.append(day)
        with clock.pinned_to(day):
            before = snapshot()
            amendment = steps.amendment()
            stored = amendment and attempt(amendment, day)
            if stored is None:
                assert snapshot() == before
                continue
            if data.draw(st.booleans()):
                services.undo_amendment(by=SYSTEM, amendment=stored, version=stored.version)
                after = snapshot()
                assert {kind for kind in before if after[kind] != before[kind]} == set()

    with clock.pinned_to(day + timedelta(days=1)):
        _rows_stand_where_their_unit_stands()
        _nothing_overlaps()
        for when in days:
            _everything_adds_up(province, when, total)
        for person, saw in seeing.items():
            _nobody_sees_more(person, saw)


def _rows_stand_where_their_unit_stands() -> None:
    columns = [f"{place}_id" for place in PLACES]
    where = {row[0]: row[1:] for row in Unit.objects.values_list("pk", *columns)}
    for model in scoped_models():
        for unit_id, *places in model.objects.unscoped("test").values_list("unit_id", *columns):
            assert tuple(places) == where[unit_id]


def _nothing_overlaps() -> None:
    spans = defaultdict(list)
    for edge in UnitEdge.objects.all():
        spans[edge.child_id, edge.command_chain].append(
            (edge.valid_from or date.min, edge.valid_to or date.max)
        )
    for found in spans.values():
        found.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(found))


def _everything_adds_up(province: Unit, day: date, total: int) -> None:
    """On the map of a day: as the edges say; the communes and what lies in none add up to the province."""
    held = holds_on(day)
    assert groups_in(province, day) == held[province.pk] == total
    communes = list(communes_on(province, day))
    for one in Unit.objects.filter(level__in=["district", "commune", "hamlet"]):
        if one.valid_from <= day and (one.valid_to is None or one.valid_to > day):
            assert groups_in(one, day) == held[one.pk], one
    days = Days(day, day + timedelta(days=1))
    area = Area.of(province, day)
    parts = indicators.measure_by([indicators.get("groups.all")], area, days, "at_commune")
    assert sum(found["groups.all"].top for found in parts.values()) == total
    for commune in communes:
        assert (
            parts.get(commune.pk, {"groups.all": indicators.Measure(0)})["groups.all"].top == held[commune.pk]
        )
    # And the same rows again on today's map.
    assert groups_in(province, day, AreaMap.TODAY) == total
    today = indicators.measure_by(
        [indicators.get("groups.all")], Area.of(province, day, AreaMap.TODAY), days, "at_commune"
    )
    assert sum(found["groups.all"].top for found in today.values()) == total
    assert GROUPS.rows(province).count() == total


def visible(person) -> set[int]:
    return set(ChatGroup.objects.visible_to(Actor.of(person)).values_list("unit", flat=True))


def _nobody_sees_more(person, saw: set[int]) -> None:
    """After merges one sees the rows of all predecessors of one's unit; after anything else, no others. What is filed
    later, or came in from outside by a move, is the unit's own business and was filed under units of its line."""
    for row in Actor.of(person).assignments:
        allowed = set(saw)
        line = [row.unit_id]
        while line:
            one = line.pop()
            line += Succession.objects.filter(successor=one).values_list("predecessor", flat=True)
            allowed |= set(
                UnitEdge.objects.filter(commune=one).values_list("child", flat=True)
                if Unit.objects.get(pk=one).level == "commune"
                else UnitEdge.objects.filter(hamlet=one).values_list("child", flat=True)
            ) | {one}
        assert visible(person) <= allowed
