"""Cards on the officer's screen: issued, shown once, re-enabled and revoked by one tap, within one's own area."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client

from portal.accounts.permissions import Role
from portal.accounts.services import assign, end_assignment
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from portal.signin.cards import policies, services
from portal.signin.models import Card
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import SYSTEM
from tests.signin.cards import Machine, Phone, card_of, issue, tap

pytestmark = pytest.mark.django_db
TAPS = ("cap", "thu-hoi", "mo-khoa", "may-moi")


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet, person=people.user("Trần Văn Ấp")).user


@pytest.fixture
def office(country) -> Client:
    return client_of(people.officer(country.commune))


def everything_kept() -> str:
    """All columns of all rows there are, as text."""
    managers = [model._base_manager for model in apps.get_models()]
    return json.dumps([list(manager.values()) for manager in managers], default=str)


def test_the_code_is_shown_once_and_kept_nowhere(office, head):
    token = issue(office, head)
    assert token not in everything_kept()
    assert token not in office.get(f"/tai-khoan/the/{head.public_id}/").content.decode()
    assert token not in office.get("/tai-khoan/the/").content.decode()


def test_a_form_sent_twice_makes_one_card(office, head):
    form = {"key": "6dbe9f57-8a6d-4d5a-9b8c-0d6f3a2b1c4d"}
    assert office.post(f"/tai-khoan/the/{head.public_id}/cap/", form).status_code == 200
    again = office.post(f"/tai-khoan/the/{head.public_id}/cap/", form, follow=True)
    assert "Thẻ này đã hiện một lần" in again.content.decode()
    assert Card.objects.count() == 1


def test_a_new_card_ends_the_one_before_and_its_phone(office, head):
    old, phone = issue(office, head), Phone()
    phone.first_time(old)
    assert phone.is_in
    new = issue(office, head)
    assert phone.client.get("/").status_code == 302
    assert Phone().client.get(f"/the/{old}/").status_code == 404
    assert Phone().client.get(f"/the/{new}/").status_code == 200
    assert "Quét thẻ để vào" in phone.enter().content.decode()
    assert not phone.is_in
    # The PIN belonged to the old card: the new one asks for another.
    assert "Chọn mã PIN 6 số" in phone.scan(new).content.decode()


def test_one_tap_revokes_card_phone_and_sessions(office, head):
    phone = Phone()
    token = issue(office, head)
    phone.first_time(token)
    assert tap(office, head, "thu-hoi") == 302
    assert phone.client.get("/").status_code == 302
    phone.enter()
    assert not phone.is_in
    assert phone.client.get(f"/the/{token}/").status_code == 404
    # A second tap finds no card any more.
    assert tap(office, head, "thu-hoi") == 404


def test_a_neighbours_officer_finds_nobody(country, head, office):
    issue(office, head)
    neighbour = client_of(people.officer(country.neighbour))
    assert neighbour.get(f"/tai-khoan/the/{head.public_id}/").status_code == 404
    for what in TAPS:
        assert tap(neighbour, head, what) == 404, what
    assert "Trần Văn Ấp" not in neighbour.get("/tai-khoan/the/").content.decode()
    assert card_of(head).ended_at is None


@pytest.mark.parametrize("role", [Role.COMMITTEE_LEADER, Role.ORGANISATION_REPORTER])
def test_whoever_may_not_is_told_so(country, head, role):
    browser = client_of(people.officer(country.commune, role))
    assert browser.get("/tai-khoan/the/").status_code == 403
    assert tap(browser, head, "cap") == 403


def test_an_administrator_above_may(country, head):
    assert issue(client_of(people.administrator(country.district)), head)


def test_nobody_issues_by_opening_an_address(office, head):
    for what in TAPS:
        assert office.get(f"/tai-khoan/the/{head.public_id}/{what}/").status_code == 405, what
    assert not Card.objects.exists()


def test_no_card_for_work_at_a_desk(country, office, head):
    """A card would open an officer's pages by six digits: refused now, and when the role comes tomorrow."""
    tomorrow = date(2019, 12, 9)
    assign(by=SYSTEM, user=head, role=Role.COMMUNE_OFFICER, unit=country.commune, valid_from=tomorrow)
    answer = office.post(f"/tai-khoan/the/{head.public_id}/cap/")
    assert answer.status_code == 403
    assert "chỉ dành cho trưởng thôn, ấp" in answer.content.decode()
    assert "chỉ dành cho trưởng thôn, ấp" in office.get(f"/tai-khoan/the/{head.public_id}/").content.decode()


