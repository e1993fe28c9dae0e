"""A batch: drafted without a trace, decided, run whole or not at all, undone while nothing hangs on it."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.services import assign
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.core.sheets.reading import Table
from portal.units.importing import selectors, services
from portal.units.models import Succession, Unit, UnitEdge, UnitImport, UnitVersion
from portal.units.selectors import hamlets_of
from tests.conftest import STORY_DAY
from tests.factories import people, rows
from tests.factories.units import REFORM, SYSTEM, unit
from tests.units.import_tables import OFFICE, short

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def draft(by, commune, table=OFFICE, **more):
    details = {"on": STORY_DAY, "file_name": "Danh sách.xlsx", "legal_act": "QĐ 12"} | more
    return services.draft_import(by=by, commune=commune, table=Table(table, "DS"), **details)


def decide(batch, by=SYSTEM, **decisions):
    chosen = {int(row.removeprefix("r")): choice for row, choice in decisions.items()}
    return services.decide(by=by, batch=batch, version=batch.version, decisions=chosen)


def run(batch, by=SYSTEM):
    return services.run_import(by=by, batch=batch, version=batch.version)


def undo(batch, by=SYSTEM):
    return services.undo_import(by=by, batch=batch, version=batch.version)


def decided(country, officer):
    """The office's list with every row decided."""
    return decide(draft(officer, country.commune), officer, r8="same", r9="with-parent")


