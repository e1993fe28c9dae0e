"""Figures as it was and on today's map: the same rows twice, always adding up, always labelled which."""

from datetime import date, timedelta

import pytest

from groups.coverage_selectors import by_former_commune, coverage
from groups.models import ChatGroup
from groups.services import set_base
from portal.core import clock, indicators
from portal.core.periods import Days, Period
from portal.dashboards.overviews import Asked, overview
from portal.units.amendments import services
from portal.units.amendments.kinds import MergeUnits, MoveUnit, SplitUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.areas import Area, AreaMap, communes_of
from portal.units.models import Unit
from portal.units.scoping import seat_id
from portal.units.selectors import line_on, parent_on
from reports.content import content_digest
from reports.models import Report
from reports.services import issue_report
from tests.factories import people, rows, units
from tests.factories.units import SYSTEM
from tests.units.test_amendments import living  # noqa: F401  the country without its reform

pytestmark = pytest.mark.django_db
THEN, MERGED_ON, NOW = date(2020, 2, 29), date(2020, 3, 1), date(2020, 3, 15)
KEY = "coverage.has-group.residents-groups"


@pytest.fixture
def merged(living):  # noqa: F811
    """Two communes with groups; only one has a base. On 1 March they become one."""
    for unit in (
        living.self_managed_team,
        living.other_self_managed_team,
        living.neighbour_self_managed_team,
    ):
        rows.group(unit)
    officer = people.officer(living.commune)
    set_base(
        by=officer,
        unit=living.commune,
        subject="residents-groups",
        year=2020,
        count=4,
        source="Thử",
        as_of=THEN,
    )
    with clock.pinned_to(date(2020, 2, 5)):
        report = rows.report(living.commune, "2020-01", by=officer)
        issue_report(by=officer, report=report, version=report.version)
    with clock.pinned_to(MERGED_ON):
        amendment = MergeUnits(
            (living.commune, living.neighbour), NewUnit("xa", "Phước Ninh", "26000"), living.district
        )
        services.decide_amendment(by=SYSTEM, plan=amendment, on=MERGED_ON)
    with clock.pinned_to(NOW):
        yield living, Unit.objects.get(code="26000"), officer


def groups_in(area) -> int:
    days = Days(area.day, area.day)
    return indicators.measure([indicators.get("groups.all")], area, [days])["groups.all"][0].top


def test_the_day_before_and_the_day_of_the_change(merged):
    country, new, _officer = merged
    assert groups_in(Area.of(country.commune, THEN)) == 2
    assert groups_in(Area.of(country.neighbour, THEN)) == 1
    assert groups_in(Area.of(new, MERGED_ON)) == 3
    assert groups_in(Area.of(country.commune, MERGED_ON)) == 0


def test_of_today_there_is_one_map_and_no_label(merged):
    country, new, _officer = merged
    for area in (Area.of(new, NOW), Area.of(country.district, NOW), Area(new, NOW)):
        assert (area.moved, area.label) == (False, "")


def test_a_hamlet_and_a_team_have_their_rows_on_either_map(merged):
    country, new, _officer = merged
    for place in (country.hamlet, country.self_managed_team):
        assert Area.of(place, THEN).level == place.level
        for view, at_commune in ((AreaMap.AS_IT_WAS, country.commune), (AreaMap.TODAY, new)):
            row, *more = Area.of(place, THEN, view).rows(ChatGroup.objects.unscoped("test")).order_by("pk")
            assert row.unit == country.self_managed_team
            assert len(more) == (place == country.hamlet)
            assert (row.at_commune, row.then_commune) == (at_commune.pk, country.commune.pk)
            assert row.at_hamlet == country.hamlet.pk


def test_communes_are_those_of_the_day_each_with_the_commune_it_counts_towards(merged):
    country, new, _officer = merged

    def communes(unit, day, view=""):
        found = communes_of(Area.of(unit, day, view))
        return {commune.pk: commune.at_commune for commune in found}

    one, other = country.commune.pk, country.neighbour.pk
    assert communes(country.district, THEN) == {one: one, other: other}
    assert communes(country.district, THEN, AreaMap.TODAY) == {one: new.pk, other: new.pk}
    assert communes(new, THEN) == {one: new.pk, other: new.pk}  # it had not begun: today's map
    assert communes(country.commune, THEN) == {one: one}
    assert communes(country.district, NOW) == {new.pk: new.pk}
    assert {commune.pk for commune in communes_of(new)} == {new.pk}
    for unit in (country.hamlet, country.self_managed_team):
        assert communes(unit, THEN) == communes(unit, NOW) == {}


