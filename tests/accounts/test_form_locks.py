"""A form that is sent waits for its turn, and is answered anew where the database gave it up for another."""

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import IntegrityError, OperationalError
from django.urls import reverse

from groups import services
from groups.models import ChatGroup
from portal.accounts.models import Assignment
from portal.core import audit
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from portal.signin.models import OpenSession
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


class Deadlock(Exception):
    sqlstate = "40P01"


def deadlock() -> OperationalError:
    problem = OperationalError("deadlock detected")
    problem.__cause__ = Deadlock()
    return problem


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def browser(officer):
    return client_of(officer)


@pytest.fixture
def url(country):
    group = rows.group(country.hamlet)
    return reverse("groups:reopen", args=[group.public_id])


def fails_first(monkeypatch, *problems: Exception) -> None:
    """The service raises each of these once, having written; then it does its work."""
    left, does = list(problems), services.reopen_group

    def service(*, by, group, version):
        audit.record(by=by, action="group.try", row=group)
        if left:
            raise left.pop(0)
        return does(by=by, group=group, version=version)

    monkeypatch.setattr(services, "reopen_group", service)


def tries() -> int:
    return AuditEntry.objects.filter(action="group.try").count()


@pytest.mark.parametrize("problem", [deadlock(), IntegrityError("twice")], ids=["deadlock", "unique"])
def test_what_the_database_gave_up_is_answered_anew_and_written_once(monkeypatch, browser, url, problem):
    fails_first(monkeypatch, problem)
    answer = browser.post(url)
    assert answer.status_code == 302
    assert tries() == 1
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Đã mở lại nhóm."]


def test_what_never_goes_through_is_told_and_leaves_nothing(monkeypatch, browser, url):
    fails_first(monkeypatch, *(deadlock() for _n in range(9)))
    answer = browser.post(url)
    assert answer.status_code == 409
    assert "Nhiều người đang ghi cùng một lúc" in answer.content.decode()
    assert tries() == 0


def test_what_the_database_refuses_at_every_try_asks_to_look_at_it_and_leaves_nothing(
    monkeypatch, browser, url, caplog
):
    fails_first(
        monkeypatch, *(IntegrityError("DETAIL: Failing row contains (Kiều Văn Thuần)") for _n in range(9))
    )
    answer = browser.post(url)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Chưa ghi được nội dung vừa gửi" in page
    assert "trùng hoặc không khớp với dữ liệu đã có. Xem lại nội dung, sửa rồi gửi lại" in page
    assert "Nhiều người đang ghi" not in page
    assert tries() == 0
    faults = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert faults == [f"{url} breaks a constraint at every try"]
    assert "Kiều Văn Thuần" not in caplog.text


def test_a_row_that_changed_meanwhile_is_told_by_a_page(monkeypatch, browser, url):
    fails_first(monkeypatch, Conflict("Người khác vừa cập nhật mục này."))
    answer = browser.post(url)
    assert answer.status_code == 409
    assert "Người khác vừa cập nhật mục này." in answer.content.decode()
    assert tries() == 0


def test_a_refusal_keeps_what_was_noted_before_it(monkeypatch, browser, url):
    fails_first(monkeypatch, Refused("Chưa được."))
    assert browser.post(url).status_code == 403
    assert tries() == 1


def test_a_fault_of_ours_is_not_tried_again(monkeypatch, browser, url):
    fails_first(monkeypatch, OperationalError("no such table"))
    with pytest.raises(OperationalError):
        browser.post(url)
    assert tries() == 0


def test_rights_that_ended_while_a_form_waited_do_nothing(monkeypatch, officer, browser, url):
    def taken(alone):
        """Whoever was before this form took its sender's role away."""
        Assignment.objects.filter(user=officer.user).delete()

    monkeypatch.setattr("portal.accounts.form_locks.lock_units", taken)
    before = AuditEntry.objects.count()
    assert browser.post(url).status_code == 403
    assert AuditEntry.objects.count() == before


def test_a_session_that_ended_while_a_form_waited_leads_to_the_door(monkeypatch, officer, browser, url):
    def ended(alone):
        OpenSession.objects.filter(user=officer.user).delete()

    monkeypatch.setattr("portal.accounts.form_locks.lock_units", ended)
    answer = browser.post(url)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse(settings.LOGIN_URL))
    assert ChatGroup.objects.unscoped("test").get().version == 1


def test_a_session_that_ended_while_its_form_was_answered_leads_to_the_door(monkeypatch, browser, url):
    does = services.reopen_group

    def service(**given):
        OpenSession.objects.all().delete()
        return does(**given)

    monkeypatch.setattr(services, "reopen_group", service)
    answer = browser.post(url)
    assert (answer.status_code, answer.url) == (302, reverse(settings.LOGIN_URL))
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_what_is_read_waits_for_nobody(monkeypatch, browser, country):
    monkeypatch.setattr("portal.accounts.form_locks.lock_units", None)
    group = rows.group(country.hamlet, by=SYSTEM)
    page = browser.get(reverse("groups:detail", args=[group.public_id]))
    assert group.name in page.content.decode()
