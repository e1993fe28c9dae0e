"""Behind a figure: its rows, and what a report stated of it, for whoever may see all of them."""

import pytest

from portal.core import indicators
from portal.core.periods import Period
from portal.units.drilldown import link
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.list_rows import texts

pytestmark = pytest.mark.django_db


def behind_tips(unit, stated: int) -> str:
    return link(indicators.get("tips.received"), unit, Period.parse("2019-12").days(), stated)


def test_where_rows_changed_since_the_report_both_numbers_are_told(country):
    rows.tip(country.hamlet)
    page = client_of(people.officer(country.commune)).get(behind_tips(country.commune, 3))
    drill = page.context["drill"]
    assert (drill.stated, drill.now) == ("3", "1")
    again = client_of(people.officer(country.commune)).get(behind_tips(country.commune, 1))
    assert (again.context["drill"].stated, again.context["drill"].now) == ("", "")


@pytest.mark.parametrize("who", ["reporter", "head"])
def test_who_only_sends_tips_is_told_no_number_of_all(country, who):
    """By stating a wrong number in the address one would read how many there are, for any days and kind of tips."""
    actor, unit = {
        "reporter": lambda: (people.reporter(country.commune), country.commune),
        "head": lambda: (people.officer(country.hamlet), country.hamlet),
    }[who]()
    rows.tip(country.hamlet)
    rows.tip(country.hamlet, by=actor, summary="Tin của chính tôi")
    page = client_of(actor).get(behind_tips(unit, 7))
    assert page.context["drill"].now == page.context["drill"].stated == ""
    assert texts(page.context["list"], "Tin") == ["Tin của chính tôi"]
