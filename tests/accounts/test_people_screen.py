"""Accounts on screen: opening, finding, more roles, ending one, closing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import Assignment, User
from portal.accounts.panels import Panel
from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core.manifests import Manifest
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import SYSTEM, unit
from tests.manifests import added
from tests.markup import unindented

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-rat-dai-2019"
PEOPLE = "/tai-khoan/nguoi-dung/"


@pytest.fixture
def administrator(country):
    return people.administrator(country.commune)


@pytest.fixture
def browser(administrator):
    return client_of(administrator)


def page_of(person: User) -> str:
    return reverse("accounts:person", args=[person.public_id])


def new_person(country, **changes) -> dict:
    return {
        "full_name": "Người Mới",
        "username": "can-bo.moi",
        "password": PASSWORD,
        "role": "commune-officer",
        "unit": country.commune.public_id,
        "valid_from": "2019-12-01",
    } | changes


def test_a_new_officer_has_the_password_and_the_role(country, browser):
    assert browser.post(reverse("accounts:add-person"), new_person(country)).status_code == 302
    person = User.objects.get(username="can-bo.moi")
    assert person.check_password(PASSWORD)
    assert person.assignments.get().unit == country.commune


@pytest.mark.parametrize(
    "wrong", [{"role": "district-officer"}, {"password": "ngan"}, {"username": "Có Dấu"}, {"role": "support"}]
)
def test_what_does_not_fit_opens_no_account(country, browser, wrong):
    assert browser.post(reverse("accounts:add-person"), new_person(country, **wrong)).status_code == 200
    assert not User.objects.filter(full_name="Người Mới").exists()


@pytest.mark.parametrize("role", ["hamlet-head", "organisation-reporter"])
def test_who_signs_in_by_card_needs_no_password(country, browser, role):
    place = country.hamlet if role == "hamlet-head" else country.commune
    given = new_person(country, role=role, unit=place.public_id, password="")
    assert browser.post(reverse("accounts:add-person"), given).status_code == 302
    assert not User.objects.get(username="can-bo.moi").has_usable_password()


def test_who_works_at_a_desk_needs_one(country, browser):
    answer = browser.post(reverse("accounts:add-person"), new_person(country, password=""))
    assert list(answer.context["form"].errors) == ["password"]


def test_a_question_asked_back_says_that_the_password_is_gone(country, browser):
    people.officer(country.hamlet, Role.HAMLET_HEAD)
    given = new_person(country, role="hamlet-head", unit=country.hamlet.public_id)
    answer = browser.post(reverse("accounts:add-person"), given)
    assert list(answer.context["form"].errors) == ["beside"]
    page = answer.content.decode()
    assert (
        page.count("hập lại, vì trang không giữ mật khẩu đã gõ.") == 2
    )  # in the summary and beside the field
    assert PASSWORD not in page
    answer = browser.post(reverse("accounts:add-person"), given | {"password": ""})
    assert "không giữ mật khẩu" not in answer.content.decode()


def test_all_that_is_wrong_is_said_at_once_and_beside_its_field(country, browser):
    given = new_person(
        country, role="hamlet-head", username="LY.thị quy", password="ngan", valid_to="2019-11-30"
    )
    errors = browser.post(reverse("accounts:add-person"), given).context["form"].errors
    assert set(errors) == {"username", "password", "unit", "valid_to"}
    assert "“ị”, dấu cách." in errors["username"][0]
    assert "không phân công" in errors["unit"][0]


@pytest.mark.parametrize(
    ("username", "says"), [("-lan", "“-”"), ("lan anh", "dấu cách"), ("LAN", ""), ("lan_1.a-b", "")]
)
def test_a_username_that_does_not_fit_is_told_why(country, browser, username, says):
    answer = browser.post(reverse("accounts:add-person"), new_person(country, username=username))
    if says:
        assert says in answer.context["form"].errors["username"][0]
    else:
        assert answer.status_code == 302


def test_a_taken_name_is_said_with_all_else(country, browser):
    User.objects.create_user("lan", "Lan")
    given = new_person(country, username="LAN", role="hamlet-head")
    errors = browser.post(reverse("accounts:add-person"), given).context["form"].errors
    assert set(errors) == {"username", "unit"}


def test_the_page_of_a_person_says_all_roles_with_their_days(country, browser):
    person = people.officer(country.commune, person=people.user("Nguyễn Thị Lan")).user
    later = {"by": SYSTEM, "user": person, "role": Role.HAMLET_HEAD, "unit": country.hamlet}
    assign(**later, valid_from=date(2020, 1, 1), valid_to=date(2020, 6, 1))
    assign(**later, valid_from=date(2018, 1, 1), valid_to=date(2018, 6, 1))
    page = browser.get(page_of(person)).content.decode()
    for words in ("Hiện nay", "Sắp tới", "Đã qua", "Từ 01/01/2020", "đến trước 01/06/2020", "Từ 01/01/2018"):
        assert words in page
    assert "Báo tin, xác nhận nhóm" in page


def test_of_roles_elsewhere_the_page_tells_only_that_there_are_some(country, browser):
    person = people.officer(country.commune).user
    assert "đơn vị khác" not in browser.get(page_of(person)).content.decode()
    people.officer(country.neighbour, person=person)
    page = browser.get(page_of(person)).content.decode()
    assert "còn làm việc ở đơn vị khác" in page
    assert "Phước Minh" not in page


def test_who_never_had_a_role_here_does_not_exist(country, browser):
    neighbour, nobody = people.officer(country.neighbour).user, people.user()
    for person in (neighbour, nobody):
        for name in ("person", "assign", "rename-person", "close-account"):
            assert browser.get(reverse(f"accounts:{name}", args=[person.public_id])).status_code == 404
        assert browser.post(reverse("accounts:reopen-account", args=[person.public_id])).status_code == 404
    end = reverse("accounts:end-assignment", args=[neighbour.assignments.get().public_id])
    assert browser.post(end, {"on": "2019-12-08"}).status_code == 404
    assert neighbour.assignments.get().valid_to is None


def test_one_more_role_may_begin_in_the_future(country, browser):
    person = people.officer(country.commune).user
    given = {"role": "hamlet-head", "unit": country.hamlet.public_id, "valid_from": "2020-01-01"}
    assert browser.post(reverse("accounts:assign", args=[person.public_id]), given).status_code == 302
    assert person.assignments.get(role="hamlet-head").valid_from == date(2020, 1, 1)
    assert [row.unit for row in people.actor(person).assignments] == [country.commune]


def test_a_place_of_the_neighbours_is_no_choice(country, browser):
    person = people.officer(country.commune).user
    given = {"role": "hamlet-head", "unit": country.neighbour_hamlet.public_id, "valid_from": "2020-01-01"}
    assert browser.post(reverse("accounts:assign", args=[person.public_id]), given).status_code == 200
    assert person.assignments.count() == 1


def test_an_ended_role_ends_at_the_next_click_and_comes_back_when_undone(country, browser):
    officer = people.officer(country.commune)
    theirs = client_of(officer)
    assert theirs.get("/tin-bao/").status_code == 200
    end = reverse("accounts:end-assignment", args=[officer.current.public_id])
    answer = browser.post(end, {"on": "2019-12-08"}, follow=True)
    assert "Hoàn tác" in answer.content.decode()
    assert theirs.get("/tin-bao/").status_code == 403
    restore = reverse("accounts:restore-assignment", args=[officer.current.public_id])
    browser.post(restore, {"valid_to": ""})
    assert theirs.get("/tin-bao/").status_code == 200


@pytest.mark.parametrize(
    ("on", "says"), [("2019-12-07", "đã qua"), ("hôm nay", "chưa đúng"), ("", "chưa đúng")]
)
def test_a_day_that_does_not_fit_ends_nothing(country, browser, on, says):
    row = people.officer(country.commune).current
    url = reverse("accounts:end-assignment", args=[row.public_id])
    assert says in browser.post(url, {"on": on}, follow=True).content.decode()
    assert Assignment.objects.get(pk=row.pk).valid_to is None


def test_a_closed_account_is_out_at_the_next_click(country, browser):
    officer = people.officer(country.commune)
    theirs = client_of(officer)
    assert theirs.get("/").status_code == 200
    close = reverse("accounts:close-account", args=[officer.user.public_id])
    assert "không vào được nữa" in browser.get(close).content.decode()
    browser.post(close)
    assert theirs.get("/").status_code == 302
    assert "Tài khoản đã đóng" in browser.get(page_of(officer.user)).content.decode()
    browser.post(reverse("accounts:reopen-account", args=[officer.user.public_id]))
    assert client_of(officer).get("/").status_code == 200


@pytest.mark.parametrize("method", ["head", "options", "get"])
def test_looking_at_the_question_closes_nothing(country, browser, method):
    """What is not a POST is asked without a token, and must change nothing."""
    officer = people.officer(country.commune).user
    getattr(browser, method)(reverse("accounts:close-account", args=[officer.public_id]))
    assert User.objects.get(pk=officer.pk).is_active


def test_nobody_closes_their_own_account(administrator, browser):
    close = reverse("accounts:close-account", args=[administrator.user.public_id])
    assert browser.get(close).status_code == 403
    browser.post(close)
    assert User.objects.get(pk=administrator.user.pk).is_active


# --- the list -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=lan", {"Nguyễn Thị Làn"}),
        ("?q=thi+lan", {"Nguyễn Thị Làn"}),
        ("?q=???", set()),
        ("?vai-tro=hamlet-head", {"Nguyễn Thị Làn"}),
        ("?xem=sap-toi", {"Trần Văn Sắp"}),
        ("?xem=da-het", {"Lê Văn Cũ"}),
    ],
)
def test_people_are_found_by_name_without_accents_by_role_and_by_time(country, browser, query, found):
    people.officer(country.hamlet, person=people.user("Nguyễn Thị Làn"))
    given = {"by": SYSTEM, "role": Role.COMMUNE_OFFICER, "unit": country.commune}
    assign(**given, user=people.user("Trần Văn Sắp"), valid_from=date(2019, 12, 9))
    assign(**given, user=people.user("Lê Văn Cũ"), valid_from=date(2019, 1, 1), valid_to=date(2019, 12, 8))
    people.officer(country.neighbour_hamlet, person=people.user("Nguyễn Thị Lân"))
    page = browser.get(PEOPLE + query).content.decode()
    names = {"Nguyễn Thị Làn", "Trần Văn Sắp", "Lê Văn Cũ", "Nguyễn Thị Lân"}
    assert {name for name in names if name in page} == found


def test_pages_of_people_end_where_they_ended(country, browser):
    """Sixty of one name: the second page begins after the last of the first."""
    for _number in range(60):
        people.officer(country.hamlet, person=people.user("Nguyễn Văn Trùng"))
    first = unindented(browser.get(PEOPLE + "?vai-tro=hamlet-head").content.decode())
    assert first.count("<tr data-href>") == 50
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(following).content.decode()
    assert second.count("<tr data-href>") == 10
    links = [
        {part.split('"')[0] for part in page.split('class="row-link" href="')[1:]} for page in (first, second)
    ]
    assert not links[0] & links[1]


# --- what layers above add ------------------------------------------------------------------------
def test_a_layer_above_adds_a_section_to_the_page(country, browser, settings, tmp_path):
    (tmp_path / "added.html").write_text("<p>Phiên: {{ panel.sessions }}</p>")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    panel = Panel("added.html", lambda actor, user: {"sessions": user.full_name})
    person = people.officer(country.commune, person=people.user("Nguyễn Thị Lan")).user
    with added(Manifest(person_panels=[panel])):
        assert "<p>Phiên: Nguyễn Thị Lan</p>" in browser.get(page_of(person)).content.decode()


def test_a_group_is_offered_with_its_hamlet_and_more_groups_ask_no_more(country, browser):
    address = reverse("accounts:add-person")
    with CaptureQueriesContext(connection) as few:
        page = browser.get(address).content.decode()
    assert f"{country.hamlet.title}, {country.self_managed_team.full_name}" in page
    for number in range(5):
        unit("residents-group", "to-tu-quan", f"số {number + 20}", country.hamlet)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_a_second_head_of_a_hamlet_is_asked_about_and_given_when_meant(country, browser):
    first = people.officer(country.hamlet, person=people.user("Kiều Văn Thuần"))
    given = new_person(country, role="hamlet-head", unit=country.hamlet.public_id)
    page = browser.post(reverse("accounts:add-person"), given).content.decode()
    assert "Ấp 1 đã có trưởng thôn, ấp: Kiều Văn Thuần" in page
    assert 'type="checkbox" name="beside"' in page
    assert not User.objects.filter(username="can-bo.moi").exists()
    assert browser.post(reverse("accounts:add-person"), given | {"beside": "on"}).status_code == 302
    heads = Assignment.objects.filter(unit=country.hamlet, role=Role.HAMLET_HEAD)
    assert {row.user.username for row in heads} == {"can-bo.moi", first.user.username}


@pytest.mark.parametrize(
    ("role", "ended", "asked"),
    [
        ("hamlet-head", None, True),
        ("hamlet-head", date(2019, 12, 2), True),
        ("hamlet-head", date(2019, 12, 1), False),
        ("commune-officer", None, False),
    ],
)
def test_only_heads_at_the_same_time_are_asked_about(country, browser, role, ended, asked):
    place = country.hamlet if role == "hamlet-head" else country.commune
    held = people.officer(place).current
    Assignment.objects.filter(pk=held.pk).update(valid_to=ended)
    given = new_person(country, role=role, unit=place.public_id)
    before = Assignment.objects.count()
    assert (browser.post(reverse("accounts:add-person"), given).status_code == 200) is asked
    assert (Assignment.objects.count() == before) is asked
