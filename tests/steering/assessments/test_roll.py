"""The roll of a commune: who is on it, in the base or apart and why; the shares against an independent count."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.core import clock
from portal.steering.assessments.communes import shares_of_communes
from portal.steering.assessments.reasons import why_apart
from portal.steering.assessments.rules import Share, Standing
from portal.steering.assessments.selectors import roll_of
from portal.steering.assessments.year_rules import year_rules
from portal.steering.choices import SubjectKind
from portal.steering.models import AssessmentSheet
from portal.units.models import Unit
from tests.factories import people, rows
from tests.factories.assessments import decided, judged, proposed, recognised, rules_since_long_ago, sheet
from tests.factories.units import SYSTEM, unit
from tests.steering.assessments.conftest import at_noon

pytestmark = pytest.mark.django_db
IN_TIME = date(2025, 3, 1)
_names = count(1)


def test_before_the_circular_there_are_no_rules_and_no_roll(country):
    assert not year_rules(2021).exist
    assert year_rules(2022).exist
    with pytest.raises(LookupError):
        roll_of(SYSTEM, country.commune, 2019)


def test_of_rules_that_overlap_the_one_that_began_last_holds(db):
    terms, criteria = year_rules(2025).terms, year_rules(2025).criteria
    newer = terms[SubjectKind.COMMUNE]
    newer.pk, newer.valid_from, newer.recognised_percent = None, date(2025, 1, 1), 80
    newer.save()
    later = criteria[SubjectKind.SCHOOL][0]
    later.pk, later.valid_from, later.text = None, date(2025, 4, 1), "Có kế hoạch, nội quy"
    later.save()
    assert [year_rules(year).percents for year in (2024, 2025)] == [(100, 70), (100, 80)]
    # One that begins after the first quarter holds from the next year on.
    assert [year_rules(year).criteria[SubjectKind.SCHOOL][0].text == later.text for year in (2025, 2026)] == [
        False,
        True,
    ]


def test_every_kind_has_its_days_and_criteria_with_their_article(db):
    rules = year_rules(2025)
    assert {kind: len(found) for kind, found in rules.criteria.items()} == {
        SubjectKind.AREA: 5,
        SubjectKind.COMMUNE: 7,
        SubjectKind.AGENCY: 5,
        SubjectKind.ENTERPRISE: 5,
        SubjectKind.SCHOOL: 6,
    }
    articles = {
        kind: {row.article.split(",")[0][:6] for row in found} for kind, found in rules.criteria.items()
    }
    assert articles == {
        SubjectKind.AREA: {"Điều 4"},
        SubjectKind.COMMUNE: {"Điều 5"},
        SubjectKind.AGENCY: {"Điều 6"},
        SubjectKind.ENTERPRISE: {"Điều 6"},
        SubjectKind.SCHOOL: {"Điều 7"},
    }


def _area(commune, name, **days):
    return unit("hamlet", "ap", name, commune, valid_from=date(2025, 7, 1), **days)


@pytest.fixture
def full(november):
    """The commune of the requirement: 6 areas, 4 schools, 9 enterprises; two of the schools and five of the enterprises are
    not liable or not known to be."""
    commune = november.new_commune
    areas = [november.new_hamlet, *(_area(commune, f"Thuận {n}") for n in range(2, 7))]
    schools = [
        rows.body(commune, "school", name=f"Trường {level}", school_level=level)
        for level in ("preschool", "primary", "lower-secondary", "upper-secondary")
    ]
    sizes = ("micro", "micro", "small", "small", "medium", "medium", "medium", "large", "large")
    enterprises = [
        rows.body(commune, "enterprise", name=f"Công ty {n}", enterprise_size=size)
        for n, size in enumerate(sizes)
    ]
    rows.body(commune, "police", name="Công an xã")
    rows.body(commune, "front", name="Mặt trận")
    # The neighbour's, which must show nowhere.
    beside = unit(
        "commune", "xa", "Đồng Tâm", november.new_province, code="25390", valid_from=date(2025, 7, 1)
    )
    rows.body(beside, "enterprise", enterprise_size="large", name="Công ty xã bên")
    _area(beside, "Xã bên")
    return commune, areas, schools, enterprises


def test_a_commune_of_six_areas_four_schools_and_nine_enterprises(full):
    commune, areas, schools, enterprises = full
    made = [sheet(one, on=IN_TIME) for one in (*areas, *schools[2:], *enterprises[4:])]
    roll = roll_of(SYSTEM, commune, 2025)
    windows = {kind: (window.first, window.last) for kind, window in roll.rules.windows.items()}
    assert windows.pop(SubjectKind.AREA) == (date(2024, 11, 1), date(2025, 10, 31))
    assert set(windows.values()) == {(date(2024, 11, 16), date(2025, 11, 15))}
    assert {entry.name for entry in roll.entries if entry.standing is Standing.NOT_LIABLE} == {
        "Trường preschool",
        "Trường primary",
        "Công ty 0",
        "Công ty 1",
        "Công ty 2",
        "Công ty 3",
        "Công an xã",
    }
    assert {kind: shares.registered for kind, shares in roll.shares.items()} == {
        SubjectKind.AREA: Share(6, 6),
        SubjectKind.AGENCY: Share(0, 0),
        SubjectKind.ENTERPRISE: Share(5, 5),
        SubjectKind.SCHOOL: Share(2, 2),
    }
    assert roll.shares_hold is False
    # One area fails one criterion, one enterprise is not judged to the end: 5 of 6, 4 of 5, 2 of 2.
    for n, one in enumerate(made):
        failed, left = (["crime"] if n == 0 else []), (["guard"] if n == len(made) - 1 else [])
        judged(one, failed=failed, left=left)
        if n not in (0, len(made) - 1):
            decided(proposed(one))
    proposed(made[0])
    decided(made[0], "not-recognised")
    roll = roll_of(SYSTEM, commune, 2025)
    assert {kind: shares.recognised for kind, shares in roll.shares.items()} == {
        SubjectKind.AREA: Share(5, 6),
        SubjectKind.AGENCY: Share(0, 0),
        SubjectKind.ENTERPRISE: Share(4, 5),
        SubjectKind.SCHOOL: Share(2, 2),
    }
    assert roll.shares_hold is True
    assert recognised(commune).is_recognised


def test_below_seventy_percent_of_one_kind_the_commune_does_not_hold(full):
    commune, areas, schools, enterprises = full
    for one in (*areas, *enterprises[4:]):
        recognised(one)
    sheet(schools[3])
    recognised(schools[2])
    roll = roll_of(SYSTEM, commune, 2025)
    assert roll.shares[SubjectKind.SCHOOL].recognised == Share(1, 2)
    assert roll.shares_hold is False


def test_an_unknown_size_leaves_it_open_and_is_asked_for(full):
    commune, areas, schools, enterprises = full
    for one in (*areas, *schools[2:], *enterprises[4:]):
        recognised(one)
    assert roll_of(SYSTEM, commune, 2025).shares_hold is True
    asked = rows.body(commune, "enterprise", name="Xưởng chưa rõ")
    roll = roll_of(SYSTEM, commune, 2025)
    assert roll.shares_hold is None
    [entry] = [entry for entry in roll.entries if entry.subject == asked]
    assert "Nhập quy mô" in why_apart(entry)


def test_areas_and_bodies_that_began_or_ended_within_the_window_stand_apart_with_the_reason(november):
    commune = november.new_commune
    ended = _area(commune, "Cũ")
    Unit.objects.filter(pk=ended.pk).update(valid_to=date(2025, 10, 1))
    late = _area(commune, "Mới")
    closed = rows.body(commune, "agency", name="Trạm cũ", valid_from=date(2020, 1, 1))
    Body.objects.unscoped("test").filter(pk=closed.pk).update(valid_to=date(2025, 6, 1))
    long_gone = rows.body(commune, "agency", name="Trạm xưa")
    Body.objects.unscoped("test").filter(pk=long_gone.pk).update(valid_to=date(2024, 6, 1))
    roll = roll_of(SYSTEM, commune, 2025)
    apart = {entry.subject: (entry.standing, why_apart(entry)) for entry in roll.entries}
    assert apart == {
        november.new_hamlet: (Standing.BEGAN_LATE, apart[november.new_hamlet][1]),
        ended: (Standing.ENDED, "Chấm dứt hoạt động từ 01/10/2025, trước khi hết kỳ xét (31/10/2025)."),
        late: (
            Standing.BEGAN_LATE,
            "Thành lập từ 01/07/2025, sau thời hạn đăng ký (31/03/2025). Nếu tiếp nối nơi đã đăng ký trong quý I thì nhập ngày đăng ký đó.",
        ),
        closed: (Standing.ENDED, "Chấm dứt hoạt động từ 01/06/2025, trước khi hết kỳ xét (15/11/2025)."),
    }
    sheet(late, on=IN_TIME)
    roll = roll_of(SYSTEM, commune, 2025)
    assert roll.shares[SubjectKind.AREA].registered == Share(1, 1)


def test_one_reads_the_roll_of_ones_area_and_no_sheet_beside_it(november):
    sheet(november.new_hamlet)
    reader = people.officer(november.new_province)
    assert roll_of(reader, november.new_commune, 2025).entries[0].sheet is not None
    stranger = people.officer(november.province)
    assert stranger.has(Permission.VIEW_STEERING)
    assert all(entry.sheet is None for entry in roll_of(stranger, november.new_commune, 2025).all())


def test_a_province_reads_all_its_communes_with_as_many_queries_as_one(
    november, django_assert_max_num_queries
):
    other = unit(
        "commune", "xa", "Đồng Tâm", november.new_province, code="25390", valid_from=date(2025, 7, 1)
    )
    rows.body(other, "agency")
    reader = people.officer(november.new_province)
    rules = year_rules(2025)
    for areas in (1, 3):
        for _more in range(areas):
            sheet(_area(other, f"Số {next(_names)}"))
        with django_assert_max_num_queries(5):
            found = shares_of_communes(reader, november.new_province, rules)
    assert [(one.commune.name, len(one.counted)) for one in found] == [("Đồng Tâm", 5), ("Thuận Lợi", 1)]


def test_a_province_counts_a_commune_as_its_roll_does_and_knows_its_own_sheet(full):
    commune, areas, schools, enterprises = full
    for one in (*areas, *schools[2:], *enterprises[4:8]):
        recognised(one)
    kept = sheet(commune)
    reader = people.officer(commune.province)
    beside, own = shares_of_communes(reader, commune.province, year_rules(2025))
    roll = roll_of(reader, commune, 2025)
    assert (own.commune, own.own.sheet, own.own.stage) == (commune, kept, "registered")
    assert (own.shares, own.shares_hold) == (roll.shares, roll.shares_hold)
    assert own.shares[SubjectKind.ENTERPRISE].recognised == Share(4, 5, 0)
    assert (beside.own.sheet, beside.shares[SubjectKind.ENTERPRISE].registered) == (None, Share(0, 1, 0))


def test_one_above_elsewhere_counts_no_sheet_of_a_commune(november):
    recognised(november.new_hamlet)
    readers = (people.officer(november.province), people.officer(november.new_province))
    (stranger,), (own,) = (
        shares_of_communes(reader, november.new_province, year_rules(2025)) for reader in readers
    )
    # Without its registration an area that began in July is not counted.
    assert (stranger.shares[SubjectKind.AREA].registered, own.shares[SubjectKind.AREA].registered) == (
        Share(0, 0, 0),
        Share(1, 1, 0),
    )


def test_a_year_before_the_reform_is_read_on_its_own_map(country):
    rules_since_long_ago()
    sheet(country.hamlet)
    with clock.pinned_to(at_noon(date(2020, 6, 1))):
        roll = roll_of(SYSTEM, country.commune, 2019)
        assert [(entry.subject, entry.registered_on) for entry in roll.entries] == [
            (country.hamlet, date(2019, 3, 1)),
            (country.other_hamlet, None),
        ]


# -- the shares against an independent count ---------------------------------------------------------------------

_TRAITS = {
    "school": ("", "preschool", "primary", "lower-secondary", "higher"),
    "enterprise": ("", "micro", "small", "medium", "large"),
    "agency": ("",),
}
_EXEMPT = {"preschool", "primary", "micro", "small"}
_near = st.integers(-3, 3)
_drawn = st.fixed_dictionaries(
    {
        "of": st.sampled_from([(kind, trait) for kind, traits in _TRAITS.items() for trait in traits])
        | st.just(("area", "")),
        # Days around 31 March, the last day to register, and around the last day of the window.
        "began": st.none() | _near,
        "ended": st.none() | _near,
        "registered": st.none() | _near,
        "recognised": st.booleans(),
    }
)


def _day(base, offset):
    return None if offset is None else base + timedelta(days=offset)


def _write(commune, one):
    kind, trait = one["of"]
    last = date(2025, 10, 31) if kind == "area" else date(2025, 11, 15)
    began, ended = _day(date(2025, 3, 31), one["began"]), _day(last, one["ended"])
    registered = _day(date(2025, 3, 31), one["registered"])
    if kind == "area":
        made = unit("hamlet", "ap", f"Số {next(_names)}", commune, valid_from=date(2025, 7, 1))
        Unit.objects.filter(pk=made.pk).update(valid_from=began, valid_to=ended)
    else:
        column = {"school": {"school_level": trait}, "enterprise": {"enterprise_size": trait}}.get(kind, {})
        made = rows.body(commune, kind, **column)
        Body.objects.unscoped("test").filter(pk=made.pk).update(valid_from=began, valid_to=ended)
    if registered:
        kept = AssessmentSheet(
            subject=kind,
            body=None if kind == "area" else made,
            year=2025,
            registered_on=registered,
            outcome="recognised" if one["recognised"] else "",
            decided_on=date(2025, 11, 18) if one["recognised"] else None,
            created_at=clock.now(),
        )
        kept.place_like(made) if kind != "area" else kept.place_in(made)
        kept.save()
    return kind, trait, began, ended, last, registered, bool(registered and one["recognised"])


def _oracle(written):
    """(registered, recognised, base, unknown) a kind, counted in plain Python from what was drawn."""
    counts = {kind: Counter() for kind in ("area", "agency", "enterprise", "school")}
    for kind, trait, began, ended, last, registered, recognised_ in written:
        in_time = registered is not None and date(2025, 1, 1) <= registered <= date(2025, 3, 31)
        gone = ended is not None and ended <= last
        too_new = began is not None and began > date(2025, 3, 31) and not in_time
        if trait in _EXEMPT or gone or too_new:
            continue
        if kind in ("school", "enterprise") and not trait:
            counts[kind]["unknown"] += 1
            continue
        counts[kind]["base"] += 1
        counts[kind]["registered"] += in_time
        counts[kind]["recognised"] += recognised_
    return counts


def _reached(found, base):
    return base == 0 or (
        found["registered"] == base and Fraction(found["recognised"], base) >= Fraction(7, 10)
    )


def _oracle_holds(counts):
    worst, best = True, True
    for found in counts.values():
        base, unknown = found["base"], found["unknown"]
        best &= _reached(found, base)
        worst &= _reached(found, base + unknown)
    return best if best == worst else None


@settings(max_examples=20, deadline=None)
@given(st.lists(_drawn, max_size=8))
def test_the_shares_are_those_that_an_independent_count_gives(november, drawn):
    with transaction.atomic():
        Unit.objects.filter(pk=november.new_hamlet.pk).update(valid_to=date(2025, 8, 1))
        written = [_write(november.new_commune, one) for one in drawn]
        roll, counts = roll_of(SYSTEM, november.new_commune, 2025), _oracle(written)
        assert {
            kind.value: (
                shares.registered.top,
                shares.recognised.top,
                shares.recognised.base,
                shares.recognised.unknown,
            )
            for kind, shares in roll.shares.items()
        } == {
            kind: (found["registered"], found["recognised"], found["base"], found["unknown"])
            for kind, found in counts.items()
        }
        assert roll.shares_hold is _oracle_holds(counts)
        (among,) = shares_of_communes(SYSTEM, november.new_province, year_rules(2025))
        assert (among.shares, among.shares_hold) == (roll.shares, roll.shares_hold)
        transaction.set_rollback(True)
