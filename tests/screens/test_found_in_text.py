"""A pasted message that names who sent it: seen before anything is saved, moved by one tap, or stated to be another."""

import pytest
from django.urls import reverse

from portal.core.encryption import decrypt
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.factories import people
from tests.screens.test_bad_input import tip_form
from tips.models import SealedInformant, Tip, TipTransition

pytestmark = pytest.mark.django_db
PASTED = "[12/11/2019 20:15] Chị Nguyễn Thị Lan: có người lạ quanh chợ, gọi 0912.345.678"


def tips():
    return Tip.objects.unscoped("test")


def phone_form(country, **changes):
    form = tip_form(country, **changes)
    return {name: value for name, value in form.items() if name not in ("group", "received_at", "channel")}


@pytest.fixture(params=["officer", "head"])
def sender(request, country):
    """Who sends it and with which form: on an office page, or on a hamlet head's phone."""
    if request.param == "head":
        return client_of(people.officer(country.hamlet)), phone_form
    return client_of(people.officer(country.commune)), tip_form


def test_nothing_is_saved_before_it_was_decided_whose_name_it_is(country, sender):
    browser, form = sender
    page = browser.post(reverse("tips:new"), form(country, summary=PASTED)).content.decode()
    assert "<mark>0912.345.678</mark>" in page
    assert 'value="seal"' in page
    assert 'value="others"' in page
    assert not tips().exists()
    assert not SealedInformant.objects.exists()


def test_one_tap_moves_it_to_the_sealed_record(country, sender):
    browser, form = sender
    given = form(country, summary=PASTED)
    answer = browser.post(reverse("tips:new"), given | {"found": "seal"})
    assert not tips().exists()
    moved = answer.context["form"]
    fields = {name: moved[name].value() for name in ("summary", "informant_name", "informant_phone")}
    asks_when = "received_at" in moved.fields
    assert fields == {
        "summary": "có người lạ quanh chợ" if asks_when else "[12/11/2019 20:15] có người lạ quanh chợ",
        "informant_name": "Nguyễn Thị Lan",
        "informant_phone": "0912.345.678",
    }
    if asks_when:
        fields["received_at"] = moved["received_at"].value()
        assert fields["received_at"] == "2019-11-12T20:15"
    # A draft of the old text must not come back over the cleaned one.
    assert 'data-draft-done="tip"' in answer.content.decode()
    assert browser.post(reverse("tips:new"), given | fields).status_code == 302
    kept = tips().get()
    assert kept.summary == fields["summary"]
    assert "lan" not in kept.search.split()
    told = decrypt(SealedInformant.objects.get().sealed)
    assert told == {"name": "Nguyễn Thị Lan", "phone": "0912.345.678"}


def test_what_was_typed_in_the_boxes_stays_and_is_not_doubled(country):
    browser = client_of(people.officer(country.commune))
    given = tip_form(country, summary=PASTED, informant_name="Nguyễn Thị Lan", found="seal")
    moved = browser.post(reverse("tips:new"), given).context["form"]
    assert moved["informant_name"].value() == "Nguyễn Thị Lan"
    assert moved["informant_phone"].value() == "0912.345.678"


def test_somebody_else_may_be_named_and_that_is_noted(country, sender):
    browser, form = sender
    given = form(country, summary="Đối tượng dùng số 0987654321 lừa tiền", found="others")
    assert browser.post(reverse("tips:new"), given).status_code == 302
    kept = tips().get()
    assert "0987654321" in kept.summary
    assert AuditEntry.objects.get(action="tip.name-others").object_id == kept.public_id
    transitions = TipTransition.objects.unscoped("test").order_by("id").values_list("name", flat=True)
    assert list(transitions) == ["log", "name-others"]


def test_the_informant_typed_beside_it_is_never_somebody_else(country):
    browser = client_of(people.officer(country.commune))
    given = tip_form(country, summary=PASTED, informant_phone="+84 912345678", found="others")
    page = browser.post(reverse("tips:new"), given).content.decode()
    assert 'value="seal"' in page
    assert 'value="others"' not in page
    assert not tips().exists()


def test_a_note_that_names_somebody_asks_whom(country):
    officer = people.officer(country.commune)
    from tests.factories import rows

    told = rows.tip(country.hamlet, by=officer)
    url = reverse("tips:transition", args=[told.public_id, "void"])
    given = {"version": told.version, "note": "Trùng tin của anh Tuấn 0987654321"}
    page = client_of(officer).post(url, given).content.decode()
    assert 'name="others_named"' in page
    assert "Tuấn, 0987654321" in page
    assert client_of(officer).post(url, given | {"others_named": "on"}).status_code == 302