def everything():
    """All rows about units, as they are."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Unit, UnitVersion, UnitEdge, Succession)
    ]


def test_a_draft_writes_nothing_but_itself(country, officer):
    before = everything()
    batch = draft(officer, country.commune)
    assert everything() == before
    assert (batch.state, batch.made_by, batch.sheet, batch.file_name) == (
        "draft",
        officer.user,
        "DS",
        "Danh sách.xlsx",
    )
    kept = (
        "create",
        "exists",
        "likely",
        "duplicate",
        "no-parent",
        "unreadable",
        "new_hamlets",
        "new_groups",
        "undecided",
    )
    assert [batch.counts[name] for name in kept] == [2, 1, 1, 1, 1, 1, 0, 2, 2]


def test_rows_are_decided_one_by_one_and_what_hangs_on_them_follows(country, officer):
    batch = decide(draft(officer, country.commune), officer, r8="create", r9="skip")
    judged = short(services.judged_rows(batch))
    assert (judged[8], judged[9]) == (("likely", "create"), ("no-parent", "skip"))
    # The twin of a row that is skipped is no twin any more.
    assert judged[10] == ("no-parent", "")
    assert batch.version == 2
    with pytest.raises(Conflict):
        services.decide(by=officer, batch=batch, version=1, decisions={9: "with-parent"})


@pytest.mark.parametrize(
    "chosen",
    [{"r6": "create"}, {"r9": "same"}, {"r99": "skip"}, {"r9": "under:000000000000"}, {"r7": "under:{h}"}],
)
def test_a_choice_that_a_row_does_not_leave_is_refused(country, officer, chosen):
    batch = draft(officer, country.commune)
    chosen = {row: choice.format(h=country.hamlet.public_id) for row, choice in chosen.items()}
    with pytest.raises(ValidationError, match="không có lựa chọn này"):
        decide(batch, officer, **chosen)


def test_a_neighbours_hamlet_is_no_place_for_a_group(country, officer):
    with pytest.raises(ValidationError, match="không có lựa chọn này"):
        decide(draft(officer, country.commune), officer, r9=f"under:{country.neighbour_hamlet.public_id}")


def test_one_press_decides_for_all_rows_of_a_kind(country, officer):
    batch = draft(officer, country.commune)
    for choice in ("same", "with-parent"):
        services.decide_for_all(by=officer, batch=batch, version=batch.version, choice=choice)
    judged = short(services.judged_rows(batch))
    assert (judged[8], judged[9], batch.counts["undecided"]) == (
        ("likely", "same"),
        ("no-parent", "with-parent"),
        0,
    )
    again = draft(officer, country.commune)
    services.decide_for_all(by=officer, batch=again, version=again.version, choice="skip")
    judged = short(services.judged_rows(again))
    # Row 10 was the twin of row 9: it goes with it.
    assert (judged[9], judged[10], again.counts["undecided"]) == (
        ("no-parent", "skip"),
        ("no-parent", "skip"),
        1,
    )


def test_a_run_creates_what_was_decided_hamlets_first(country, officer):
    batch = run(decided(country, officer), officer)
    assert (batch.state, batch.counts["new_hamlets"], batch.counts["new_groups"]) == ("imported", 1, 3)
    made = selectors.created_units(batch)
    assert [(u.full_name, u.parent.full_name, u.valid_from) for u in made] == [
        ("ấp Phước Lễ", "xã Phước Ninh", STORY_DAY),
        ("tổ tự quản số 3", "ấp 1", STORY_DAY),
        ("tổ tự quản số 1", "ấp 2", STORY_DAY),
        ("tổ tự quản số 1", "ấp Phước Lễ", STORY_DAY),
    ]
    assert {u.versions.get().legal_act for u in made} == {"QĐ 12"}
    assert {u.commune for u in made} == {country.commune}
    assert len(batch.created) == 4
    assert set(made) <= set(hamlets_of(country.commune, STORY_DAY))
    audited = AuditEntry.objects.filter(action="unit-import.run").get()
    assert (audited.unit_id, audited.object_id, audited.actor) == (
        country.commune.pk,
        batch.public_id,
        officer.user,
    )


def test_run_again_and_undone_again_change_nothing(country, officer):
    batch = run(decided(country, officer), officer)
    after = everything()
    assert run(batch, officer).version == batch.version
    assert everything() == after
    undone = undo(batch, officer)
    assert undo(undone, officer).version == undone.version


def test_each_step_is_open_in_its_state_only_and_the_refusal_names_the_state(country, officer):
    def refused(batch, says, *steps):
        before = (everything(), UnitImport.objects.values().get())
        for step in steps:
            with pytest.raises(NotNow, match=says):
                step(batch)
        assert (everything(), UnitImport.objects.values().get()) == before

    def choose(batch):
        decide(batch, officer, r9="skip")

    def judge(batch):
        services.judge_again(by=officer, batch=batch)

    batch = decided(country, officer)
    refused(batch, "đang xem thử", lambda batch: undo(batch, officer))
    batch = run(batch, officer)
    refused(batch, "đã nhập", choose, judge)
    batch = undo(batch, officer)
    refused(batch, "đã hoàn tác", choose, judge, lambda batch: run(batch, officer))


def test_the_same_file_again_finds_everything_there(country, officer):
    run(decided(country, officer), officer)
    again = draft(officer, country.commune)
    assert again.counts["exists"] == 5
    decide(again, officer, r8="same")
    with pytest.raises(ValidationError, match="không có gì để nhập"):
        run(again, officer)


def test_undecided_rows_are_named(country, officer):
    before = everything()
    with pytest.raises(ValidationError, match=r"Còn 2 dòng chưa chọn \(dòng 8, 9\)"):
        run(draft(officer, country.commune), officer)
    assert everything() == before


def test_a_commune_that_changed_meanwhile_is_judged_anew(country, officer):
    batch = decided(country, officer)
    unit("hamlet", "ap", "Phước Lễ", country.commune, valid_from=STORY_DAY)
    before = everything()
    with pytest.raises(Conflict, match="vừa thay đổi"):
        run(batch, officer)
    assert everything() == before
    batch = services.judge_again(by=officer, batch=batch)
    assert short(services.judged_rows(batch))[9] == ("create", "create")
    assert run(batch, officer).counts["new_groups"] == 3


def test_when_one_unit_cannot_be_created_none_is(country, officer):
    """A hamlet that begins later holds no group before."""
    unit("hamlet", "ap", "Mai Sau", country.commune, valid_from=date(2019, 12, 31))
    table = [["Ấp", "Tổ tự quản"], ["Ấp 2", "Tổ 1"], ["Ấp Mai Sau", "Tổ 1"]]
    batch = draft(officer, country.commune, table)
    before = everything()
    with pytest.raises(ValidationError, match=r"Dòng 3 .*ấp Mai Sau mới có từ 31/12/2019"):
        run(batch, officer)
    assert everything() == before
    assert UnitImport.objects.get().state == "draft"


def test_undone_it_is_as_if_it_had_never_been(country, officer):
    batch = decided(country, officer)
    before = everything()
    batch = undo(run(batch, officer), officer)
    assert everything() == before
    assert (batch.state, selectors.created_units(batch)) == ("undone", [])
    with pytest.raises(Refused, match="đã hoàn tác"):
        run(batch, officer)
    assert AuditEntry.objects.filter(action="unit.take-back", unit_id=country.commune.pk).count() == 4


def _group(made, officer):
    rows.group(made, by=officer)


def _tip(made, officer):
    rows.tip(made, by=officer)


def _person(made, officer):
    assign(by=SYSTEM, user=people.user(), role="hamlet-head", unit=made, valid_from=STORY_DAY)


def _child(made, officer):
    unit("residents-group", "to-tu-quan", "số 77", made, valid_from=STORY_DAY)


def _successor(made, officer):
    Succession.objects.create(predecessor=made.commune, successor=made, on=STORY_DAY, extent="part")


def _later_name(made, officer):
    made.versions.update(valid_to=date(2019, 12, 20))
    UnitVersion.objects.create(unit=made, kind="ap", name="Khác", valid_from=date(2019, 12, 20))


@pytest.mark.parametrize(
    ("attach", "says"),
    [
        (_group, "nhóm"),
        (_tip, "tin báo"),
        (_person, "phân công"),
        (_child, "đơn vị bên dưới"),
        (_successor, "dữ liệu khác"),
        (_later_name, "thay đổi về sau"),
    ],
)
def test_what_already_hangs_on_a_unit_keeps_the_batch(country, officer, attach, says):
    batch = run(decided(country, officer), officer)
    made = selectors.created_units(batch)[0]
    attach(made, officer)
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(batch, officer)
    assert "Ấp Phước Lễ" in refused.value.reason
    assert says in refused.value.reason
    assert everything() == before


def test_sent_twice_it_is_one_draft(country, officer):
    key = uuid.uuid4()
    assert draft(officer, country.commune, key=key) == draft(officer, country.commune, key=key)
    assert UnitImport.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "there"), [(date(1999, 12, 31), False), (date(2000, 1, 1), True), (REFORM, False)]
)
def test_the_commune_stands_on_the_day(country, officer, on, there):
    if there:
        assert draft(officer, country.commune, on=on)
    else:
        with pytest.raises(ValidationError, match="không có vào ngày này"):
            draft(officer, country.commune, on=on)


def test_only_a_commune_is_given_hamlets(country):
    with pytest.raises(ValidationError, match="không phải xã"):
        draft(SYSTEM, country.district)


@pytest.mark.parametrize("who", ["neighbour", "leader", "head", "district"])
def test_only_who_keeps_the_register_brings_in(country, officer, who):
    actor = {
        "neighbour": lambda: people.officer(country.neighbour),
        "leader": lambda: people.leader(country.commune),
        "head": lambda: people.officer(country.hamlet),
        "district": lambda: people.officer(country.district),
    }[who]()
    batch = decided(country, officer)
    done = run(decided(country, officer), officer)
    for step in (
        lambda: draft(actor, country.commune),
        lambda: decide(batch, actor, r9="skip"),
        lambda: run(batch, actor),
        lambda: services.judge_again(by=actor, batch=batch),
        lambda: undo(done, actor),
    ):
        with pytest.raises(Refused):
            step()
    assert list(selectors.imports(actor, country.commune)) == []
    assert set(selectors.imports(officer, country.commune)) == {batch, done}