def test_someone_of_two_communes_is_for_those_above_but_any_of_them_revokes(country, office, head):
    issue(office, head)
    assign(
        by=SYSTEM,
        user=head,
        role=Role.HAMLET_HEAD,
        unit=country.neighbour_hamlet,
        valid_from=date(2019, 1, 1),
    )
    for what in ("cap", "mo-khoa", "may-moi"):
        assert tap(office, head, what) == 403, what
    assert tap(client_of(people.administrator(country.district)), head, "may-moi") == 302
    assert tap(office, head, "thu-hoi") == 302


def test_who_is_no_head_any_more_is_not_on_the_list_and_does_not_enter(country, office, head):
    phone = Phone()
    phone.first_time(issue(office, head))
    end_assignment(by=SYSTEM, assignment=head.assignments.get())
    phone.forgets_its_session().enter()
    assert not phone.is_in
    assert "Trần Văn Ấp" not in office.get("/tai-khoan/the/").content.decode()


def test_the_audit_tells_who_did_what_and_no_secret(country, head, machine):
    officer = people.officer(country.commune)
    office, phone = client_of(officer), Phone()
    token = issue(office, head)
    phone.first_time(token)
    Phone().scan(token)
    tap(office, head, "may-moi")
    for _wrong in range(5):
        phone.forgets_its_session().enter("914073")
    tap(office, head, "mo-khoa")
    card = card_of(head)
    tap(office, head, "thu-hoi")
    told = AuditEntry.objects.filter(model="signin.card").order_by("id")
    assert [(entry.action, entry.actor) for entry in told] == [
        ("card.issue", officer.user),
        ("card.bind", head),
        ("card.ask-device", None),
        ("card.allow-device", officer.user),
        ("card.lock", None),
        ("card.unlock", officer.user),
        ("card.revoke", officer.user),
    ]
    assert {entry.unit_id for entry in told} == {country.hamlet.pk}
    text = json.dumps([entry.changes for entry in AuditEntry.objects.all()])
    for secret in (token, card.token_digest, card.device_digest, card.pin):
        assert secret
        assert secret not in text


def test_the_screens_say_how_each_card_stands(country, head, machine):
    officer = people.officer(country.commune)
    office = client_of(officer)

    def shown():
        pages = (office.get("/tai-khoan/the/"), office.get(f"/tai-khoan/the/{head.public_id}/"))
        return [page.content.decode() for page in pages]

    def both_say(word):
        return all(word in page for page in shown())

    assert both_say("Chưa có thẻ")
    token, phone = issue(office, head), Phone()
    assert both_say("Chờ quét lần đầu")
    phone.first_time(token)
    assert both_say("Đang dùng")
    Phone().scan(token)
    assert both_say("Xin dùng máy mới")
    assert "Đang chờ anh/chị" in shown()[0]
    tap(office, head, "may-moi")
    assert both_say("Chờ máy mới quét")
    assert "Đang chờ anh/chị" not in shown()[0]
    machine.goes_on(hours=24)
    # The officer's own screen locked itself meanwhile.
    office = client_of(officer)
    assert both_say("Đang dùng")
    Phone().scan(token)
    assert both_say("Xin dùng máy mới")
    machine.goes_on(hours=24)
    # Nobody answered for a day: the question is dropped.
    office = client_of(officer)
    assert both_say("Đang dùng")
    assert "Đang chờ anh/chị" not in shown()[0]
    for _wrong in range(5):
        phone.forgets_its_session().enter("914073")
    assert both_say("Đang khóa")
    assert "Đang chờ anh/chị" in shown()[0]
    tap(office, head, "mo-khoa")
    machine.goes_on(days=89)
    office = client_of(officer)
    assert both_say("Cần quét lại thẻ")