def test_what_a_split_left_undecided_is_counted_above_until_it_is_decided(living):  # noqa: F811
    """A hamlet hangs under the district for nine days, with the rows of its ended commune and of its teams."""
    team = units.unit("residents-group", "to-tu-quan", "Tổ tự quản số 9", living.other_hamlet)
    for place in (living.commune, living.other_hamlet, team, living.neighbour_hamlet, living.district):
        rows.group(place)
    parts = (NewUnit("xa", "Đông"), NewUnit("xa", "Tây"))
    decided_on = MERGED_ON + timedelta(days=9)
    with clock.pinned_to(MERGED_ON):
        split = SplitUnit(living.commune, parts, sides={living.hamlet: 0})
        services.decide_amendment(by=SYSTEM, plan=split, on=MERGED_ON)
    west = Unit.objects.get(name="Tây")
    with clock.pinned_to(decided_on):
        for left in (living.other_hamlet, living.commune):
            plan = MoveUnit(Unit.objects.get(pk=left.pk), west)
            services.decide_amendment(by=SYSTEM, plan=plan, on=decided_on)
    with clock.pinned_to(NOW):
        for day, in_west in ((MERGED_ON, 0), (decided_on - timedelta(days=1), 0), (decided_on, 3)):
            assert groups_in(Area.of(west, day, AreaMap.AS_IT_WAS)) == in_west
            assert groups_in(Area.of(living.district, day, AreaMap.AS_IT_WAS)) == 5
            assert groups_in(Area.of(living.province, day, AreaMap.AS_IT_WAS)) == 5
        assert groups_in(Area.of(living.other_hamlet, MERGED_ON)) == 2


def test_both_views_are_labelled_and_add_up(merged):
    country, new, _officer = merged
    then, today = Area.of(country.district, THEN), Area.of(country.district, THEN, AreaMap.TODAY)
    assert (then.label, today.label) == ("theo địa giới tại thời điểm đó", "theo địa giới hiện nay")
    assert groups_in(then) == groups_in(today) == 3
    assert not Area.of(country.district, MERGED_ON).label  # nothing has changed since

    old_lines = overview(people.officer(country.district), country.district, Period.parse("2020-02"))
    new_lines = overview(
        people.officer(country.district), country.district, Period.parse("2020-02"), Asked(view=AreaMap.TODAY)
    )
    assert [(line.unit, line.cells[0].text) for line in old_lines.lines] == [
        (country.neighbour, "1"), (country.commune, "2"),
    ]  # fmt: skip
    assert [(line.unit, line.cells[0].text) for line in new_lines.lines] == [(new, "3")]
    assert new_lines.lines[0].report.words[0] == "Chưa thành lập"


def test_coverage_of_before_reconciles_on_todays_map(merged):
    country, new, _officer = merged

    def of(area):
        return next(line.measure for line in coverage(area) if line.indicator.key == KEY)

    then, today = of(Area.of(country.commune, THEN)), of(Area.of(new, THEN))
    # The neighbour had no base: its group is divided by none, then and now.
    assert (then.top, then.bottom) == (today.top, today.bottom) == (2, 4)
    # Told over how many communes, whichever map: of the two of that day one had a total.
    assert then.units == (1, 1)
    assert today.units == of(Area.of(country.district, THEN)).units == (1, 2)
    former = by_former_commune(Area.of(new, THEN))
    place = [line.indicator.key for line in coverage(Area.of(new, THEN))].index(KEY)
    assert [(line.name, line.measures[place].top, line.measures[place].bottom) for line in former] == [
        ("Xã Phước Minh", 0, 0), ("Xã Phước Ninh", 2, 4),
    ]  # fmt: skip


def test_an_issued_report_is_what_it_was_and_a_draft_is_the_successors(merged):
    country, new, officer = merged
    report = Report.objects.unscoped("test").get()
    assert report.commune == new
    assert content_digest(report.content) == report.content_hash
    assert [above["name"] for above in report.content["map"]["line"]] == [
        "Tỉnh Tây Ninh", "Huyện Dương Minh Châu", "Xã Phước Ninh",
    ]  # fmt: skip
    assert report.content["figures"]["groups.all"]["this"]["top"] == 2
    assert groups_in(Area.of(country.commune, date(2020, 1, 31))) == 2
    actor = people.actor(officer.user)
    assert seat_id(Unit.objects.get(pk=country.commune.pk)) == new.pk
    draft = rows.report(Unit.objects.get(pk=country.commune.pk), "2020-02", by=actor)
    issue_report(by=actor, report=draft, version=draft.version)
    assert draft.content["figures"]["groups.all"]["this"]["top"] == 2
    assert list(Report.objects.visible_to(actor).values_list("unit", flat=True)) == [country.commune.pk] * 2


def test_the_line_of_a_day_bears_the_names_of_that_day(merged):
    country, new, _officer = merged
    assert [v.title for v in line_on(country.hamlet, THEN)][-2:] == ["Xã Phước Ninh", "Ấp 1"]
    assert [v.unit for v in line_on(country.hamlet, NOW)][-2:] == [new, country.hamlet]
    assert parent_on(country.commune, NOW) == new
