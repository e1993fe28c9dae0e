"""Pages of answers to papers: asking at the desk, answering by phone, and what the page of the paper says."""

import re
import uuid
from datetime import date

import pytest
from django.urls import reverse

from portal.accounts.permissions import Role
from portal.core import clock
from portal.steering.models import AnswerRequest
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.rows import at
from tests.steering.answers.test_services import reporter_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(country):
    return steering.directive(country.commune, code="29-CV/ĐU", kind="letter", title="Triển khai mô hình")


def page(browser, name, row):
    return browser.get(reverse(f"steering:{name}", args=[row.public_id]))


def test_a_clerk_asks_a_body_answers_by_phone_and_the_paper_shows_it(country, paper):
    clerk = client_of(people.officer(country.commune, Role.CLERK))
    union = rows.body(country.commune, name="Hội Phụ nữ")
    phone = client_of(reporter_of(country, union))
    asked = {"places": [union.public_id], "due_on": "20/12/2019", "key": str(uuid.uuid4())}
    shown = clerk.post(reverse("steering:ask-answers", args=[paper.public_id]), asked, follow=True)
    assert "0/1 nơi đã trả lời" in shown.content.decode()
    row = AnswerRequest.objects.unscoped("test").get()

    assert "Việc được giao · 1" in phone.get("/").content.decode()
    listed = phone.get(reverse("steering:own-tasks")).content.decode()
    assert "Triển khai mô hình" in listed
    own = page(phone, "answer", row).content.decode()
    assert "phone-mode" in own
    give = reverse("steering:give-answer", args=[row.public_id])
    assert give in own
    read = page(phone, "directive", paper)
    assert "phone-mode" in read.content.decode()
    assert read.context["can_ask"] is False
    sent = {"results": "Đã vận động 40 hội viên", "proposals": "Đề nghị cấp loa", "version": "1"}
    answered = phone.post(give, sent, follow=True).content.decode()
    assert "Đã vận động 40 hội viên" in answered
    assert "Hoàn tác" in answered
    assert "Việc được giao" not in phone.get("/").content.decode()

    text = page(clerk, "directive", paper).content.decode()
    section = text[text.index('id="requests-title"') :].split("</section>")[0]
    assert "1/1 nơi đã trả lời" in section
    assert "Đã vận động 40 hội viên" in section
    assert "Đề nghị cấp loa" in page(clerk, "answer", row).content.decode()


def test_an_answer_is_undone_from_its_strip(country, paper):
    row = steering.answer_request(paper, country.hamlet)
    phone = client_of(people.officer(country.hamlet))
    phone.post(reverse("steering:give-answer", args=[row.public_id]), {"results": "Nhầm", "version": "1"})
    phone.post(reverse("steering:take-back-answer", args=[row.public_id]), {"version": "2"})
    row.refresh_from_db()
    assert row.state == "asked"
    assert "Nhầm" not in page(phone, "answer", row).content.decode().split('id="history-title"')[0]


def test_the_paper_says_who_is_late_who_is_in_time_and_who_has_not_answered(country, paper):
    officer = client_of(people.officer(country.commune))
    front = rows.body(country.commune, name="Mặt trận xã")
    steering.answer_request(paper, country.other_hamlet, "answered")
    steering.answer_request(paper, country.hamlet, due_on=date(2019, 12, 10))
    steering.answer_request(paper, front, due_on=date(2019, 12, 30))
    with clock.pinned_to(at("2019-12-11")):
        shown = page(officer, "directive", paper)
    assert [(line.request.owner, str(line.words)) for line in shown.context["requests"]] == [
        (country.hamlet.placed_title, "Quá hạn trả lời"),
        ("Mặt trận xã", "Chưa trả lời"),
        (country.other_hamlet.placed_title, "Đã trả lời"),
    ]
    text = shown.content.decode()
    assert "1/3 nơi đã trả lời" in text
    assert "1 nơi quá hạn" in text


def test_the_register_and_the_ask_are_closed_to_who_answers(country, paper):
    steering.answer_request(paper, country.hamlet)
    phone = client_of(people.officer(country.hamlet))
    assert phone.get(reverse("steering:directives")).status_code == 403
    assert page(phone, "ask-answers", paper).status_code == 403
    assert (
        reverse("steering:ask-answers", args=[paper.public_id])
        not in page(phone, "directive", paper).content.decode()
    )


def test_a_paper_rests_only_on_papers_that_who_answers_may_read(country):
    basis = steering.directive(country.commune, code="579/HD-CAT")
    paper = steering.directive(country.commune, basis, code="68/KH-UBND")
    steering.answer_request(paper, country.hamlet)
    text = page(client_of(people.officer(country.hamlet)), "directive", paper).content.decode()
    assert "68/KH-UBND" in text
    assert "579/HD-CAT" not in text


def test_neighbours_find_neither_the_request_nor_its_forms(country, paper):
    row = steering.answer_request(paper, country.hamlet)
    for actor in (people.officer(country.neighbour), people.officer(country.other_hamlet)):
        browser = client_of(actor)
        for name in ("answer", "give-answer", "withdraw-answer", "send-back-answer"):
            assert page(browser, name, row).status_code == 404
        assert page(browser, "directive", paper).status_code == 404
        listed = browser.get(reverse("steering:directives"), follow=True).content.decode()
        assert paper.public_id not in listed


def test_what_a_unit_owes_stands_on_the_page_of_its_committee(country):
    above = steering.directive(country.province, title="Hướng dẫn của tỉnh")
    row = steering.answer_request(above, country.commune)
    steering.answer_request(above, country.neighbour)
    browser = client_of(people.officer(country.commune))
    text = browser.get(reverse("steering:committee", args=[country.commune.public_id])).content.decode()
    section = text[text.index('id="answers-title"') :].split("</section>")[0]
    assert re.findall(r'/tra-loi/([^/"]*)/', section) == [row.public_id]
    steering.move_request(
        by=people.officer(country.commune), request=row, name="give", version=1, results="Xong"
    )
    text = browser.get(reverse("steering:committee", args=[country.commune.public_id])).content.decode()
    assert "answers-title" not in text


def test_a_button_reminds_all_who_have_not_answered(country, paper):
    row = steering.answer_request(paper, country.hamlet)
    browser = client_of(people.officer(country.commune))
    url = reverse("steering:remind-answers", args=[paper.public_id])
    assert "Đã nhắc 1 nơi chưa trả lời" in browser.post(url, follow=True).content.decode()
    again = browser.post(url, follow=True).content.decode()
    assert "hôm nay đã được nhắc" in again
    assert "đã nhắc 08/12/2019" in again
    row.refresh_from_db()
    assert row.version == 2


def test_an_answer_may_be_a_paper_of_the_answerers_register(country):
    above = steering.directive(country.province)
    own = steering.directive(country.commune, code="68/KH-UBND")
    row = steering.answer_request(above, country.commune)
    browser = client_of(people.officer(country.commune))
    url = reverse("steering:give-answer", args=[row.public_id])
    offered = [key for key, _label in browser.get(url).context["form"].fields["paper"].choices]
    assert [str(key) for key in offered] == ["", own.public_id]
    sent = {"results": "Có kế hoạch", "paper": own.public_id, "version": "1"}
    shown = browser.post(url, sent, follow=True).content.decode()
    assert reverse("steering:directive", args=[own.public_id]) in shown
    province = client_of(people.officer(country.province))
    assert "68/KH-UBND" in page(province, "answer", row).content.decode()
