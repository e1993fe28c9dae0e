"""Pages of units ask as often for a large place as for a small one, and never more than eight times."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.services import count_members
from portal.units.models import Succession
from tests.architecture.test_query_counts import MOST
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.units import REFORM, unit

pytestmark = pytest.mark.django_db

PAGES = {
    "a unit": "/dia-ban/{commune}/",
    "a unit on an earlier day": "/dia-ban/{commune}/?ngay=2019-06-01",
    "a neighbour": "/dia-ban/{neighbour}/",
    "a district": "/dia-ban/{district}/",
    "the tree": "/dia-ban/cay/",
    "the tree elsewhere": "/dia-ban/cay/?mo={neighbour}",
    "a search by name": "/dia-ban/?q=phuoc",
    "a search inside names": "/dia-ban/?q=ninh",
    "a search by code": "/dia-ban/?q=25561",
    "the picker": "/dia-ban/chon/?don-vi-tim=phuoc&don-vi-go=1",
}
FRAGMENTS = {
    "a branch": "/dia-ban/cay/{district}/",
    "choices": "/dia-ban/chon/?don-vi-tim=phuoc&cap=commune&trong={district}",
}


def grow(country):
    """More of all that the pages show."""
    for number in range(6):
        old = {"valid_from": date(2010, 1, 1), "valid_to": REFORM}
        commune = unit("commune", "xa", f"Phước Ninh {number}", country.district, **old)
        hamlet = unit("hamlet", "ap", f"Phước {number}", country.commune, **old)
        unit("hamlet", "ap", "Phước Ninh", commune, **old)
        officer = people.officer(country.commune)
        people.officer(hamlet)
        group = rows.group(hamlet, by=officer)
        count_members(by=officer, group=group, counted_on=date(2019, 12, 1), members=40)
        Succession.objects.create(predecessor=commune, successor=country.commune, on=REFORM, extent="part")
        Succession.objects.create(predecessor=country.commune, successor=commune, on=REFORM, extent="part")


def asked(client, url, headers=None) -> int:
    client.get(url, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, headers=headers).status_code == 200
    return len(queries)


def test_pages_of_units_ask_as_often_for_many_as_for_few(country):
    client = client_of(people.officer(country.commune))
    keys = {name: of.public_id for name, of in vars(country).items()}
    addresses = {name: (url.format(**keys), None) for name, url in PAGES.items()}
    addresses |= {name: (url.format(**keys), {"HX-Request": "true"}) for name, url in FRAGMENTS.items()}
    few = {name: asked(client, *address) for name, address in addresses.items()}
    grow(country)
    many = {name: asked(client, *address) for name, address in addresses.items()}
    assert many == few
    assert {name: count for name, count in many.items() if count > MOST} == {}