def test_the_list_asks_as_often_for_three_as_for_one(country, office, head, django_assert_max_num_queries):
    def questions():
        with django_assert_max_num_queries(8) as asked:
            office.get("/tai-khoan/the/")
        return len(asked)

    issue(office, head)
    with_one = questions()
    for hamlet in (country.other_hamlet, country.self_managed_team):
        issue(office, people.officer(hamlet).user)
    assert questions() == with_one


def test_the_page_of_a_card_asks_no_more_than_eight_times(office, head, django_assert_max_num_queries):
    issue(office, head)
    issue(office, head)
    with django_assert_max_num_queries(8):
        office.get(f"/tai-khoan/the/{head.public_id}/")


def test_a_service_refuses_as_the_screen_does(country, head):
    with pytest.raises(Refused):
        services.issue_card(by=people.officer(country.neighbour), person=head)
    with pytest.raises(Refused):
        services.issue_card(by=people.officer(country.commune), person=people.user("Không việc"))


def test_a_neighbours_officer_revokes_no_card_by_its_row_either(country, head):
    card = services.issue_card(by=people.officer(country.commune), person=head)
    with pytest.raises(Refused, match="Chỉ cán bộ Công an xã và quản trị của đơn vị"):
        services.revoke_card(by=people.officer(country.neighbour), card=card)
    assert card_of(head) == card


def test_a_card_revoked_meanwhile_is_changed_and_bound_no_more(country, head):
    """Whoever still has the page of the card open, or has just scanned it."""
    by = people.officer(country.commune)
    card = services.issue_card(by=by, person=head)
    services.revoke_card(by=by, card=Card.objects.get())
    ended = Card.objects.values().get()
    for late in (
        lambda: services.revoke_card(by=by, card=card),
        lambda: services.unlock_card(by=by, card=card),
        lambda: services.allow_new_device(by=by, card=card),
        lambda: services.ask_new_device(card=card),
        lambda: services.bind_device(holder=people.actor(head), card=card, known=False, pin_digest="x"),
    ):
        with pytest.raises(Refused, match="vừa được thu hồi"):
            late()
    assert Card.objects.values().get() == ended


def test_an_ended_card_opens_nothing_and_says_so_before_that_it_was_locked(country, head):
    by = people.officer(country.commune)
    card = services.issue_card(by=by, person=head)
    holder = people.actor(head)
    policies.check_card_usable(card, holder)
    card.locked_at = card.issued_at
    with pytest.raises(Refused, match="đang khóa"):
        policies.check_card_usable(card, holder)
    card.ended_at = card.issued_at
    with pytest.raises(Refused, match="không còn dùng được"):
        policies.check_card_usable(card, holder)


def test_a_phone_is_bound_by_permission_and_by_the_cards_own_pin_only(country, head):
    by = people.officer(country.commune)
    card = services.issue_card(by=by, person=head)
    holder = people.actor(head)
    with pytest.raises(Refused, match="đã có mã PIN"):
        services.bind_device(holder=holder, card=card, known=False)
    services.bind_device(holder=holder, card=card, known=False, pin_digest="first")
    with pytest.raises(Refused, match="chưa được phép"):
        services.bind_device(holder=holder, card=card, known=False)
    services.allow_new_device(by=by, card=card)
    with pytest.raises(Refused, match="đã có mã PIN"):
        services.bind_device(holder=holder, card=card, known=False, pin_digest="second")
    assert Card.objects.get().pin == "first"


def test_no_person_has_two_live_cards(country, head):
    by = people.officer(country.commune)
    first = services.issue_card(by=by, person=head)
    twin = Card(user=head, unit=first.unit, issued_at=first.issued_at, created_at=first.created_at)
    with pytest.raises(ValidationError):
        twin.validate_constraints()


def test_the_page_of_a_person_leads_to_the_card_of_whoever_may_have_one(country, head):
    browser = client_of(people.administrator(country.commune))
    officer_account = people.officer(country.commune).user
    told = browser.get(f"/tai-khoan/nguoi-dung/{head.public_id}/").content.decode()
    assert f"/tai-khoan/the/{head.public_id}/" in told
    assert (
        "/tai-khoan/the/" + officer_account.public_id
        not in browser.get(f"/tai-khoan/nguoi-dung/{officer_account.public_id}/").content.decode()
    )
