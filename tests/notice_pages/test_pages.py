"""The pages of notices: each shows a person's own and nothing more, opening is noted, all can be taken back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import clock, jobs
from portal.core.lists import PAGE_SIZE
from portal.core.notices import codes, selectors
from portal.core.notices.models import Mail, MailAddress, Notice, NoticeChoice
from portal.core.notices.services import Words, notify
from tests.architecture.world import client_of
from tests.core.notices.kinds import ADDRESS, GROUP, MANIFEST, TASK, UNIT, reachable
from tests.factories import people, rows
from tests.factories.units import SYSTEM
from tests.list_rows import texts
from tests.manifests import added
from tests.story_day import STORY_MOMENT

pytestmark = pytest.mark.django_db
LIST = "/thong-bao/"


@pytest.fixture(autouse=True)
def _kinds():
    with added(MANIFEST):
        yield


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def browser(officer):
    return client_of(officer)


def tell(*actors, about, number=7, kind=TASK):
    key = about.public_id if kind in (UNIT, GROUP) else ""
    words = Words({"number": number}, "Xã Phước Ninh", page_key=key, occasion=str(number))
    notify(by=SYSTEM, to=[actor.user for actor in actors], kind=kind.key, about=about, words=words)


def shown(answer):
    return texts(answer.context["list"], "Nội dung")


def test_the_list_shows_ones_own_notices_the_newest_first(country, officer, browser):
    neighbour = people.officer(country.neighbour)
    for hours, number in ((2, 1), (1, 2), (0, 3)):
        with clock.pinned_to(STORY_MOMENT - timedelta(hours=hours)):
            tell(officer, about=country.commune, number=number)
    tell(neighbour, about=country.neighbour, number=99)
    answer = browser.get(LIST)
    assert [text.partition("</button>")[0].rpartition('">')[2] for text in shown(answer)] == [
        f"Việc {number} đến hạn." for number in (3, 2, 1)
    ]
    assert "Việc 99" not in answer.content.decode()
    assert "Xã Phước Ninh" in answer.content.decode()


def test_a_long_list_has_pages(country, officer, browser):
    for number in range(PAGE_SIZE + 3):
        tell(officer, about=country.commune, number=number)
    first = browser.get(LIST)
    second = browser.get(first.context["list"].next_url)
    assert (len(shown(first)), len(shown(second))) == (PAGE_SIZE, 3)
    assert not set(shown(first)) & set(shown(second))


def test_opening_notes_that_it_was_seen_and_goes_to_the_page(country, officer, browser):
    tell(officer, about=country.commune, kind=UNIT)
    [notice] = selectors.notices(officer)
    assert browser.get(LIST).context["frame"]["notices"]["unseen"] == "1"
    answer = browser.post("/thong-bao/mo/", {"notice": notice.public_id})
    assert answer.url == f"/dia-ban/{country.commune.public_id}/"
    after = browser.get(LIST)
    assert after.context["frame"]["notices"]["unseen"] == ""
    assert "Mới" not in str(shown(after))


def test_a_look_at_the_list_notes_nothing_for_browsers_fetch_ahead(country, officer, browser):
    tell(officer, about=country.commune)
    browser.get(LIST)
    assert selectors.has_unseen(officer)


def test_what_one_may_no_longer_see_stays_shut(country, officer, browser):
    theirs = rows.group(country.neighbour, name="Nhóm bên cạnh")
    tell(officer, about=theirs, kind=GROUP)
    assert "Nhóm bên cạnh" not in browser.get(LIST).content.decode()
    [notice] = selectors.notices(officer)
    answer = browser.post("/thong-bao/mo/", {"notice": notice.public_id}, follow=True)
    assert answer.redirect_chain == [(f"/nhom/{theirs.public_id}/", 302)]
    assert answer.status_code == 404
    assert "Nhóm bên cạnh" not in answer.content.decode()


def test_a_notice_whose_page_is_gone_leads_back_to_the_list(country, officer, browser):
    tell(officer, about=country.commune)
    Notice.objects.update(kind="test.gone")
    [notice] = selectors.notices(officer)
    answer = browser.post("/thong-bao/mo/", {"notice": notice.public_id}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Trang của thông báo này không còn nữa." in answer.content.decode()


def test_another_persons_notice_does_not_exist(country, officer, browser):
    neighbour = people.officer(country.neighbour)
    tell(neighbour, about=country.neighbour)
    [notice] = selectors.notices(neighbour)
    for key in (notice.public_id, "0" * 12):
        assert browser.post("/thong-bao/mo/", {"notice": key}).status_code == 404
    assert selectors.has_unseen(neighbour)


def test_all_are_noted_as_seen_and_that_is_taken_back(country, officer, browser):
    neighbour = people.officer(country.neighbour)
    for number in (1, 2):
        tell(officer, neighbour, about=country.commune, number=number)
    answer = browser.post("/thong-bao/da-xem/", follow=True)
    assert "Đã đánh dấu 2 thông báo là đã xem." in answer.content.decode()
    assert "Đánh dấu đã xem tất cả" not in answer.content.decode()
    at = Notice.objects.filter(user=officer.user).first().seen_at
    answer = browser.post("/thong-bao/chua-xem/", {"at": at.isoformat()}, follow=True)
    assert answer.context["frame"]["notices"]["unseen"] == "2"
    assert selectors.notices(neighbour).filter(seen_at=None).count() == 2


@pytest.mark.parametrize("at", ["", "hôm qua", "2019-12-08", "2019-13-40T10:00", "2019-12-08T10:00"])
def test_a_way_back_that_is_no_moment_changes_nothing(country, officer, browser, at):
    tell(officer, about=country.commune)
    browser.post("/thong-bao/da-xem/")
    assert browser.post("/thong-bao/chua-xem/", {"at": at}).status_code == 302
    assert not selectors.has_unseen(officer)


def test_a_list_without_a_row_says_what_will_come(browser):
    page = browser.get(LIST).content.decode()
    assert "Chưa có thông báo nào" in page


def test_the_number_of_queries_is_that_of_one_notice(country, officer, browser):
    asked = []
    for number in (1, 20):
        for each in range(number):
            tell(officer, about=country.commune, number=f"{number}-{each}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        asked.append(len(queries))
    # The session with its person and count; the address; the list.
    assert asked == [3, 3]


def test_a_phone_has_the_bell_the_list_and_the_way_to_open(country):
    head = people.officer(country.hamlet)
    tell(head, about=country.commune)
    browser = client_of(head)
    assert '<span class="bell-count">1</span>' in browser.get("/").content.decode()
    answer = browser.get(LIST)
    assert "phone-mode" in answer.content.decode()
    assert len(shown(answer)) == 1


# --- e-mail ---------------------------------------------------------------------------------------
def test_each_kind_is_asked_and_kept(country, officer, browser):
    page = browser.get("/thong-bao/cach-nhan/").content.decode()
    for label in ("Việc đến hạn", "Địa bàn thay đổi", "Báo cáo sắp đến hạn"):
        assert label in page
    form = browser.get("/thong-bao/cach-nhan/").context["form"]
    given = dict.fromkeys(form.fields, "screen") | {"test-unit": "mail"}
    assert browser.post("/thong-bao/cach-nhan/", given).url == LIST
    kept = dict(NoticeChoice.objects.filter(user=officer.user).values_list("kind", "by_mail"))
    assert {key for key, by_mail in kept.items() if by_mail} == {"test.unit"}
    assert set(kept) == {
        "test.task",
        "test.unit",
        "test.alarm",
        "test.group",
        "reports.due",
        "reports.late",
        "difficulty.waiting",
        "difficulty.due",
        "difficulty.answered",
        "answer.asked",
        "answer.sent-back",
        "answer.due",
        "answer.reminded",
        "answer.given",
        "finding.asked",
        "finding.due",
        "finding.mended",
        "steering.task-due",
        "steering.task-late",
        "steering.task-reported",
        "rollout.reminder",
        "inspection.asked",
        "inspection.due",
        "inspection.mended",
    }


def test_a_way_that_does_not_exist_is_refused_beside_its_question(officer, browser):
    answer = browser.post("/thong-bao/cach-nhan/", {"test-task": "zalo"})
    assert answer.status_code == 200
    assert "test-task" in answer.context["form"].errors
    assert not NoticeChoice.objects.exists()


def test_an_address_is_given_and_confirmed_by_its_code(officer, browser):
    answer = browser.post("/thong-bao/thu-dien-tu/", {"address": f" {ADDRESS} "})
    assert answer.url == "/thong-bao/thu-dien-tu/ma/"
    jobs.drain()
    code = codes.code_of(selectors.mail_address_of(officer.user))
    assert code in mail.outbox[0].body
    wrong = browser.post("/thong-bao/thu-dien-tu/ma/", {"code": "x"})
    assert "Mã chưa đúng." in wrong.content.decode()
    assert MailAddress.objects.get().wrong_codes == 1
    assert code not in wrong.content.decode()
    assert browser.post("/thong-bao/thu-dien-tu/ma/", {"code": code}).url == "/thong-bao/cach-nhan/"
    assert ADDRESS in browser.get("/thong-bao/cach-nhan/").content.decode()
    assert ADDRESS in browser.get("/tai-khoan/dang-nhap/").content.decode()


def test_without_an_address_that_waits_there_is_no_code_to_type(browser):
    assert browser.get("/thong-bao/thu-dien-tu/ma/").url == "/thong-bao/thu-dien-tu/"


@pytest.mark.parametrize("address", ["", "lan", "lan@congan.vn, nam@congan.vn"])
def test_what_is_no_address_is_refused_beside_the_field(browser, address):
    answer = browser.post("/thong-bao/thu-dien-tu/", {"address": address})
    assert "address" in answer.context["form"].errors
    assert not Mail.objects.exists()


def test_a_second_code_at_once_is_refused_with_the_reason(browser):
    browser.post("/thong-bao/thu-dien-tu/", {"address": ADDRESS})
    answer = browser.post("/thong-bao/thu-dien-tu/", {"address": ADDRESS})
    assert "Đợi 1 phút rồi gửi lại." in answer.content.decode()
    assert Mail.objects.count() == 1


def test_an_address_is_removed(officer, browser):
    reachable(officer.user)
    browser.post("/thong-bao/thu-dien-tu/bo/")
    assert selectors.mail_address_of(officer.user).address == ""
    assert ADDRESS not in browser.get("/thong-bao/cach-nhan/").content.decode()


def test_nobody_else_sees_an_address_not_even_an_administrator(country, officer):
    reachable(officer.user)
    for other in (people.administrator(country.commune), people.leader(country.commune)):
        browser = client_of(other)
        for url in (
            f"/tai-khoan/nguoi-dung/{officer.user.public_id}/",
            "/thong-bao/cach-nhan/",
            "/thong-bao/thu-dien-tu/",
            "/tai-khoan/dang-nhap/",
            "/nhat-ky/",
        ):
            assert ADDRESS not in browser.get(url).content.decode()


def test_where_no_e_mail_is_sent_no_page_offers_any(browser, settings):
    settings.NOTICES_BY_MAIL = False
    for url in ("/thong-bao/cach-nhan/", "/thong-bao/thu-dien-tu/"):
        page = browser.get(url).content.decode()
        assert "chưa được nối với máy chủ thư điện tử" in page
        assert "Gửi mã xác nhận" not in page


MAILED = [
    ({}, "gửi từ 10:00 08/12/2019"),
    ({"state": "waiting"}, "gửi từ 10:00 08/12/2019"),
    ({"state": "waiting", "tries": 2, "error": "SMTPDataError"}, "chưa gửi được, thử lại 10:00 08/12/2019"),
    ({"state": "sent", "sent_at": STORY_MOMENT}, "đã gửi 10:00 08/12/2019"),
    ({"state": "failed", "error": "SMTPRecipientsRefused"}, "không gửi được"),
]


@pytest.mark.parametrize(("given", "words"), MAILED, ids=[words for _given, words in MAILED])
def test_the_list_says_how_the_e_mail_of_a_notice_stands(country, officer, browser, given, words):
    reachable(officer.user)
    tell(officer, about=country.commune)
    moments = {"try_at": STORY_MOMENT, "made_at": STORY_MOMENT}
    if given:
        made = Mail.objects.create(user=officer.user, message_id="<a@b>", **moments, **given)
        Notice.objects.update(mail=made)
    Notice.objects.update(mail_at=STORY_MOMENT)
    [mail] = texts(browser.get(LIST).context["list"], "Thư điện tử")
    assert mail.startswith(words)


def test_without_an_address_the_list_has_no_column_of_e_mails(country, officer, browser):
    tell(officer, about=country.commune)
    assert "Thư điện tử" not in [column["label"] for column in browser.get(LIST).context["list"].columns]
