"""A complaint about police leaves no trace at the commune it is about: every page, fragment and file that the commune's
people reach says the same, at the cost of the same queries, whether or not there is one."""

import re
import uuid

import pytest
from django.urls import reverse

from tests.architecture.crawling import WHO, as_each, crawled, crawled_at_first
from tests.architecture.world import client_of
from tests.factories import people, rows
from tips import informants
from tips.models import Tip

pytestmark = pytest.mark.django_db
# What differs from one look to the next by itself: tokens of forms, the moment a sheet was written, one's sessions.
_CHANGING = re.compile(r'name="(?:csrfmiddlewaretoken|key)" value="[^"]+"|\d{4}-\d\d-\d\dT[\d:]+Z')
_SESSIONS = ("/tai-khoan/dang-nhap/", "/tai-khoan/nguoi-dung/{}/")


def what_it_says(actor, pages: dict[str, str]) -> dict[str, str]:
    """Every page someone reaches, without what differs by itself."""
    own = tuple(page.format(actor.user.public_id) for page in _SESSIONS)
    return {page: _CHANGING.sub("", text) for page, text in pages.items() if not page.startswith(own)}


@pytest.mark.parametrize("who", as_each("officer", "leader", "head", "administrator"))
def test_everything_says_and_costs_the_same(neighbours, who):
    country, ours, district = neighbours.country, neighbours.ours, neighbours.district
    actor = neighbours.person(who)
    first = crawled_at_first(neighbours, who)
    for by in (ours.officer, ours.head):
        filed = rows.tip(
            country.hamlet, by=by, about_police=True, summary="Cán bộ vòi tiền", informant_name="Lê Thị Mơ"
        )
        rows.transition(filed, "assign", by=district)
        browser = client_of(district)
        browser.get(reverse("tips:detail", args=[filed.public_id]))
        browser.get("/tin-bao/")
        informants.open_sealed(by=district, tip=filed, reason="Gọi lại hỏi rõ sự việc")
        rows.transition(filed, "pass_on", by=district)
    rows.tip(country.neighbour, by=neighbours.theirs.people[WHO.index("reporter")], about_police=True)
    then = crawled(neighbours, who)
    before, after = what_it_says(actor, first.pages), what_it_says(actor, then.pages)
    assert [page for page in {*before, *after} if before.get(page) != after.get(page)] == []
    assert then.statements == first.statements


def test_the_page_after_it_names_nothing(country):
    officer = people.officer(country.commune)
    browser, given = client_of(officer), form_of(country)
    answer = browser.post(reverse("tips:new"), given, follow=True)
    assert answer.redirect_chain == [(reverse("tips:sent-above"), 302)]
    page = answer.content.decode()
    filed = Tip.objects.unscoped("test").get()
    assert filed.about_police
    assert "vòi tiền" not in page
    assert filed.public_id not in page
    assert browser.get(reverse("tips:detail", args=[filed.public_id])).status_code == 404
    # Sent again by a weak signal, it is one complaint, and the page is the same.
    again = browser.post(reverse("tips:new"), given, follow=True)
    assert again.redirect_chain == answer.redirect_chain
    assert Tip.objects.unscoped("test").count() == 1


def test_a_key_that_came_with_it_answers_another_person_like_any_other(country):
    """Whoever got hold of a form's key learns only that it was used, not for what."""
    officer, colleague = people.officer(country.commune), people.officer(country.commune)
    answers = []
    for about_police in ("yes", "no"):
        given = form_of(country, about_police=about_police)
        client_of(officer).post(reverse("tips:new"), given)
        answer = client_of(colleague).post(reverse("tips:new"), given | {"about_police": "no"})
        answers.append(list(answer.context["form"].non_field_errors()))
    assert len(answers[0]) == 1
    assert answers[0] == answers[1]
    assert Tip.objects.unscoped("test").count() == 2


def form_of(country, about_police="yes") -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "category": "theft",
        "summary": "Cán bộ vòi tiền ở trụ sở",
        "unit": country.hamlet.public_id,
        "received_at": "2019-12-08T08:00",
        "channel": "phone",
        "urgency": "normal",
        "about_police": about_police,
    }
