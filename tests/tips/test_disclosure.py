"""What the sealed record holds decides nothing for who may not open it; for who may, each refusal is counted."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core.encryption import Unreadable
from portal.core.errors import Conflict, Recorded
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import GIVEN, LEADS_ON, tip, tip_in
from tips import informants
from tips.models import TipTransition
from tips.services import transition_tip
from tips.states import TRANSITIONS

pytestmark = pytest.mark.django_db
NAME, PHONE = "Nguyễn Thị Lan", "0912 345 678"


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def kept(country, officer):
    """A tip of this officer's, whose informant is sealed."""
    return tip(country.hamlet, by=officer, informant_name=NAME, informant_phone=PHONE)


def matches():
    return AuditEntry.objects.filter(action="informant.match")


def post(actor, told, name, **fields):
    return client_of(actor).post(reverse("tips:transition", args=[told.public_id, name]), fields)


@pytest.mark.parametrize("text", [f"Đã gặp {NAME}", "Đã gặp Lan Nguyễn", "Đã gặp chị Trần Thị Mai"])
def test_for_an_officer_who_may_not_open_it_every_name_is_answered_alike(country, kept, text):
    stranger = people.officer(country.commune)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = post(stranger, kept, "resolve", version=kept.version, outcome="helped", note=text)
    assert response.status_code == 302
    assert not [query for query in asked if "sealedinformant" in query["sql"].lower()]
    assert not matches().exists()


@pytest.mark.parametrize("note", [f"Đã gặp {NAME}", f"Gọi {PHONE}", "Gọi 0912 345 679"])
def test_nobody_learns_anything_by_a_version_that_is_not_there(country, kept, officer, note):
    for actor in (officer, people.officer(country.commune)):
        with pytest.raises(Conflict):
            transition_tip(by=actor, tip=kept, name="void", version=999999, note=note)
    assert not matches().exists()


@pytest.mark.parametrize("number", [PHONE, "0912 345 679"])
def test_any_number_is_refused_alike_without_looking_at_the_record(country, kept, number):
    stranger = people.officer(country.commune)
    with pytest.raises(ValidationError, match="nếu là người khác") as problem:
        transition_tip(by=stranger, tip=kept, name="void", version=kept.version, note=f"Gọi {number}")
    assert not isinstance(problem.value, Recorded)
    moved = transition_tip(
        by=stranger, tip=kept, name="void", version=kept.version, note=f"Gọi {number}", others_named=True
    )
    assert moved.state == "void"
    assert AuditEntry.objects.filter(action="tip.name-others", actor=stranger.user).count() == 1
    assert TipTransition.objects.unscoped("test").filter(name="name-others").count() == 1


def test_who_may_open_it_is_refused_and_each_refusal_is_audited_without_the_text(kept, officer):
    response = post(officer, kept, "void", version=kept.version, note=f"Trùng với người tên {NAME}")
    assert "giữ kín riêng" in response.content.decode()
    entry = matches().get()
    assert (entry.actor, entry.object_id) == (officer.user, kept.public_id)
    assert entry.changes == {"field": "note", "whole": True}


def test_not_even_by_stating_that_it_is_somebody_else(kept, officer):
    with pytest.raises(ValidationError, match="giữ kín riêng"):
        transition_tip(by=officer, tip=kept, name="void", version=1, note=f"Của {NAME}", others_named=True)


def test_half_a_name_warns_and_a_statement_lets_it_pass(kept, officer):
    with pytest.raises(Recorded, match="xác nhận"):
        transition_tip(by=officer, tip=kept, name="void", version=1, note="Của Thị Lan nào đó")
    transition_tip(by=officer, tip=kept, name="void", version=1, note="Của Thị Lan nào đó", others_named=True)
    assert kept.state == "void"


def test_after_some_refusals_nothing_is_compared_for_a_while(kept, officer, settings):
    settings.INFORMANT_MATCHES = 3
    for _time in range(3):
        assert "giữ kín riêng" in post(officer, kept, "void", version=1, note=NAME).content.decode()
    for note in (NAME, "Ghi trùng"):
        assert "Thử lại sau" in post(officer, kept, "void", version=1, note=note).content.decode()
    assert matches().count() == 3
    # The tip goes on without a text, and for everybody else.
    assert post(officer, kept, "assign", version=1, handler=officer.user.public_id).status_code == 302
    assert matches().count() == 3


def test_the_reason_for_opening_follows_the_same_rules(country, kept, officer, settings):
    settings.INFORMANT_MATCHES = 1
    url = reverse("tips:open-informant", args=[kept.public_id])
    page = client_of(officer).post(url, {"reason": f"Gọi lại {NAME} hỏi thêm"}).content.decode()
    assert "giữ kín riêng" in page
    assert matches().count() == 1
    assert "Thử lại sau" in client_of(officer).post(url, {"reason": "Gọi lại hỏi thêm"}).content.decode()
    assert not AuditEntry.objects.filter(action="informant.open").exists()


@pytest.mark.parametrize("field", ["note", "document_number"])
def test_every_free_text_of_a_move_is_looked_at(country, kept, officer, field):
    given = {"recipient": "investigators", field: "CV 12 của ông 0987654321"}
    with pytest.raises(ValidationError) as problem:
        transition_tip(by=officer, tip=kept, name="pass_on", version=1, **given)
    assert list(problem.value.message_dict) == [field]
    given[field] = f"CV 12 của {NAME}"
    with pytest.raises(ValidationError, match="giữ kín riêng") as problem:
        transition_tip(by=officer, tip=kept, name="pass_on", version=1, **given)
    assert list(problem.value.message_dict) == [field]


# --- a lost seal key -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [transition.name for transition in TRANSITIONS])
def test_with_its_key_gone_every_move_goes_on(country, officer, settings, name):
    told = tip_in(
        LEADS_ON[name], country.hamlet, by=officer, log_by=officer, informant_name=NAME, informant_phone=PHONE
    )
    settings.SEAL_KEYS = [Fernet.generate_key().decode()]
    given = {"handler": officer.user.public_id} if name == "assign" else GIVEN[name]
    response = post(officer, told, name, **({"note": "Ghi chú"} | given | {"version": told.version}))
    assert response.status_code == 302
    assert TipTransition.objects.unscoped("test").filter(tip=told).latest("pk").name == name


@pytest.mark.parametrize("keys", [[], [Fernet.generate_key().decode()]])
def test_the_loss_is_told_on_the_page_and_opening_is_no_error(kept, officer, settings, keys):
    settings.SEAL_KEYS = keys
    with pytest.raises(Unreadable):
        informants.open_sealed(by=officer, tip=kept, reason="Cần hỏi thêm về xe")
    for page in (
        client_of(officer).get(reverse("tips:detail", args=[kept.public_id])),
        client_of(officer).post(
            reverse("tips:open-informant", args=[kept.public_id]), {"reason": "Cần hỏi thêm về xe"}
        ),
    ):
        assert page.status_code == 200
        assert "không đọc được" in page.content.decode()
