"""How long a password must be, and when two are the same."""

from unicodedata import normalize

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.accounts.services import add_person
from portal.signin.models import OpenSession
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import SYSTEM
from tests.signin import steps

pytestmark = pytest.mark.django_db
WORDS = "ngoi-sao-xanh-la"


def accepts(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError:
        return False
    return True


def test_fourteen_alone_eight_beside_a_code(country):
    person = people.officer(country.commune).user
    for user in (None, person):
        assert [accepts(WORDS[:length], user) for length in (13, 14)] == [False, True]
    steps.with_authenticator(person)
    assert [accepts(WORDS[:length], person) for length in (7, 8)] == [False, True]


def test_an_authenticator_whose_first_code_is_awaited_shortens_nothing(country):
    person = people.officer(country.commune).user
    steps.services.begin_authenticator(user=person)
    assert not accepts(WORDS[:13], person)


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(country):
    actor = people.officer(country.hamlet)
    steps.known(actor.user)
    here, elsewhere = client_of(actor), client_of(actor)
    new = {"old_password": steps.PASSWORD, "new_password1": WORDS, "new_password2": WORDS}
    assert here.post(reverse("signin:password"), new).url == "/"
    assert steps.is_in(here)
    assert not steps.is_in(elsewhere)
    assert OpenSession.objects.filter(user=actor.user).count() == 1


def test_a_password_that_someone_else_chose_opens_only_the_page_to_choose_ones_own(client, country):
    person = people.officer(country.hamlet, person=people.user(password=steps.PASSWORD)).user
    steps.enter_name(client, person)
    page = client.get("/", follow=True)
    assert page.redirect_chain == [(reverse("signin:password"), 302)]
    assert "do người khác đặt" in page.content.decode()
    new = {"old_password": steps.PASSWORD, "new_password1": WORDS, "new_password2": WORDS}
    client.post(reverse("signin:password"), new)
    assert steps.is_in(client)


@pytest.mark.parametrize("chosen", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_password_is_the_same_in_every_unicode_form(client, country, chosen, typed):
    words = "Đồng bằng xanh thẳm 2026"
    person = people.officer(country.hamlet).user
    steps.known(person, normalize(chosen, words))
    steps.enter_name(client, person, normalize(typed, words))
    assert steps.is_in(client)
    assert not person.check_password(words.replace("ằ", "ắ"))


def test_the_length_of_a_password_is_that_of_one_form():
    assert not accepts(normalize("NFD", "ằẳẫẩậệểễ"))


def test_full_width_digits_are_digits_of_a_code(country):
    person = people.officer(country.commune).user
    papers = steps.with_authenticator(person)
    wide = papers[0].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert steps.services.accept_code(by=people.actor(person), code=wide)


@pytest.mark.parametrize(
    "typed", ["Can-bo.Phuoc-Ninh", " can-bo.phuoc-ninh ", "can-bo.phuoc-ninh\u200b", "CAN-BO.PHUOC-NINH"]
)
def test_a_name_is_known_however_it_is_typed(client, country, typed):
    person = add_person(by=SYSTEM, username="can-bo.phuoc-ninh", full_name="Trần Văn A")
    people.officer(country.hamlet, person=person)
    steps.known(person)
    steps.enter_name(client, typed)
    assert steps.is_in(client)
