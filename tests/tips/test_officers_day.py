"""What the officer's list of tips shows first, whose rows a filter means, and which button is filled."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.core.errors import Refused
from tests.architecture.world import client_of
from tests.conftest import STORY_MOMENT
from tests.factories import people
from tests.factories.rows import tip, tip_in, transition
from tests.list_rows import texts
from tests.markup import unindented
from tips import policies
from tips.choices import Nature
from tips.duty_numbers import duty_number, set_duty_number
from tips.models import DutyNumber, Tip
from tips.states import NEXT_TRANSITION, TRANSITIONS, TipState

pytestmark = pytest.mark.django_db
LONG_AGO = STORY_MOMENT - timedelta(days=9)


def summaries(response) -> list[str]:
    return texts(response.context["list"], "Tin")


def test_urgent_tips_come_first_however_late_the_others_are(country):
    officer = people.officer(country.commune)
    tip(country.hamlet, summary="Chậm từ tuần trước", received_at=LONG_AGO)
    tip(country.hamlet, summary="Đang xảy ra ở chợ", urgency="urgent")
    browser = client_of(officer)
    home = browser.get("/").content.decode()
    assert home.index("Đang xảy ra ở chợ") < home.index("Chậm từ tuần trước")
    listed = browser.get(reverse("tips:list"))
    assert [row.summary for row in listed.context["urgent"]] == ["Đang xảy ra ở chợ"]
    assert "Gấp, chưa xử lý" in listed.content.decode()


def test_an_urgent_tip_of_a_neighbour_or_one_in_hand_is_not_among_them(country):
    officer = people.officer(country.commune)
    tip(country.neighbour_hamlet, urgency="urgent")
    tip_in("in-hand", country.hamlet, by=officer, urgency="urgent")
    assert client_of(officer).get(reverse("tips:list")).context["urgent"] == []


def test_the_day_and_the_list_ask_again_by_themselves_without_counting_as_use(country):
    browser = client_of(people.officer(country.commune))
    for page, part in (("/", "day-live"), (reverse("tips:list"), "tips-live")):
        text = unindented(browser.get(page).content.decode())
        assert f'id="{part}" data-live data-hx-get="{page}" data-hx-trigger="every 60s"' in text


def test_who_supervises_finds_what_is_late_in_the_communes(country):
    tip(country.hamlet, summary="Chậm ở xã", received_at=LONG_AGO)
    tip(country.hamlet, summary="Phản ánh chậm", about_police=True, received_at=LONG_AGO)
    browser = client_of(people.officer(country.district))
    page = reverse("tips:list")
    labels = {chip["label"] for chip in browser.get(page).context["chips"]}
    assert {"Quá hạn (tin của đơn vị)", "Quá hạn ở các xã"} <= labels
    own, all_of_them = (browser.get(page, {"loc": name}) for name in ("qua-han", "qua-han-cac-xa"))
    assert summaries(own) == ["Phản ánh chậm"]
    assert sorted(summaries(all_of_them)) == ["Chậm ở xã", "Phản ánh chậm"]


@pytest.mark.parametrize("unit", ["commune", "hamlet"])
def test_who_supervises_nobody_has_no_such_filter(country, unit):
    tip(country.neighbour_hamlet, received_at=LONG_AGO)
    browser = client_of(people.officer(getattr(country, unit)))
    answer = browser.get(reverse("tips:list"), {"loc": "qua-han-cac-xa"})
    assert "Quá hạn ở các xã" not in answer.content.decode()
    assert summaries(answer) == []


def test_an_empty_filter_says_which_filter_hides_the_rest(country):
    officer = people.officer(country.commune)
    tip(country.hamlet)
    text = client_of(officer).get(reverse("tips:list"), {"loc": "qua-han"}).content.decode()
    assert "Không có tin nào trong mục “Quá hạn”" in text
    assert 'href="/tin-bao/?loc=tat-ca"' in text


@pytest.mark.parametrize("state", TipState.values)
@pytest.mark.parametrize("nature", Nature.values)
def test_at_most_one_button_is_filled_and_it_is_a_move_that_can_be_made(state, nature):
    named = policies.next_transition(Tip(state=state, nature=nature))
    assert bool(named) == (state in NEXT_TRANSITION)
    if named:
        assert state in TRANSITIONS[named].sources
        # What must be passed on is never offered for settling here.
        assert (named, nature in policies.MUST_PASS_ON) != ("resolve", True)


def test_the_filled_button_is_the_next_transition(country):
    officer = people.officer(country.commune)
    told = tip_in("classified", country.hamlet, by=officer)
    page = client_of(officer).get(reverse("tips:detail", args=[told.public_id]))
    assert page.context["transitions"][0].name == "assign"
    buttons = page.content.decode().partition('class="next-actions"')[2].partition("</section>")[0]
    assert buttons.count("btn btn-primary") == 1
    assert buttons.count("btn btn-outline-primary") == len(page.context["transitions"]) - 1


def test_the_duty_number_is_told_to_whoever_sends_what_cannot_wait(country):
    head, officer = people.officer(country.hamlet), people.officer(country.commune)
    browser = client_of(officer)
    assert browser.post(reverse("tips:duty-number"), {"phone": "0276 3877 113"}).status_code == 302
    assert "Gọi 113" in client_of(head).get(reverse("tips:new")).content.decode()
    sent = tip(country.hamlet, by=head, urgency="urgent")
    page = client_of(head).get(reverse("tips:detail", args=[sent.public_id])).content.decode()
    assert 'href="tel:02763877113"' in page
    calm = tip(country.hamlet, by=head)
    page = client_of(head).get(reverse("tips:detail", args=[calm.public_id])).content.decode()
    assert "tel:" not in page


def test_a_second_number_replaces_the_first_and_a_word_is_no_number(country):
    officer = people.officer(country.commune)
    for phone in ("0276 3877 113", "0276.3877.114"):
        set_duty_number(by=officer, unit=country.commune, phone=phone)
    assert duty_number(country.commune.pk) == "0276.3877.114"
    assert DutyNumber.objects.unscoped("test").count() == 1
    answer = client_of(officer).post(reverse("tips:duty-number"), {"phone": "gọi anh Ba"})
    assert "chỉ gồm chữ số" in answer.content.decode()


def test_nobody_sets_the_number_of_another_unit(country):
    for actor, unit in (
        (people.officer(country.commune), country.neighbour),
        (people.officer(country.district), country.commune),
        (people.officer(country.hamlet), country.commune),
    ):
        with pytest.raises(Refused):
            set_duty_number(by=actor, unit=unit, phone="0276 3877 113")
    with pytest.raises(Refused):
        set_duty_number(by=people.officer(country.district), unit=country.district, phone="0276 3877 113")


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("classify", {"category": "theft", "nature": "crime"}, ["Trộm cắp", "Tin báo, tố giác tội phạm"]),
        ("assign", {}, ["cho Lương Quốc Sử"]),
        ("resolve", {"outcome": "helped", "note": "Đã tìm được xe"}, ["Đã tìm được xe"]),
        ("pass_on", {"recipient": "investigators", "document_number": "12/CV"}, ["12/CV"]),
    ],
)
def test_the_timeline_says_to_whom_and_as_what(country, name, given, told):
    officer = people.officer(country.commune, person=people.user("Lương Quốc Sử"))
    moved = tip(country.hamlet)
    transition(moved, name, by=officer, **given)
    newest = client_of(officer).get(reverse("tips:detail", args=[moved.public_id])).context["history"][0]
    assert all(part in newest["text"] for part in told), newest
