"""The file of a paper: kept, replaced, taken away, and read only by who may see the paper."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry, StoredFile
from portal.steering.directives import services
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.steering import SCAN, directive, scan, with_file

pytestmark = pytest.mark.django_db


def test_a_file_is_downloaded_as_it_was_stored_and_each_download_is_audited(country):
    officer = people.officer(country.commune)
    kept = with_file(directive(country.commune, by=officer), by=officer)
    answer = client_of(officer).get(reverse("steering:directive-file", args=[kept.public_id]))
    assert answer.content == SCAN
    assert 'filename="ke-hoach.png"' in answer["Content-Disposition"]
    assert AuditEntry.objects.filter(action="directive.download", actor=officer.user).count() == 1


def test_a_neighbour_finds_no_file_and_a_paper_without_one_has_none(country):
    kept = with_file(directive(country.commune))
    url = reverse("steering:directive-file", args=[kept.public_id])
    assert client_of(people.officer(country.neighbour)).get(url).status_code == 404
    bare = reverse("steering:directive-file", args=[directive(country.commune).public_id])
    assert client_of(people.officer(country.commune)).get(bare).status_code == 404
    assert not AuditEntry.objects.filter(action="directive.download").exists()


def test_a_file_in_place_of_another_lets_that_one_go(country):
    officer = people.officer(country.commune)
    kept = with_file(directive(country.commune, by=officer), by=officer)
    first = kept.file
    services.attach_file(by=officer, directive=kept, version=2, upload=scan("moi.png"))
    first.refresh_from_db()
    assert first.removed_at is not None
    assert (kept.file.name, kept.file.removed_at) == ("moi.png", None)
    with pytest.raises(Conflict):
        services.attach_file(by=officer, directive=kept, version=2, upload=scan())
    assert StoredFile.objects.filter(removed_at=None).count() == 1


def test_a_file_that_is_taken_away_opens_no_more_and_the_paper_stays(country):
    officer = people.officer(country.commune)
    kept = with_file(directive(country.commune, by=officer), by=officer)
    browser = client_of(officer)
    asked = browser.get(reverse("steering:detach-file", args=[kept.public_id])).content.decode()
    assert "ke-hoach.png" in asked
    browser.post(reverse("steering:detach-file", args=[kept.public_id]), {"version": "2"})
    kept.refresh_from_db()
    assert kept.file is None
    assert browser.get(reverse("steering:directive", args=[kept.public_id])).status_code == 200
    assert services.detach_file(by=officer, directive=kept, version=3).version == 3


@pytest.mark.parametrize("data", [b"", b"MZ program", b"plain text", b"%PDF-1.4 broken"])
def test_what_is_no_paper_is_refused_at_its_field_and_nothing_is_kept(country, data):
    officer = people.officer(country.commune)
    kept = directive(country.commune, by=officer)
    with pytest.raises(ValidationError) as problem:
        services.attach_file(by=officer, directive=kept, version=1, upload=SimpleUploadedFile("x.pdf", data))
    assert set(problem.value.message_dict) == {"upload"}
    assert not StoredFile.objects.exists()


def test_a_file_whose_name_bears_a_mark_of_secrecy_is_refused(country):
    officer = people.officer(country.commune)
    kept = directive(country.commune, by=officer)
    answer = client_of(officer).post(
        reverse("steering:attach-file", args=[kept.public_id]),
        {"version": "1", "upload": scan("KH 68 (Mật).png")},
    )
    assert "Luật Bảo vệ bí mật nhà nước" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_only_who_keeps_the_register_attaches_or_takes_away(country):
    kept = with_file(directive(country.commune))
    for actor in (people.officer(country.district), people.officer(country.hamlet)):
        with pytest.raises(Refused):
            services.attach_file(by=actor, directive=kept, version=2, upload=scan())
        with pytest.raises(Refused):
            services.detach_file(by=actor, directive=kept, version=2)
