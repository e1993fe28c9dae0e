"""Pages of difficulties, on a computer and on the phone."""

import uuid

import pytest
from django.urls import reverse

from portal.core.notices.models import Notice
from portal.steering.models import Difficulty
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.steering import difficulty
from tests.list_rows import texts

pytestmark = pytest.mark.django_db


def titles(answer):
    return texts(answer.context["list"], "Khó khăn, vướng mắc")


def test_a_head_raises_one_on_the_phone_and_reads_the_answer(country):
    head, officer = people.officer(country.hamlet), people.officer(country.commune)
    phone = client_of(head)
    sent = {"key": str(uuid.uuid4()), "title": "Nhóm không đủ người trực", "text": "Đề nghị cử thêm"}
    page = phone.post(reverse("steering:raise-difficulty"), sent, follow=True).content.decode()
    assert "phone-mode" in page
    assert "Đề nghị cử thêm" in page
    row = Difficulty.objects.unscoped("test").get()
    url = reverse("steering:answer-difficulty", args=[row.public_id])
    assert phone.get(url).status_code == 403
    answered = client_of(officer).post(url, {"version": "1", "word": "Cử thêm hai người"}, follow=True)
    assert "Cử thêm hai người" in answered.content.decode()
    notice = Notice.objects.get(kind="difficulty.answered")
    opened = phone.get(reverse("steering:difficulty", args=[notice.page_key])).content.decode()
    assert "Cử thêm hai người" in opened
    assert reverse("steering:close-difficulty", args=[row.public_id]) in opened


def test_an_answer_without_words_keeps_the_page(country):
    row = difficulty(country.hamlet)
    browser = client_of(people.officer(country.commune))
    answer = browser.post(reverse("steering:answer-difficulty", args=[row.public_id]), {"version": "1"})
    assert answer.context["form"].errors["word"]
    row.refresh_from_db()
    assert row.state == "raised"


def test_what_was_withdrawn_is_undone_from_its_strip(country):
    head = people.officer(country.hamlet)
    row = difficulty(country.hamlet, by=head)
    browser = client_of(head)
    url = reverse("steering:withdraw-difficulty", args=[row.public_id])
    assert "Hoàn tác" in browser.post(url, {"version": "1"}, follow=True).content.decode()
    browser.post(reverse("steering:restore-difficulty", args=[row.public_id]), {"version": "2"})
    row.refresh_from_db()
    assert row.state == "raised"


def test_the_list_is_narrowed_to_what_waits_for_ones_own_unit_and_to_what_one_raised(country):
    officer, above = people.officer(country.commune), people.officer(country.district)
    difficulty(country.hamlet, title="Của xã")
    difficulty(country.hamlet, "passed-up", title="Lên huyện")
    difficulty(country.commune, "answered", by=officer, title="Đã đáp")
    difficulty(country.neighbour, title="Xã bên")
    listed = {
        asked: set(titles(client_of(officer).get(reverse("steering:difficulties"), {"loc": asked})))
        for asked in ("", "cho-tra-loi", "qua-han", "da-tra-loi", "toi-neu")
    }
    assert listed == {
        "": {"Của xã", "Lên huyện"},
        "cho-tra-loi": {"Của xã"},
        "qua-han": set(),
        "da-tra-loi": {"Đã đáp"},
        "toi-neu": {"Đã đáp"},
    }
    waits = client_of(above).get(reverse("steering:difficulties"), {"loc": "cho-tra-loi"})
    assert titles(waits) == ["Lên huyện"]


def test_a_neighbour_and_another_head_find_nothing(country):
    row = difficulty(country.hamlet, by=people.officer(country.hamlet))
    for actor in (people.officer(country.neighbour), people.officer(country.other_hamlet)):
        browser = client_of(actor)
        assert titles(browser.get(reverse("steering:difficulties"))) == []
        for name in ("difficulty", "answer-difficulty", "close-difficulty"):
            answer = browser.get(reverse(f"steering:{name}", args=[row.public_id]))
            assert answer.status_code == 404
