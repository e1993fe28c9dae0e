"""Amendments on units: what each does, on which day, what it refuses, and that undoing restores everything."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from groups.models import ChatGroup, MemberCount
from portal.accounts.models import Assignment
from portal.core import clock
from portal.core.errors import Conflict, Refused
from portal.units.amendments import services
from portal.units.amendments.kinds import (
    ChangeUnitKind,
    CloseUnit,
    CreateUnit,
    MergeUnits,
    MoveUnit,
    RenameUnit,
    SplitUnit,
)
from portal.units.amendments.preview_fingerprint import fingerprint_of
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import AmendmentState
from portal.units.models import Unit, UnitEdge, UnitVersion
from portal.units.search import search
from portal.units.selectors import children_on, parent_on, unit_by_code
from tests.factories import people, rows
from tests.factories import units as make
from tests.factories.units import LONG_AGO, SYSTEM
from tests.units.snapshot import snapshot

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)
BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def living(country):
    """The country as if there had been no reform: everything began long ago, and nothing has an end."""
    for model in (Unit, UnitVersion, UnitEdge):
        model.objects.update(valid_from=LONG_AGO, valid_to=None)
    for unit in country.all():
        unit.refresh_from_db()
    with clock.pinned_to(DAY):
        yield country


def decide(amendment, on=DAY, by=SYSTEM):
    return services.decide_amendment(by=by, plan=amendment, on=on, legal_act="Nghị quyết thử")


def undo(stored, by=SYSTEM):
    return services.undo_amendment(by=by, amendment=stored, version=stored.version)


def test_a_rename_keeps_the_name_of_before_and_its_days(living):
    decide(RenameUnit(living.commune, "Phước Ninh Mới", "25999"))
    commune = Unit.objects.get(pk=living.commune.pk)
    assert (commune.name, commune.code) == ("Phước Ninh Mới", "25999")
    assert unit_by_code("25561", BEFORE) == commune == unit_by_code("25999", DAY)
    with pytest.raises(LookupError):
        unit_by_code("25561", DAY)
    for words in ("phuoc ninh moi", "xa phuoc ninh", "25999", "25561"):
        assert commune in search(words, DAY, most=5), words


def test_a_change_of_kind_is_another_version(living):
    decide(ChangeUnitKind(living.commune, "phuong"))
    kinds = list(
        UnitVersion.objects.filter(unit=living.commune).order_by("id").values_list("kind", flat=True)
    )
    assert kinds == ["xa", "phuong"]


def test_a_hamlet_moves_with_its_groups_counts_and_self_managed_teams(living):
    group = rows.group(living.self_managed_team)
    decide(MoveUnit(living.hamlet, living.neighbour))
    group.refresh_from_db()
    assert (group.commune_id, group.hamlet_id, group.unit_id) == (
        living.neighbour.pk, living.hamlet.pk, living.self_managed_team.pk,
    )  # fmt: skip
    assert parent_on(living.hamlet, BEFORE) == living.commune
    assert parent_on(living.hamlet, DAY) == living.neighbour
    assert Unit.objects.get(pk=living.self_managed_team.pk).commune == living.neighbour


def test_a_merge_takes_parts_rows_and_people_over(living):
    group = rows.group(living.hamlet)
    officer = people.officer(living.commune).user
    stored = decide(
        MergeUnits((living.commune, living.neighbour), NewUnit("xa", "Phước Ninh", "26000"), living.district)
    )
    merged = Unit.objects.get(code="26000")
    group.refresh_from_db()
    assert group.commune == merged
    assert set(children_on(merged, DAY)) == {living.hamlet, living.other_hamlet, living.neighbour_hamlet}
    assert set(children_on(living.district, DAY)) == {merged}
    assert set(children_on(living.district, BEFORE)) == {living.commune, living.neighbour}
    held = (
        Assignment.objects.filter(user=officer)
        .order_by("valid_from")
        .values_list("unit", "valid_from", "valid_to")
    )
    assert [(unit, end) for unit, _start, end in held] == [(living.commune.pk, DAY), (merged.pk, None)]
    assert stored.state == AmendmentState.IN_FORCE


def test_a_split_leaves_what_is_undecided_to_the_unit_above(living):
    here, there = rows.group(living.hamlet), rows.group(living.other_hamlet)
    own = rows.group(living.commune, name="Nhóm đoàn thể")
    decide(SplitUnit(living.commune, (NewUnit("xa", "Đông"), NewUnit("xa", "Tây")), sides={living.hamlet: 0}))
    east = Unit.objects.get(name="Đông")
    for group in (here, there, own):
        group.refresh_from_db()
    assert here.commune == east
    assert (there.commune, there.district, there.hamlet) == (None, living.district, living.other_hamlet)
    assert (own.commune, own.district) == (None, living.district)
    # Later someone decides: the hamlet, and the rest of the commune.
    west, later = Unit.objects.get(name="Tây"), DAY + timedelta(days=9)
    with clock.pinned_to(later):
        decide(MoveUnit(Unit.objects.get(pk=living.other_hamlet.pk), west), later)
        decide(MoveUnit(Unit.objects.get(pk=living.commune.pk), west), later)
    for group in (there, own):
        group.refresh_from_db()
        assert group.commune == west


def test_a_unit_closes_only_when_nothing_stands_in_it(living):
    with pytest.raises(ValidationError, match="còn 2 đơn vị"):
        decide(CloseUnit(living.hamlet))
    group = rows.group(living.other_hamlet)
    decide(CloseUnit(living.other_hamlet))
    group.refresh_from_db()
    assert (group.commune, group.hamlet) == (living.commune, None)
    assert living.other_hamlet not in children_on(living.commune, DAY)


def test_a_planned_act_waits_for_its_day_and_does_nothing_before(living):
    before = snapshot()
    stored = decide(RenameUnit(living.commune, "Mới"), DAY + timedelta(days=5))
    assert stored.state == AmendmentState.PLANNED
    assert snapshot() == before
    with clock.pinned_to(DAY + timedelta(days=5)):
        services.carry_out_planned(by=SYSTEM, amendment=stored)
    assert Unit.objects.get(pk=living.commune.pk).name == "Mới"


def test_a_planned_act_that_fits_no_more_stops_and_says_why(living):
    stored = decide(RenameUnit(living.other_hamlet, "Mới"), DAY + timedelta(days=5))
    decide(CloseUnit(living.other_hamlet))
    with clock.pinned_to(DAY + timedelta(days=5)):
        stored = services.carry_out_planned(by=SYSTEM, amendment=stored)
    assert stored.state == AmendmentState.STOPPED
    assert "đã chấm dứt hoạt động" in stored.problem


ACTS = {
    "rename": lambda c: RenameUnit(c.commune, "Phước Ninh Mới"),
    "change kind": lambda c: ChangeUnitKind(c.hamlet, "thon"),
    "create": lambda c: CreateUnit("hamlet", c.commune, NewUnit("ap", "Mới")),
    "move a hamlet": lambda c: MoveUnit(c.hamlet, c.neighbour),
    "move a commune": lambda c: MoveUnit(c.commune, c.new_province),
    "move a self-managed team": lambda c: MoveUnit(c.self_managed_team, c.other_hamlet),
    "merge into a new one": lambda c: MergeUnits((c.commune, c.neighbour), NewUnit("xa", "Phước Ninh"), c.district),
    "merge into one that stands": lambda c: MergeUnits((c.commune,), c.neighbour),
    "merge hamlets": lambda c: MergeUnits((c.hamlet,), c.other_hamlet),
    "merge self-managed teams": lambda c: MergeUnits((c.self_managed_team,), c.other_self_managed_team),
    "split": lambda c: SplitUnit(c.commune, (NewUnit("xa", "Đông"), NewUnit("xa", "Tây")), {c.hamlet: 0}, people=1),
    "split with rest": lambda c: SplitUnit(c.commune, (c.neighbour, NewUnit("xa", "Tây")), {c.hamlet: 0}, rest=1),
    "close": lambda c: CloseUnit(c.self_managed_team),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_undo_restores_everything(living, name):
    for unit in (living.hamlet, living.other_hamlet, living.self_managed_team, living.neighbour_hamlet):
        rows.group(unit)
    rows.tip(living.hamlet)
    people.officer(living.commune)
    before = snapshot()
    stored = decide(ACTS[name](living))
    assert snapshot() != before
    undo(stored)
    after = snapshot()
    assert {kind: set(after[kind]) ^ set(before[kind]) for kind in before} == {kind: set() for kind in before}


def test_undo_is_open_until_the_end_of_the_day(living):
    stored = decide(RenameUnit(living.commune, "Mới"))
    with clock.pinned_to(DAY + timedelta(days=1)), pytest.raises(Refused, match="Đã quá ngày"):
        undo(stored)
    undo(stored)


def test_one_decided_after_its_day_is_undone_until_the_end_of_the_day_it_was_carried_out(living):
    stored = decide(RenameUnit(living.commune, "Mới"), on=BEFORE)
    with clock.pinned_to(DAY + timedelta(days=1)), pytest.raises(Refused, match="Đã quá ngày 01/03/2020"):
        undo(stored)
    undo(stored)
    assert Unit.objects.get(pk=living.commune.pk).name == "Phước Ninh"


def test_what_was_undone_is_not_undone_again(living):
    stored = decide(RenameUnit(living.commune, "Mới"))
    undo(stored)
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(stored)
    assert stored.state == AmendmentState.UNDONE


def test_a_planned_act_undone_before_its_day_changed_nothing_and_never_does(living):
    before = snapshot()
    stored = decide(RenameUnit(living.commune, "Mới"), DAY + timedelta(days=5))
    undo(stored)
    with clock.pinned_to(DAY + timedelta(days=5)):
        assert services.carry_out_planned(by=SYSTEM, amendment=stored).state == AmendmentState.UNDONE
    assert snapshot() == before


def test_what_was_confirmed_by_a_preview_that_holds_no_more_is_not_decided(living):
    plan = RenameUnit(living.commune, "Mới")
    seen = fingerprint_of(plan, DAY)
    decide(RenameUnit(living.commune, "Khác"))
    with pytest.raises(Conflict):
        services.decide_amendment(by=SYSTEM, plan=plan, on=DAY, seen=seen)
    assert Unit.objects.get(pk=living.commune.pk).name == "Khác"


def test_undo_waits_until_what_was_built_upon_it_is_undone(living):
    first = decide(MergeUnits((living.commune,), living.neighbour))
    second = decide(MoveUnit(Unit.objects.get(pk=living.hamlet.pk), living.new_commune))
    with pytest.raises(Refused, match="Sau việc này"):
        undo(first)
    undo(second)
    undo(first)
    assert ChatGroup.objects.unscoped("test").count() == MemberCount.objects.unscoped("test").count() == 0


def test_undo_waits_for_a_later_change_of_a_unit_that_was_moved_along(living):
    first = decide(MoveUnit(living.hamlet, living.neighbour))
    decide(RenameUnit(Unit.objects.get(pk=living.self_managed_team.pk), "số 99"))
    with pytest.raises(Refused, match="Sau việc này"):
        undo(first)


def test_undo_waits_for_a_later_change_of_a_unit_that_began(living):
    first = decide(CreateUnit("hamlet", living.commune, NewUnit("ap", "Mới")), on=BEFORE)
    decide(RenameUnit(Unit.objects.get(name="Mới"), "Mới hơn"))
    with pytest.raises(Refused, match="Sau việc này"):
        undo(first)


def test_undo_is_refused_when_something_was_filed_under_what_began(living):
    stored = decide(CreateUnit("hamlet", living.commune, NewUnit("ap", "Mới")))
    rows.group(Unit.objects.get(name="Mới"))
    with pytest.raises(Refused, match="Đã có dữ liệu"):
        undo(stored)
    stored.refresh_from_db()
    assert stored.state == AmendmentState.IN_FORCE


def test_only_those_above_change_a_unit(living):
    officer = people.officer(living.commune)
    decide(RenameUnit(living.hamlet, "Mới"), by=officer)
    with pytest.raises(Refused):
        decide(RenameUnit(living.commune, "Mới"), by=officer)
    with pytest.raises(Refused):
        decide(RenameUnit(living.neighbour_hamlet, "Mới"), by=officer)
    with pytest.raises(Refused):
        decide(MoveUnit(living.other_hamlet, living.neighbour), by=officer)


@pytest.mark.parametrize(
    ("amendment", "says"),
    [
        (lambda c: RenameUnit(c.hamlet, "2"), "đã có đơn vị tên này"),
        (lambda c: RenameUnit(c.commune, "X", "25564"), "đang là của"),
        (lambda c: ChangeUnitKind(c.commune, "ap"), "không dùng cho cấp"),
        (lambda c: MoveUnit(c.hamlet, c.district), "không phù hợp"),
        (lambda c: MergeUnits((c.commune,), c.commune), "ít nhất hai"),
        (lambda c: MergeUnits((c.commune, c.hamlet), c.commune), "cùng cấp"),
        (lambda c: SplitUnit(c.commune, (NewUnit("xa", "Đông"),)), "ít nhất hai"),
        (lambda c: SplitUnit(c.commune, (NewUnit("xa", "A"), NewUnit("xa", "a"))), "trùng tên"),
        (lambda c: CreateUnit("hamlet", c.province, NewUnit("ap", "X")), "không phù hợp"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(living, amendment, says):
    before = snapshot()
    with pytest.raises(ValidationError, match=says):
        decide(amendment(living))
    assert snapshot() == before


def test_acts_on_a_unit_are_told_in_the_order_of_their_days(living):
    decide(RenameUnit(living.commune, "Mới"))
    with pytest.raises(ValidationError, match="đã có thay đổi ngày"):
        decide(RenameUnit(living.commune, "Cũ hơn"), DAY - timedelta(days=30))


def test_hamlets_of_one_name_may_come_together_by_a_merger_and_part_again_when_it_is_undone(living):
    """Nobody may be asked to rename a hamlet before its commune is merged; a further one of the name is refused."""
    begun = {"valid_from": LONG_AGO}
    twins = [
        make.unit("hamlet", "ap", "Đồng Xa", place, **begun) for place in (living.commune, living.neighbour)
    ]
    before = snapshot()
    stored = decide(MergeUnits((living.commune, living.neighbour), living.commune))
    for twin in twins:
        twin.refresh_from_db()
    assert [twin.parent for twin in twins] == [living.commune] * 2
    assert sorted(twin.shares_name for twin in twins) == [False, True]
    new = NewUnit("ap", "Ðồng\u200b Xa")
    with pytest.raises(ValidationError, match="đã có đơn vị tên này"):
        decide(CreateUnit("hamlet", living.commune, new), on=DAY + timedelta(days=1))
    undo(stored)
    assert snapshot() == before
    assert not Unit.objects.filter(shares_name=True).exists()


def test_one_of_two_that_share_a_name_is_renamed_and_shares_it_no_more(living):
    begun = {"valid_from": LONG_AGO}
    twins = [
        make.unit("hamlet", "ap", "Đồng Xa", place, **begun) for place in (living.commune, living.neighbour)
    ]
    decide(MergeUnits((living.commune, living.neighbour), living.commune))
    shared = Unit.objects.get(shares_name=True)
    with clock.pinned_to(DAY + timedelta(days=1)):
        renamed = decide(RenameUnit(shared, "Đồng  Xa\u00a0Mới"), on=DAY + timedelta(days=1))
        shared.refresh_from_db()
        assert shared in twins
        assert (shared.name, shared.shares_name) == ("Đồng Xa Mới", False)
        undo(renamed)
        shared.refresh_from_db()
        assert (shared.name, shared.shares_name) == ("Đồng Xa", True)
