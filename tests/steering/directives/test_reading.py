"""A new paper from its file: read, held, offered, and kept only with the entry."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.core import clock
from portal.core.files.paper import PaperProposals
from portal.core.files.services import open_bytes
from portal.core.files.sweeping import sweep
from portal.core.models import StoredFile
from portal.steering.directives.reading import issuer_of, offered_by
from portal.steering.models import Directive
from tests.architecture.world import client_of
from tests.core.papers import docx, upload
from tests.factories import people
from tests.factories.steering import scan

pytestmark = pytest.mark.django_db

PAPER = docx(
    "CÔNG AN TỈNH TÂY NINH",
    "Số: 86/KH-CAT-PV05",
    "Tây Ninh, ngày 11 tháng 6 năm 2019",
    "KẾ HOẠCH",
    "Nhân rộng mô hình nhóm Zalo",
    "Căn cứ Luật An ninh quốc gia;",
)


def sent(browser, data=PAPER, name="ke-hoach.docx"):
    answer = browser.post(reverse("steering:read-file"), {"upload": upload(data, name)}, follow=True)
    return answer.content.decode(), answer.request["QUERY_STRING"].removeprefix("tep=")


def entry(**more):
    fields = {"key": str(uuid.uuid4()), "kind": "plan", "way": "received", "code": "86/KH-CAT-PV05"}
    fields |= {"issuer": "Công an tỉnh Tây Ninh", "issued_on": "11/06/2019", "title": "Nhân rộng"}
    return fields | more


def kept_papers():
    return Directive.objects.unscoped("test")


def test_what_the_first_page_says_fills_the_form_and_the_file_is_kept_with_the_entry(country):
    browser = client_of(people.officer(country.commune))
    page, held = sent(browser)
    for offered in ("86/KH-CAT-PV05", "11/06/2019", "Công an tỉnh Tây Ninh", "Nhân rộng mô hình nhóm Zalo"):
        assert offered in page
    assert not kept_papers().exists()
    browser.post(reverse("steering:new-directive"), entry(held=held))
    kept = kept_papers().get()
    assert open_bytes(kept.file) == PAPER


def test_a_scan_says_that_nothing_could_be_read_and_is_kept_all_the_same(country):
    browser = client_of(people.officer(country.commune))
    answer = browser.post(reverse("steering:read-file"), {"upload": scan()}, follow=True)
    assert "không đọc được chữ" in answer.content.decode()
    held = StoredFile.objects.get().public_id
    browser.post(reverse("steering:new-directive"), entry(held=held))
    assert kept_papers().get().file.public_id == held


def test_what_is_refused_is_said_at_its_field_and_nothing_is_held(country):
    browser = client_of(people.officer(country.commune))
    page, _held = sent(browser, docx("CÔNG AN TỈNH TÂY NINH", "MẬT", "Số: 86/KH-CAT"))
    assert "Luật Bảo vệ bí mật nhà nước" in page
    assert not StoredFile.objects.exists()


def test_a_file_held_by_someone_else_is_neither_shown_nor_kept(country):
    _page, held = sent(client_of(people.officer(country.commune)))
    other = client_of(people.officer(country.neighbour))
    page = other.get(reverse("steering:new-directive"), {"tep": held}).content.decode()
    assert "86/KH-CAT-PV05" not in page
    answer = other.post(reverse("steering:new-directive"), entry(held=held))
    assert "không còn chờ ở cổng" in answer.content.decode()
    assert "Nhân rộng" in answer.content.decode()
    assert not kept_papers().exists()


def test_a_held_file_is_kept_once(country):
    browser = client_of(people.officer(country.commune))
    _page, held = sent(browser)
    browser.post(reverse("steering:new-directive"), entry(held=held))
    answer = browser.post(reverse("steering:new-directive"), entry(held=held, code="87/KH-CAT"))
    page = answer.content.decode()
    assert "không còn chờ ở cổng" in page
    assert held not in page
    assert kept_papers().count() == 1


def test_a_paper_that_is_refused_leaves_its_file_waiting(country):
    browser = client_of(people.officer(country.commune))
    _page, held = sent(browser)
    page = browser.post(
        reverse("steering:new-directive"), entry(held=held, issued_on="11/06/2119")
    ).content.decode()
    assert f'value="{held}"' in page
    browser.post(reverse("steering:new-directive"), entry(held=held))
    assert kept_papers().get().file.public_id == held


@pytest.mark.parametrize(("hours", "waits"), [(22, True), (23, False)])
def test_a_file_waits_a_day_less_an_hour(country, hours, waits):
    browser = client_of(people.officer(country.commune))
    _page, held = sent(browser)
    StoredFile.objects.update(
        removed_at=clock.machine_now() - timedelta(hours=hours, seconds=-5 if waits else 5)
    )
    browser.post(reverse("steering:new-directive"), entry(held=held))
    assert kept_papers().exists() is waits


def test_what_nobody_kept_is_swept_and_what_was_kept_is_not(country):
    browser = client_of(people.officer(country.commune))
    _page, kept = sent(browser)
    _page, left = sent(browser)
    browser.post(reverse("steering:new-directive"), entry(held=kept))
    StoredFile.objects.filter(public_id=left).update(removed_at=clock.machine_now() - timedelta(days=2))
    sweep()
    assert [file.public_id for file in StoredFile.objects.all()] == [kept]


# --- what is offered --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "above", "issuer", "way"),
    [
        ("CÔNG AN TỈNH TÂY NINH", "BỘ CÔNG AN", "Công an tỉnh Tây Ninh", "received"),
        ("ỦY BAN NHÂN DÂN XÃ PHƯỚC NINH", None, "Ủy ban nhân dân xã Phước Ninh", "issued"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "XÃ PHƯỚC NINH", "Ủy ban Mặt trận Tổ quốc Việt Nam", "issued"),
    ],
)
def test_the_issuer_is_in_sentence_case_and_says_which_way_the_paper_went(country, body, above, issuer, way):
    found = PaperProposals(has_text=True, body=body, body_above=above)
    assert issuer_of(found, country.commune) == issuer
    held = StoredFile(public_id="abc")
    assert offered_by(held, found, country.commune) == {"held": "abc", "issuer": issuer, "way": way}


def test_only_what_was_found_is_offered(country):
    found = PaperProposals(
        has_text=True, written="29-CV/ĐU", type="CV", day=date(2019, 8, 28), title="Về mô hình"
    )
    assert offered_by(StoredFile(public_id="abc"), found, country.commune) == {
        "held": "abc",
        "code": "29-CV/ĐU",
        "issued_on": date(2019, 8, 28),
        "title": "Về mô hình",
        "kind": "letter",
    }
    assert offered_by(StoredFile(public_id="abc"), PaperProposals(), country.commune) == {"held": "abc"}
