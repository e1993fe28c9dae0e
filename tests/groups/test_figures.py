"""Figures of groups against a plain recount of the rows, after whatever happened to them; coverage by its base."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.choices import GroupKind
from groups.indicators import COVERAGE, INDICATORS
from groups.inspection_services import withdraw_inspection
from groups.models import ChatGroup, CoverageBase, GroupConfirmation, GroupInspection, MemberCount
from groups.services import close_group, confirm_group, count_members, reopen_group, set_base
from portal.core import clock, indicators
from portal.core.indicators import Known
from portal.core.periods import Days, Period
from portal.units.figures import words
from portal.units.models import Unit
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import at, group, inspection, tip

pytestmark = pytest.mark.django_db
NOVEMBER = Period.parse("2019-11").days()
PLACES = ("hamlet", "self_managed_team", "other_hamlet", "neighbour_hamlet", "commune")
AREAS = ("district", "commune", "hamlet", "self_managed_team")


def measure(key, area, days=NOVEMBER):
    return indicators.measure([indicators.get(key)], area, [days])[key][0]


# --- the oracle ---------------------------------------------------------------------------------
class Snapshot:
    """All rows as they are, read once; whose they are is walked up from the unit they were filed under."""

    def __init__(self):
        self.parents = dict(Unit.objects.values_list("pk", "parent"))
        self.groups = list(ChatGroup.objects.unscoped("oracle").select_related("unit"))
        self.counts = list(
            MemberCount.objects.unscoped("oracle").select_related("group").order_by("counted_on")
        )
        self.confirmations = list(GroupConfirmation.objects.unscoped("oracle"))
        self.inspections = list(GroupInspection.objects.unscoped("oracle"))
        self.bases = list(CoverageBase.objects.unscoped("oracle"))

    def within(self, area, found):
        return [row for row in found if self._lies_in(row.unit_id, area.pk)]

    def _lies_in(self, unit, area):
        while unit is not None and unit != area:
            unit = self.parents[unit]
        return unit == area


def oracle(rows, area, days):
    """{key: (top, bottom)} counted in plain Python, one row at a time."""
    last = days.last

    def standing(one):
        return one.opened_on <= last and (one.closed_on is None or one.closed_on > last)

    groups = rows.within(area, rows.groups)
    stand = [one for one in groups if standing(one)]
    present = {}
    for count in rows.within(area, rows.counts):
        if count.counted_on <= last and standing(count.group):
            present[count.group_id] = count
    confirmed = [row for row in rows.within(area, rows.confirmations) if row.confirmed_on in days]
    looked = [
        row
        for row in rows.within(area, rows.inspections)
        if row.inspected_on in days and row.withdrawn_at is None
    ]
    small = area.level in ("hamlet", "residents-group")
    bases = {}
    for base in rows.within(area, rows.bases):
        if base.year == last.year and (small or base.hamlet_id is None):
            bases.setdefault(base.subject, []).append(base)

    def over_base(subject, found, value):
        """The sum of values, only of places with a base above zero, and the base of all."""
        place = "hamlet_id" if small else "commune_id"
        known = {getattr(base, place) for base in bases.get(subject, []) if base.count > 0}
        return value([row for row in found if getattr(row, place) in known]), sum(
            base.count for base in bases.get(subject, [])
        )

    def distinct(name):
        return lambda found: len({getattr(row, name) for row in found} - {None})

    def total(name):
        return lambda found: sum(getattr(row, name) for row in found)

    in_kind = {kind: [one for one in stand if one.kind == kind] for kind in GroupKind}
    counts = list(present.values())
    own_groups = [one for one in in_kind["residents-group"] if one.unit.level == "residents-group"]
    agencies = [count for count in counts if count.group.kind in ("organisation", "school")]
    enterprises = [count for count in counts if count.group.kind in ("enterprise", "workers")]
    return {
        "groups.all": (len(stand), None),
        **{f"groups.{kind.value}": (len(found), None) for kind, found in in_kind.items()},
        "groups.opened": (len([one for one in groups if one.opened_on in days]), None),
        "groups.members": (sum(count.members for count in counts), None),
        "groups.confirmed": (len({row.group_id for row in confirmed}), None),
        "groups.troubled": (len([row for row in confirmed if row.condition == "troubled"]), None),
        "groups.inspections": (len(looked), None),
        "coverage.has-group.residents-groups": over_base("residents-groups", own_groups, distinct("unit_id")),
        "coverage.has-group.hamlets": over_base("hamlets", in_kind["hamlet"], distinct("hamlet_id")),
        "coverage.takes-part.hamlets": over_base("hamlets", stand, distinct("hamlet_id")),
        "coverage.takes-part.households": over_base("households", counts, total("households")),
        "coverage.takes-part.agencies": over_base("agencies", agencies, total("bodies")),
        "coverage.takes-part.enterprises": over_base("enterprises", enterprises, total("bodies")),
    }


KINDS = st.sampled_from(["residents-group", "hamlet", "organisation", "school", "enterprise", "workers"])
DAYS_BACK = st.integers(0, 50)
operation = st.one_of(
    st.tuples(st.just("group"), st.sampled_from(PLACES), KINDS, DAYS_BACK),
    st.tuples(st.just("count"), st.integers(0, 9), st.integers(0, 90), DAYS_BACK),
    st.tuples(st.just("confirm"), st.integers(0, 9), st.sampled_from(["active", "troubled"]), DAYS_BACK),
    st.tuples(st.just("inspect"), st.integers(0, 9), st.booleans(), DAYS_BACK),
    st.tuples(st.just("close"), st.integers(0, 9), st.booleans(), DAYS_BACK),
    st.tuples(st.just("base"), st.sampled_from(["commune", "neighbour", "hamlet"]),
              st.sampled_from(["residents-groups", "hamlets", "households", "agencies", "enterprises"]),
              st.integers(0, 12)),
)  # fmt: skip


def play(country, operations):
    """Do as the operations say; what a rule refuses is no operation."""
    made = []
    officers = {name: people.officer(getattr(country, name)) for name in ("commune", "neighbour")}

    def by(unit_id):
        return officers["commune" if unit_id == country.commune.pk else "neighbour"]

    for what, first, second, back in operations:
        day = STORY_DAY - timedelta(days=back)
        if what == "group":
            made.append(group(getattr(country, first), kind=second, opened_on=day))
        elif what == "base":
            unit = getattr(country, first)
            set_base(
                by=by(unit.commune_id),
                unit=unit,
                subject=second,
                year=2019,
                count=back,
                source="x",
                as_of=STORY_DAY,
            )
        elif made:
            one = made[first % len(made)]
            one.refresh_from_db()
            if day < one.opened_on:
                continue
            if what == "close":
                close_group(by=by(one.commune_id), group=one, version=one.version, on=day, reason="inactive")
                if second:
                    reopen_group(by=by(one.commune_id), group=one, version=one.version)
            elif one.closed_on is None and what == "inspect":
                kept = inspection(one, "clear", inspected_on=day)
                if second:
                    withdraw_inspection(by=by(one.commune_id), inspection=kept, version=kept.version)
            elif one.closed_on is None and what == "count":
                count_members(
                    by=by(one.commune_id),
                    group=one,
                    counted_on=day,
                    members=second,
                    households=second // 2,
                    bodies=second % 4,
                )
            elif one.closed_on is None:
                with clock.pinned_to(at(day)):
                    confirm_group(by=by(one.commune_id), group=one, condition=second)


@settings(max_examples=12)
@given(st.lists(operation, min_size=1, max_size=14))
def test_every_figure_is_what_a_recount_of_the_rows_finds(country, operations):
    with transaction.atomic():
        play(country, operations)
        rows = Snapshot()
        spans = [NOVEMBER, Days(date(2019, 12, 1), date(2020, 1, 1)), Period.parse("2019").days()]
        for name in AREAS:
            area = getattr(country, name)
            found = indicators.measure(INDICATORS, area, spans)
            for n, days in enumerate(spans):
                expected = oracle(rows, area, days)
                assert {key: (m[n].top, m[n].bottom) for key, m in found.items()} == expected, (name, days)
        transaction.set_rollback(True)


@settings(max_examples=10)
@given(st.lists(operation, min_size=3, max_size=14))
def test_the_parts_of_an_area_are_each_measured_as_if_asked_alone(country, operations):
    with transaction.atomic():
        play(country, operations)
        by_part = indicators.measure_by(INDICATORS, country.district, NOVEMBER, "commune")
        for unit in (country.commune, country.neighbour):
            alone = {key: m[0] for key, m in indicators.measure(INDICATORS, unit, [NOVEMBER]).items()}
            if unit.pk in by_part:
                assert by_part[unit.pk] == alone
            else:
                assert all(measure.top == 0 and not measure.bottom for measure in alone.values())
        transaction.set_rollback(True)


# --- coverage by its edges ----------------------------------------------------------------------
def base(unit, subject, count, year=2019):
    officer = people.officer(unit if unit.level == "commune" else unit.commune)
    set_base(
        by=officer, unit=unit, subject=subject, year=year, count=count, source="Thống kê", as_of=STORY_DAY
    )


def test_the_list_of_figures_is_the_one_the_oracle_knows(country):
    assert {indicator.key for indicator in INDICATORS} == set(oracle(Snapshot(), country.commune, NOVEMBER))


@pytest.mark.parametrize("indicator", COVERAGE, ids=lambda indicator: indicator.key)
def test_without_a_base_there_is_no_percentage_whatever_was_counted(country, indicator):
    for kind in ("hamlet", "residents-group", "organisation", "enterprise"):
        kept = group(country.self_managed_team, kind=kind)
        count_members(
            by=people.officer(country.commune),
            group=kept,
            counted_on=date(2019, 11, 2),
            members=9,
            households=9,
            bodies=9,
        )
    for area in (country.commune, country.district, country.hamlet):
        assert measure(indicator.key, area).value is None


def test_a_base_of_zero_is_no_base(country):
    base(country.commune, "hamlets", 0)
    group(country.hamlet, kind="hamlet")
    assert measure("coverage.has-group.hamlets", country.commune).value is None


def test_above_a_hundred_percent_is_shown_not_cut(country):
    base(country.commune, "hamlets", 1)
    group(country.hamlet, kind="hamlet")
    group(country.other_hamlet, kind="hamlet")
    found = measure("coverage.has-group.hamlets", country.commune)
    assert (found.value, found.units) == (200, (1, 1))


def test_a_district_counts_only_the_communes_whose_base_is_known_and_says_of_how_many(country):
    base(country.commune, "hamlets", 4)
    group(country.hamlet, kind="hamlet")
    group(country.neighbour_hamlet, kind="hamlet")  # its commune has no base
    found = measure("coverage.has-group.hamlets", country.district)
    assert (found.top, found.bottom, found.units) == (1, 4, (1, 2))
    assert found.value is None
    assert words(found) == "1/4, tính trên 1/2 xã"
    base(country.neighbour, "hamlets", 0)  # no base either
    found = measure("coverage.has-group.hamlets", country.district)
    assert (found.top, found.bottom, found.units) == (1, 4, (1, 2))
    base(country.neighbour, "hamlets", 2)
    found = measure("coverage.has-group.hamlets", country.district)
    assert (found.top, found.bottom, found.units) == (2, 6, (2, 2))
    assert words(found) == "33,3% (2/6)"


@pytest.mark.parametrize(
    ("needed", "text"), [(50, "25% (1/4), tính trên 1/2 xã"), (51, "1/4, tính trên 1/2 xã")]
)
def test_from_how_many_communes_on_a_percent_is_given_is_a_setting(country, settings, needed, text):
    settings.RATIO_UNITS_PERCENT = needed
    base(country.commune, "hamlets", 4)
    group(country.hamlet, kind="hamlet")
    assert words(measure("coverage.has-group.hamlets", country.district)) == text


def test_a_commune_alone_is_not_told_over_how_many(country):
    base(country.commune, "hamlets", 4)
    group(country.hamlet, kind="hamlet")
    assert words(measure("coverage.has-group.hamlets", country.commune)) == "25% (1/4)"
    assert words(measure("coverage.takes-part.hamlets", country.neighbour)) == "—"


# --- before the model began ---------------------------------------------------------------------
def test_before_its_first_group_a_unit_has_no_figures_rather_than_zeros(country):
    group(country.hamlet, opened_on=date(2019, 11, 30))
    october, november = (Period.parse(code).days() for code in ("2019-10", "2019-11"))
    for indicator in INDICATORS:
        before, since = indicators.measure([indicator], country.district, [october, november])[indicator.key]
        assert before.known is Known.NOT_APPLICABLE, indicator.key
        assert words(before) == "—"
        assert since.known is Known.VALUE
    by_commune = indicators.measure_by(INDICATORS, country.district, november, "commune")
    assert by_commune[country.commune.pk]["groups.all"].known is Known.VALUE
    assert by_commune[country.neighbour.pk]["groups.all"].known is Known.NOT_APPLICABLE


def test_a_unit_that_counts_something_before_its_first_group_works_already(country):
    tip(country.hamlet, received_at=at("2019-11-05"))
    found = indicators.measure(
        [indicators.get("tips.received"), indicators.get("tips.resolved")], country.commune, [NOVEMBER]
    )
    assert [words(found[key][0]) for key in ("tips.received", "tips.resolved")] == ["1", "0"]


def test_a_hamlets_own_base_is_not_added_to_its_communes(country):
    base(country.commune, "households", 100)
    base(country.hamlet, "households", 40)
    kept = group(country.hamlet)
    count_members(
        by=people.officer(country.commune),
        group=kept,
        counted_on=date(2019, 11, 2),
        members=90,
        households=30,
    )
    assert measure("coverage.takes-part.households", country.commune).bottom == 100
    assert measure("coverage.takes-part.households", country.hamlet).value == 75


def test_behind_the_households_stand_only_counts_that_have_one(country):
    base(country.commune, "households", 100)
    with_one, without = group(country.hamlet), group(country.hamlet)
    for kept, households in ((with_one, 1), (without, 0)):
        count_members(
            by=people.officer(country.commune),
            group=kept,
            counted_on=date(2019, 11, 2),
            members=9,
            households=households,
        )
    key = "coverage.takes-part.households"
    assert (measure(key, country.commune).top, measure(key, country.commune).bottom) == (1, 100)
    assert [row.group for row in indicators.get(key).rows(country.commune, NOVEMBER)] == [with_one]


def test_who_takes_part_is_counted_in_groups_of_their_kind_by_the_count_in_force(country):
    officer = people.officer(country.commune)
    for subject in ("households", "agencies", "enterprises"):
        base(country.commune, subject, 100)
    for n, kind in enumerate(
        ("organisation", "school", "enterprise", "workers", "hamlet", "residents-group")
    ):
        kept = group(country.hamlet, kind=kind)
        for counted_on, times in ((date(2019, 10, 5), 3), (date(2019, 11, 30), 1), (date(2019, 12, 1), 5)):
            number = times * 2**n
            count_members(
                by=officer, group=kept, counted_on=counted_on, members=99, households=number, bodies=number
            )
    ended = group(country.hamlet, kind="school")
    count_members(by=officer, group=ended, counted_on=date(2019, 11, 2), members=99, households=64, bodies=64)
    close_group(by=officer, group=ended, version=ended.version, on=date(2019, 11, 30), reason="inactive")
    found = {name: measure(f"coverage.takes-part.{name}", country.commune).top for name in (
        "agencies", "enterprises", "households")}  # fmt: skip
    assert found == {"agencies": 1 + 2, "enterprises": 4 + 8, "households": 63}


def test_a_place_has_a_group_only_of_its_own_kind_filed_under_it(country):
    for subject in ("hamlets", "residents-groups"):
        base(country.commune, subject, 4)

    def covered():
        keys = ("has-group.residents-groups", "has-group.hamlets", "takes-part.hamlets")
        return [measure(f"coverage.{key}", country.commune).top for key in keys]

    group(country.commune, kind="hamlet")  # filed under no hamlet
    group(country.commune, kind="school")
    ended = group(country.other_hamlet, kind="hamlet")
    close_group(
        by=people.officer(country.commune), group=ended, version=1, on=date(2019, 11, 30), reason="inactive"
    )
    assert covered() == [0, 0, 0]
    group(country.hamlet, kind="residents-group")  # the hamlet's, of no team
    group(country.self_managed_team, kind="school")
    assert covered() == [0, 0, 1]
    group(country.self_managed_team, kind="residents-group")
    group(country.other_hamlet, kind="hamlet")
    assert covered() == [1, 1, 2]


def test_two_groups_of_one_hamlet_cover_it_once(country):
    base(country.commune, "hamlets", 2)
    group(country.hamlet, kind="hamlet")
    group(country.hamlet, kind="hamlet")
    assert measure("coverage.has-group.hamlets", country.commune).value == 50


def test_last_years_base_is_not_this_years(country):
    base(country.commune, "hamlets", 2, year=2018)
    group(country.hamlet, kind="hamlet", opened_on=date(2018, 5, 1))
    assert measure("coverage.has-group.hamlets", country.commune).value is None
    assert measure("coverage.has-group.hamlets", country.commune, Period.parse("2018").days()).value == 50


@pytest.mark.parametrize(
    ("opened", "closed", "stands", "new"),
    [
        (date(2019, 11, 1), None, 1, 1),
        (date(2019, 11, 30), None, 1, 1),
        (date(2019, 12, 1), None, 0, 0),
        (date(2019, 10, 31), None, 1, 0),
        (date(2019, 10, 1), date(2019, 11, 30), 0, 0),  # its last day was the 29th
        (date(2019, 10, 1), date(2019, 12, 1), 1, 0),
        (date(2019, 11, 5), date(2019, 11, 5), 0, 1),
    ],
)
def test_a_group_stands_on_the_last_day_or_it_does_not(country, opened, closed, stands, new):
    kept = group(country.hamlet, opened_on=opened)
    if closed:
        close_group(by=people.officer(country.commune), group=kept, version=1, on=closed, reason="inactive")
    assert measure("groups.all", country.commune).top == stands
    assert measure("groups.opened", country.commune).top == new
