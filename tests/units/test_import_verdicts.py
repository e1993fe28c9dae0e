"""Every row has one verdict with its reason; what a person decides changes what other rows find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.units.importing.parsed_row import ParsedRow
from portal.units.importing.verdicts import CHOICES, Decision, Judged, Verdict, judge
from portal.units.models import Unit
from tests.factories.units import unit
from tests.units.import_tables import OFFICE, short, verdicts

pytestmark = pytest.mark.django_db


def test_the_verdicts_on_an_offices_list(country):
    judged = verdicts(OFFICE, country.commune)
    assert short(judged) == {
        6: ("exists", "skip"),  # Tổ 1 of "Ấp 01", which is ấp 1
        7: ("create", "create"),  # Tổ 3
        8: ("likely", ""),  # Tổ 03: the one of row 7?
        9: ("no-parent", ""),  # ấp Phước Lễ is not there
        10: ("duplicate", "skip"),
        11: ("unreadable", "skip"),
        12: ("create", "create"),  # Tổ 1 of ấp 2: each hamlet has its own
    }
    reasons = {j.line.row: j.reason for j in judged}
    assert reasons[6] == "“ấp 01” hiểu là ấp 1. Tổ tự quản số 1 đã có ở ấp 1."
    assert reasons[7] == "“ấp 01” hiểu là ấp 1. Thêm tổ tự quản số 3 vào ấp 1."
    assert "Gần giống tổ tự quản số 3 đã có ở dòng 7." in reasons[8]
    assert reasons[9] == "Xã Phước Ninh chưa có ấp Phước Lễ."
    assert reasons[10] == "Trùng tổ tự quản số 1 ở dòng 9."


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("Ấp 1", "exists"),
        ("ẤP  1", "exists"),
        ("ap 1", "exists"),
        ("Ấp số 1", "exists"),
        ("Ấp 01", "likely"),
        ("Ấp I", "likely"),
        ("Thôn 1", "likely"),
        ("Ấp 11", "create"),
        ("Ấp Phước Hoà", "exists"),
        ("AP PHUOC HOA", "likely"),
        ("Ấp Phước Hóa", "create"),
        ("Ấp Mĩ Quí", "likely"),
        ("Ấp Phước Lể", "likely"),
        ("Ấp A", "create"),  # the neighbour's
    ],
)
def test_a_hamlet_beside_those_that_stand(country, written, verdict):
    for name in ("Phước Hòa", "Mỹ Quý", "Phước Lễ"):
        unit("hamlet", "ap", name, country.commune)
    (judged,) = verdicts([[written]], country.commune)
    assert judged.verdict == verdict


def test_a_hamlet_that_ended_may_be_founded_again(country):
    Unit.objects.filter(pk=country.hamlet.pk).update(valid_to="2019-06-01")
    (judged,) = verdicts([["Ấp 1"]], country.commune)
    assert judged.verdict == "create"


ROWS = [["Tên ấp, tổ"], ["Ấp 9"], ["Tổ 1"], ["Ấp 01"], ["Tổ 9"]]


def test_a_hamlet_that_is_not_to_be_leaves_its_groups_without_one(country):
    assert short(verdicts(ROWS, country.commune))[3] == ("create", "create")
    judged = short(verdicts(ROWS, country.commune, {2: "skip"}))
    assert (judged[2], judged[3]) == (("create", "skip"), ("no-parent", ""))


def test_a_likely_hamlet_takes_its_groups_along_wherever_it_goes(country):
    def parents(decision):
        return {j.line.row: j.parent for j in verdicts(ROWS, country.commune, decision)}

    same, new = parents({4: "same"}), parents({4: "create"})
    assert same[5] == f"unit:{country.hamlet.public_id}"
    assert new[5] == "row:4"


def test_a_group_may_stand_above_its_hamlet_in_the_table(country):
    rows = [["Tổ tự quản", "Ấp"], ["Tổ 1", "Ấp 9"], ["", "Ấp 9"]]
    assert {j.line.row: j.parent for j in verdicts(rows, country.commune)}[2] == "row:3"


def test_a_group_put_under_a_hamlet_by_hand_is_compared_there(country):
    rows = [["Tổ tự quản"], ["Tổ tự quản số 1"]]
    assert short(verdicts(rows, country.commune)) == {2: ("no-parent", "")}
    for place, verdict in (
        (country.hamlet, "exists"),
        (country.other_hamlet, "create"),
        (country.commune, "create"),
    ):
        judged = verdicts(rows, country.commune, {2: f"under:{place.public_id}"})[1]
        assert (judged.verdict, judged.parent) == (verdict, f"unit:{place.public_id}")
        # It may be put elsewhere still.
        assert Decision.UNDER in judged.choices


def test_a_group_of_another_commune_is_refused(country):
    rows = [["Tổ tự quản", "Thuộc"], ["Tổ 1", "xã Phước Minh"], ["Tổ 1", "xã Phước Ninh"]]
    judged = verdicts(rows, country.commune)
    assert short(judged) == {2: ("unreadable", "skip"), 3: ("create", "create")}
    assert judged[1].reason == "Thuộc xã Phước Minh, không phải xã Phước Ninh."


@pytest.mark.parametrize(
    ("row", "decision"),
    [
        (7, "same"),
        (8, "skip"),
        (9, "under:000000000000"),
        (7, "under:000000000000"),
        (10, "create"),
        (11, "create"),
        (6, "create"),
        (99, "skip"),
    ],
)
def test_a_decision_that_does_not_fit_is_dropped(country, row, decision):
    assert short(verdicts(OFFICE, country.commune, {row: decision})) == short(
        verdicts(OFFICE, country.commune)
    )


def test_what_is_stored_is_read_back(country):
    for judged in verdicts(OFFICE, country.commune, {9: "with-parent"}):
        assert Judged.from_json(judged.as_json()) == judged


KINDS = st.sampled_from([("hamlet", "ap"), ("hamlet", "thon"), ("residents-group", "to-tu-quan")])
NAMES = st.sampled_from(["1", "01", "2", "số 1", "I", "Phước Hòa", "Phước Hoà", "PHUOC HOA"])
DECISIONS = st.sampled_from(["", "create", "same", "skip", "with-parent", "under:h1", "under:x"])


@st.composite
def lines(draw):
    made = []
    for row in range(1, draw(st.integers(1, 10)) + 1):
        level, kind = draw(KINDS)
        state = draw(st.sampled_from(["", "", "", "", "skipped", "problem"]))
        parent = draw(NAMES) if level != "hamlet" and draw(st.booleans()) else ""
        place = {"level": level, "kind": kind, "name": draw(NAMES), "parent_name": parent}
        place |= {"parent_kind": draw(st.sampled_from(["ap", "thon", "xa"]))} if parent else {}
        made.append(ParsedRow(row=row, **({state: "vì sao"} if state else place)))
    return made


@given(made=lines(), decisions=st.dictionaries(st.integers(1, 10), DECISIONS))
def test_every_row_has_one_verdict_a_reason_and_a_choice_it_leaves(made, decisions):
    commune = Unit(pk=1, public_id="c", level="commune", kind="xa", name="Phước Ninh")
    hamlet = Unit(pk=2, public_id="h1", level="hamlet", kind="ap", name="1", parent_id=1)
    judged = judge(made, commune=commune, units=[hamlet], decisions=decisions)
    assert [one.line.row for one in judged] == [line.row for line in made]
    created = []
    for one in judged:
        assert one.verdict in Verdict.values
        assert one.reason
        assert not one.decision or one.decision in one.choices
        assert bool(one.decision) or not CHOICES[one.verdict][1]
        if one.creates:
            created.append((one.parent, one.line.kind, one.line.name))
    # Nothing is created twice under one parent.
    assert len(set(created)) == len(created)
    again = judge(
        [j.line for j in judged],
        commune=commune,
        units=[hamlet],
        decisions={j.line.row: j.decided for j in judged},
    )
    assert again == judged
