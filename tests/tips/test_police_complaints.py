"""A complaint about police goes above the commune: to its officers it does not exist, in no list and no number."""

from datetime import date

import pytest
from django.db.utils import IntegrityError

from portal.core import clock, indicators
from portal.core.errors import Refused
from portal.core.periods import Period
from portal.units.models import UnitEdge
from tests.factories import people
from tests.factories.rows import group, tip, transition
from tips import informants, selectors
from tips.models import Tip, TipTransition
from tips.policies import handling_unit_id

pytestmark = pytest.mark.django_db
DECEMBER = Period.parse("2019-12").days()


def complain(unit, by, **details):
    return tip(
        unit, by=by, about_police=True, category="misconduct", summary="Cán bộ vòi tiền ở trụ sở", **details
    )


def what_a_person_finds(actor):
    return (
        sorted(selectors.tips(actor).values_list("pk", flat=True)),
        selectors.tips(actor, query="voi tien").count(),
        selectors.the_day(actor)[0],
        [each.pk for each in selectors.most_pressing(actor)],
        sorted(TipTransition.objects.visible_to(actor).values_list("pk", flat=True)),
    )


def what_is_counted_in(unit):
    figures = indicators.everything()
    return indicators.measure(figures, unit, [DECEMBER]), indicators.measure_by(
        figures, unit, DECEMBER, "hamlet"
    )


@pytest.mark.parametrize(
    ("where", "handling_unit"),
    [
        ("hamlet", "district"),
        ("self_managed_team", "district"),
        ("commune", "district"),
        ("new_hamlet", "new_province"),
        ("new_commune", "new_province"),
    ],
)
def test_it_is_filed_at_the_district_or_where_there_is_none_at_the_province(country, where, handling_unit):
    commune = country.new_commune if where.startswith("new") else country.commune
    filed = complain(getattr(country, where), people.officer(commune))
    above = getattr(country, handling_unit)
    assert filed.unit == above
    assert handling_unit_id(filed) == above.pk
    assert (filed.commune, filed.hamlet, filed.group) == (None, None, None)
    assert filed.nature == "denunciation"
    logged = TipTransition.objects.unscoped("test").get()
    assert (logged.unit, logged.commune) == (above, None)


def test_from_the_day_police_left_the_district_it_goes_to_the_province(country):
    UnitEdge.objects.create(
        child=country.commune,
        parent=country.province,
        commune=country.commune,
        command_chain="police",
        valid_from=date(2025, 3, 1),
        valid_to=date(2025, 7, 1),
    )
    for day, handling_unit in ((date(2025, 2, 28), country.district), (date(2025, 3, 1), country.province)):
        with clock.pinned_to(day):
            assert complain(country.hamlet, people.officer(country.commune)).unit == handling_unit


@pytest.mark.parametrize("logger", ["officer", "head", "reporter"])
def test_for_the_commune_everything_is_as_before_whoever_logged_it(country, logger):
    loggers = {
        "officer": people.officer(country.commune),
        "head": people.officer(country.hamlet),
        "reporter": people.reporter(country.commune),
    }
    zalo = group(country.hamlet)
    for by in loggers.values():
        tip(country.hamlet, by=by, group=zalo)
    actors = [*loggers.values(), people.officer(country.commune), people.leader(country.commune)]
    actors.append(people.officer(country.neighbour))

    def all_they_know():
        return (
            [what_a_person_finds(actor) for actor in actors],
            [what_is_counted_in(unit) for unit in (country.commune, country.hamlet)],
        )

    before = all_they_know()
    filed = complain(country.hamlet, loggers[logger], group=zalo)
    assert all_they_know() == before

    district, province = people.officer(country.district), people.officer(country.province)
    assert filed.pk in set(selectors.tips(district).values_list("pk", flat=True))
    assert filed.pk in set(selectors.tips(province).values_list("pk", flat=True))


def test_the_parents_figure_is_its_children_s_and_its_own(country):
    def received(unit):
        return indicators.measure([indicators.get("tips.received")], unit, [DECEMBER])["tips.received"][
            0
        ].value

    tip(country.hamlet)
    tip(country.neighbour_hamlet)
    complain(country.hamlet, people.officer(country.commune))
    assert [received(unit) for unit in (country.commune, country.neighbour, country.district)] == [1, 1, 3]


def test_its_clock_and_its_moves_are_the_districts(country):
    officer, district = people.officer(country.commune), people.officer(country.district)
    filed = complain(country.hamlet, officer, informant_name="Lê Thị Mơ")
    with pytest.raises(Refused):
        transition(filed, "classify", by=officer)
    assert list(selectors.handlers_for(filed)) == [district.user]
    with pytest.raises(Refused):  # the logger, who could open what they logged elsewhere
        informants.open_sealed(by=officer, tip=filed, reason="Muốn biết ai phản ánh")
    transition(filed, "assign", by=district)
    assert informants.open_sealed(by=district, tip=filed, reason="Cần hỏi thêm người báo") == {
        "name": "Lê Thị Mơ", "phone": "",
    }  # fmt: skip
    transition(filed, "pass_on", by=district, recipient="competent-authority")
    assert Tip.objects.unscoped("test").get(pk=filed.pk).summary == ""


def test_the_database_itself_keeps_it_above(country):
    filed = complain(country.hamlet, people.officer(country.commune))
    with pytest.raises(IntegrityError):
        Tip.objects.unscoped("test").filter(pk=filed.pk).update(commune=country.commune)
