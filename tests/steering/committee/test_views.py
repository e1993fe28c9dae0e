"""The page "Ban Chỉ đạo": who opens it, what it shows in which order, and the forms that lead back to it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from portal.accounts.permissions import Role
from portal.core import clock
from portal.steering.models import BoardMember
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.rows import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def page_of(unit):
    return reverse("steering:committee", args=[unit.public_id])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.POLICE_CHIEF, 200),
        (Role.COMMITTEE_LEADER, 200),
        (Role.COMMITTEE_DEPUTY, 200),
        (Role.COMMUNE_CHAIR, 200),
        (Role.CLERK, 200),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_posts_of_the_commune_open_its_page_and_no_neighbours(country, role, status):
    steering.board(country.commune, name="Ban của xã mình")
    steering.board(country.neighbour, name="Ban của xã bên")
    browser = client_of(people.officer(country.commune, role))
    own, neighbours = browser.get(page_of(country.commune)), browser.get(page_of(country.neighbour))
    assert own.status_code == status
    assert ("Ban của xã mình" in own.content.decode()) is (status == 200)
    assert neighbours.status_code == (404 if status == 200 else 403)
    assert "Ban của xã bên" not in neighbours.content.decode()


@pytest.mark.parametrize("role", [Role.COMMITTEE_LEADER, Role.COMMUNE_CHAIR, Role.CLERK])
def test_it_is_reached_from_the_first_page_and_from_the_unit(country, role):
    browser = client_of(people.officer(country.commune, role))
    for url in (reverse("home"), reverse("units:detail", args=[country.commune.public_id])):
        assert page_of(country.commune) in browser.get(url).content.decode(), url


def test_an_area_officer_has_a_first_page_of_the_hamlet_and_no_committee(country):
    browser = client_of(people.officer(country.hamlet, Role.AREA_OFFICER))
    page = browser.get(reverse("home"))
    assert page.status_code == 200
    difficulties = reverse("steering:difficulties")
    assert set(re.findall(r"/ban-chi-dao/[^\"]*", page.content.decode())) == {difficulties}
    for name in ("tips:list", "tips:new", "groups:list", "groups:to-confirm", "propaganda:to-relay"):
        assert browser.get(reverse(name)).status_code == 200, name


def test_it_shows_members_in_order_papers_with_their_basis_and_no_ended_one(country, officer):
    basis = steering.directive(country.commune, code="22/HD-CAT")
    decision = steering.directive(country.commune, basis, code="15/QĐ-UBND", kind="decision")
    board = steering.board(country.commune, "steering", name="Ban Chỉ đạo 138 xã", founded_by=decision)
    steering.member(board, "member", name="Ngô Văn Ủy Viên")
    steering.member(board, "head", name="Lê Văn Trưởng Ban")
    steering.board(country.neighbour, name="Ban của xã bên")
    text = client_of(officer).get(page_of(country.commune)).content.decode()
    assert text.index("Ban Chỉ đạo 138 xã") < text.index("Lê Văn Trưởng Ban") < text.index("Ngô Văn Ủy Viên")
    assert "Ban của xã bên" not in text
    papers = text[text.index("papers-title") :]
    assert "15/QĐ-UBND" in papers
    assert "22/HD-CAT" in papers[papers.index("Căn cứ:") :]


def test_the_years_plan_has_its_late_tasks_first_and_its_targets(country, officer):
    plan = steering.plan(country.commune, title="Kế hoạch của xã mình", targets={("hamlets", 2019): 80})
    for text, due_on in (
        ("Việc làm thường xuyên", None),
        ("Việc còn hạn", date(2019, 12, 8)),
        ("Việc quá hạn", date(2019, 12, 7)),
    ):
        steering.task(plan, text=text, due_on=due_on)
    steering.plan(country.commune, title="Kế hoạch năm sau", first_year=2020, last_year=2020)
    steering.plan(country.neighbour, title="Kế hoạch của xã bên")
    text = client_of(officer).get(page_of(country.commune)).content.decode()
    section = text[text.index('id="plan-title"') :].split("</section>")[0]
    assert reverse("steering:plan", args=[plan.public_id]) in section
    assert re.findall(r"Việc [^<]*", section) == ["Việc quá hạn", "Việc còn hạn", "Việc làm thường xuyên"]
    assert "1 việc quá hạn" in section
    assert "80" in section
    assert "Kế hoạch năm sau" not in text
    assert "Kế hoạch của xã bên" not in text


def test_what_is_to_be_mended_stands_with_what_is_late_on_top(country, officer):
    inspection = steering.activity(country.commune, "inspection")
    steering.finding(inspection, text="Còn hạn", due_on=date(2019, 12, 8))
    steering.finding(inspection, text="Đã quá hạn", due_on=date(2019, 12, 7))
    steering.finding(inspection, "done", text="Đã xong")
    steering.finding(steering.activity(country.neighbour, "inspection"), text="Của xã bên")
    text = client_of(officer).get(page_of(country.commune)).content.decode()
    section = text[text.index('id="findings-title"') :].split("</section>")[0]
    assert re.findall(r'can-khac-phuc/[^"]*">([^<]*)<', section) == ["Đã quá hạn", "Còn hạn"]
    assert section.count("pill-late") == 1
    assert "Đã xong" not in text
    assert "Của xã bên" not in text


def test_open_difficulties_stand_with_what_is_late_on_top_and_neighbours_have_their_own(country, officer):
    with clock.pinned_to(at("2019-11-01")):
        steering.difficulty(country.hamlet, title="Thiếu máy đã lâu")
    steering.difficulty(country.commune, title="Thiếu sóng")
    steering.difficulty(country.hamlet, "answered", title="Đã được trả lời")
    steering.difficulty(country.neighbour, title="Của xã bên")
    text = client_of(officer).get(page_of(country.commune)).content.decode()
    section = text[text.index('id="difficulties-title"') :].split("</section>")[0]
    assert re.findall(r'kho-khan/[^"]+">([^<]*)<', section) == ["Thiếu máy đã lâu", "Thiếu sóng"]
    assert "1 mục quá hạn" in section
    assert "Đã được trả lời" not in text
    assert "Của xã bên" not in text


def test_what_groups_are_to_mend_stands_on_the_page(country, officer):
    first, second = rows.group(country.hamlet), rows.group(country.commune)
    rows.inspection(second, to_mend="Còn hạn", due_on=date(2019, 12, 8))
    rows.inspection(first, to_mend="Đã quá hạn", due_on=date(2019, 12, 7))
    rows.inspection(first, "done", to_mend="Đã xong")
    rows.inspection(rows.group(country.neighbour), to_mend="Của xã bên")
    text = client_of(officer).get(page_of(country.commune)).content.decode()
    section = text[text.index('id="inspections-title"') :].split("</section>")[0]
    assert re.findall(r'kiem-tra/[^"]+">([^<]*)<', section) == ["Đã quá hạn", "Còn hạn"]
    assert section.count("pill-late") == 1
    assert "Của xã bên" not in text


def test_what_a_unit_has_none_of_has_no_section(country, officer):
    text = client_of(officer).get(page_of(country.commune)).content.decode()
    assert "difficulties-title" not in text
    assert "inspections-title" not in text
    assert "papers-title" in text
    assert "plan-title" not in text
    assert "findings-title" not in text


def test_a_table_is_looked_at_before_it_is_entered(country, officer):
    board, browser = steering.board(country.commune), client_of(officer)
    url = reverse("steering:paste-members", args=[board.public_id])
    key = browser.get(url).context["form"]["key"].value()
    given = {"table": "1\tLê Văn Mẫu\tBí thư\tTrưởng ban", "valid_from": "01/06/2019", "key": key}
    preview = browser.post(url, given)
    assert preview.status_code == 200
    assert "Đọc được 1 người" in preview.content.decode()
    assert not BoardMember.objects.unscoped("test").exists()
    for _twice in range(2):
        assert browser.post(url, given | {"checked": "1"}).status_code == 302
    assert [row.name for row in BoardMember.objects.unscoped("test")] == ["Lê Văn Mẫu"]


def test_a_term_is_ended_and_restored_on_the_page(country, officer):
    member = steering.member(steering.board(country.commune))
    browser, url = client_of(officer), reverse("steering:end-term", args=[member.public_id])
    browser.post(url, {"on": "08/12/2019", "version": "1"})
    member.refresh_from_db()
    assert member.valid_to is not None
    browser.post(url, {"restore": "1"})
    member.refresh_from_db()
    assert member.valid_to is None


def test_a_setting_is_written_under_its_own_heading(country, officer):
    url = reverse("steering:unit-settings", args=[country.commune.public_id])
    browser = client_of(officer)
    browser.post(f"{url}?muc=start", {"value": "05/06/2019", "on": "01/06/2019"})
    browser.post(f"{url}?muc=programme", {"value": "Zalo bình yên", "on": "01/06/2019"})
    text = browser.get(page_of(country.commune)).content.decode()
    assert "Zalo bình yên" in text
    assert "05/06/2019" in text
