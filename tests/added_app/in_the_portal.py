"""What the portal shows of the added app; run by `tests/core/test_added_app.py` with the settings beside this module."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.core import clock, indicators
from portal.core.models import AuditEntry
from portal.core.periods import Days
from portal.oversight.labels import action_label
from portal.units.amendments.dependants import all_dependants
from tests.added_app.models import Visit
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import Country

pytestmark = pytest.mark.django_db


def visit(unit, visitor: str) -> Visit:
    made = Visit(visitor=visitor, on=date(2019, 12, 2), created_at=clock.now())
    made.place_in(unit)
    made.save()
    return made


def test_its_manifest_fits_and_its_migrations_are_complete():
    call_command("check")
    call_command("makemigrations", "added_app", check=True, dry_run=True, stdout=StringIO())


def test_its_entry_stands_in_the_navigation_and_leads_to_its_page(country: Country):
    visit(country.hamlet, "Lê Kình Ngư")
    visit(country.neighbour_hamlet, "Lê Kình Lân")
    client = client_of(people.officer(country.commune))
    entries = client.get("/").context["frame"]["entries"]
    assert [str(entry["label"]) for entry in entries][2:5] == ["Nhóm", "Tiếp công dân", "Bài đăng"]
    page = client.get(entries[3]["url"])
    assert [str(e["label"]) for e in page.context["frame"]["entries"] if e["active"]] == ["Tiếp công dân"]
    assert "Lê Kình Ngư" in page.content.decode()
    assert "Lê Kình Lân" not in page.content.decode()


def test_its_rows_are_found_in_ones_area_and_looking_from_outside_is_recorded(country: Country):
    mine = visit(country.hamlet, "Lê Kình Ngư")
    visit(country.neighbour_hamlet, "Lê Kình Lân")
    client = client_of(people.officer(country.commune))
    (section,) = client.get(reverse("find"), {"q": "Kình"}).context["found"]
    assert (section.key, section.list_url.split("?")[0]) == ("visit", "/tiep-dan/")
    assert [(found.title, found.url) for found in section.results] == [
        ("Lê Kình Ngư", f"/tiep-dan/{mine.public_id}/")
    ]
    client_of(people.officer(country.district)).get(section.results[0].url)
    assert [action_label(entry.action) for entry in AuditEntry.objects.filter(outside=True)] == [
        "Xem lượt tiếp công dân"
    ]


def test_its_rows_are_counted_and_move_with_their_unit(country: Country):
    visit(country.hamlet, "Lê Kình Ngư")
    december = Days(date(2019, 12, 1), date(2020, 1, 1))
    measured = indicators.measure([indicators.get("visits.all")], country.commune, [december])
    assert measured["visits.all"][0].top == 1
    (line,) = [one for one in all_dependants() if one.key == "visits"]
    assert list(line.tally("commune", [country.commune.pk])) == [("visits", country.commune.pk, 1)]
