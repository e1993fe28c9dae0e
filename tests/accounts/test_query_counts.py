"""Pages of people run as many queries for many rows as for few, and never more than eight."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts import elevation, handover
from portal.accounts.permissions import Role
from portal.core import clock
from tests.architecture.world import client_of
from tests.factories import people, rows

pytestmark = pytest.mark.django_db
MOST = 8


def more_of_everything(country, support, number):
    """One more head with a group, a tip and a hand-over, and once more support that looked."""
    officer = people.officer(country.commune)
    head, gone = people.officer(country.hamlet), people.officer(country.other_hamlet)
    rows.group(country.hamlet, by=officer, leader=country.office.user, leader_name="Trưởng ấp")
    rows.tip(country.hamlet, by=people.actor(country.office.user))
    rows.post(country.commune, by=officer)
    rows.report(country.hamlet, f"2019-{number:02}", by=head)
    handover.hand_over(
        by=officer, office=gone.current, full_name="Người Kế", username=f"ke-{number}", on=clock.today()
    )
    elevation.raise_to(
        by=people.actor(support.user), unit=country.commune, reason="Xã nhờ xem giúp", minutes=30
    )
    elevation.lower(by=support)


class CountryAndOffice:
    """The country, and the office that is looked at."""

    def __init__(self, country, office):
        self.office = office
        vars(self).update(vars(country))


PAGES = {
    "people": ("administrator", "/tai-khoan/nguoi-dung/"),
    "search": ("administrator", "/tai-khoan/nguoi-dung/?q=nguoi&vai-tro=hamlet-head"),
    "person": ("administrator", "/tai-khoan/nguoi-dung/{user}/"),
    "hand-overs": ("officer", "/tai-khoan/ban-giao/"),
    "hand-over": ("officer", "/tai-khoan/ban-giao/{office}/"),
    "access": ("officer", "/tai-khoan/ai-duoc-xem/"),
    "first page of an administrator": ("administrator", "/"),
    "raising oneself": ("support", "/tai-khoan/nang-quyen/?q=phuoc"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_often_for_many_as_for_few(country, name):
    who, address = PAGES[name]
    support = people.officer(country.province, Role.SUPPORT)
    actors = {
        "administrator": people.administrator(country.commune),
        "officer": people.officer(country.commune),
        "support": support,
    }
    office = people.officer(country.hamlet).current
    url = address.format(user=office.user.public_id, office=office.public_id)
    browser, counted = client_of(actors[who]), []
    number = 0
    for more in (1, 3):
        for _one in range(more):
            number += 1
            more_of_everything(CountryAndOffice(country, office), support, number)
        browser.get(url)  # what a first look keeps (words, templates) is not the page's
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1], [query["sql"][:150] for query in asked]
    assert counted[0] <= MOST, [query["sql"][:150] for query in asked]
