"""A database connection that drops, a disk that is full: tried again where that is safe, else a page that tells."""

import errno
import logging
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.db.utils import InterfaceError, InternalError, OperationalError
from django.test import Client
from django.urls import reverse

from groups import views as group_views
from portal.core.failures import WriteWatch
from portal.core.health import health
from portal.core.logs import RefusalsInALine
from portal.core.models import Holiday
from portal.signin.middleware import WRITE_EVERY
from portal.signin.models import OpenSession
from portal.signin.session_store import SEEN
from portal.unit_pages.importing import views
from portal.units.models import Unit, UnitImport
from tests.core.workbooks import workbook
from tests.factories import people
from tests.signin.steps import enter_name, known
from tests.surroundings import on_postgresql
from tests.units.import_tables import OFFICE
from tips import list_views as tip_views

pytestmark = pytest.mark.django_db
LIST = "/nhom/"
# Within a transaction no request runs again; these tests have none of their own.
outside_a_transaction = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def browser(country):
    client = Client(raise_request_exception=False)
    client.force_login(people.officer(country.commune).user)
    return client


def failing(monkeypatch, module, name, *failed, after=False):
    """Let a function of a module fail so many times, before or after it did its work; gives the count of calls."""
    plain, calls, left = getattr(module, name), [], list(failed)

    def fails(*args, **kwargs):
        calls.append(name)
        result = plain(*args, **kwargs) if after or not left else None
        if left:
            raise left.pop(0)
        return result

    monkeypatch.setattr(module, name, fails)
    return calls


class Said(Exception):
    """What psycopg says of a failure: a state of SQL, or None where the server had no word to say."""

    def __init__(self, sqlstate: str | None):
        self.sqlstate = sqlstate


def because(failure: Exception, cause: Exception) -> Exception:
    failure.__cause__ = cause
    return failure


def cut_off(failure: Exception | None = None) -> Exception:
    """A failure because the connection is lost: the server had no word to say."""
    return because(failure or OperationalError("gone"), Said(None))


@pytest.mark.parametrize(
    "failure",
    [
        cut_off(),
        cut_off(InterfaceError("closed")),
        because(InternalError("cut"), Said("25P03")),
        because(TransactionManagementError("broken"), cut_off()),
    ],
    ids=["operational", "interface", "idle", "wrapped"],
)
@outside_a_transaction
def test_a_page_is_read_again_once(browser, monkeypatch, failure, caplog):
    calls = failing(monkeypatch, group_views.selectors, "groups", failure)
    assert browser.get(LIST).status_code == 200
    assert len(calls) == 2
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@outside_a_transaction
def test_so_are_its_headers(browser, monkeypatch):
    calls = failing(monkeypatch, group_views.selectors, "groups", cut_off())
    answer = browser.head(LIST)
    assert (answer.status_code, answer.content, len(calls)) == (200, b"", 2)


@outside_a_transaction
def test_a_second_failure_is_a_page_that_says_so(browser, monkeypatch, caplog):
    calls = failing(monkeypatch, group_views.selectors, "groups", cut_off(), cut_off())
    answer = browser.get(LIST)
    assert (answer.status_code, answer["Retry-After"], len(calls)) == (503, "5", 2)
    assert answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert "Cơ sở dữ liệu tạm thời không trả lời" in text
    assert "Chưa lưu" not in text
    assert caplog.records[-1].exc_info


@outside_a_transaction
def test_a_form_that_wrote_does_not_run_again_and_is_told_to_be_sent_anew(browser, monkeypatch):
    calls = failing(monkeypatch, views.services, "draft_import", cut_off(), after=True)
    answer = upload(browser)
    assert (answer.status_code, len(calls)) == (503, 1)
    assert "gửi lại" in answer.content.decode()


def upload(browser):
    commune = Unit.objects.get(name="Phước Ninh")
    file = SimpleUploadedFile("ap.xlsx", workbook(OFFICE))
    given = {"key": "0b8f9a52-6f3c-4d0e-9d53-6b1c0b1f2a11", "on": "2019-12-01", "file": file}
    return browser.post(reverse("units:imports", args=[commune.public_id]), given)


@outside_a_transaction
def test_a_form_that_wrote_nothing_runs_again_with_its_file(browser, monkeypatch):
    calls = failing(monkeypatch, views.services, "draft_import", cut_off())
    assert upload(browser).status_code == 302
    assert len(calls) == 2


@outside_a_transaction
def test_a_form_that_failed_twice_before_it_wrote_is_told_that_nothing_was_saved(browser, monkeypatch):
    calls = failing(monkeypatch, views.services, "draft_import", cut_off(), cut_off())
    answer = upload(browser)
    assert (answer.status_code, len(calls)) == (503, 2)
    assert "Chưa lưu gì." in answer.content.decode()


@outside_a_transaction
@pytest.mark.parametrize("commits", [True, False])
def test_only_what_was_committed_counts_as_saved(commits):
    watch = WriteWatch()
    with connection.execute_wrapper(watch):
        try:
            with transaction.atomic():
                Holiday.objects.create(day="2019-01-02", kind="off", name="x")
                assert (watch.wrote, watch.saved) == (True, False)
                if not commits:
                    raise LookupError
        except LookupError:
            pass
    assert watch.saved is commits


@pytest.mark.parametrize(
    ("state", "is_lost"),
    [("57P01", True), ("25P03", True), ("08006", True), (None, True), ("40P01", False), ("55P03", False)],
)
@outside_a_transaction
def test_a_cut_is_known_also_when_a_new_connection_is_open(browser, monkeypatch, state, is_lost):
    """At the end of the transaction that was cut, Django opens one. After a deadlock or a lock that took too long, the
    connection works: the same would happen again."""
    failure = because(OperationalError("x"), Said(state))
    calls = failing(monkeypatch, group_views.selectors, "groups", failure)
    assert (browser.get(LIST).status_code, len(calls)) == ((200, 2) if is_lost else (503, 1))


@pytest.mark.parametrize(
    "failure",
    [
        LookupError("a mistake of ours"),
        InternalError("a mistake of the database's"),
        because(LookupError("a mistake of ours"), LookupError("another")),
    ],
    ids=["ours", "internal", "wrapped"],
)
@outside_a_transaction
def test_other_failures_stay_the_page_they_were(browser, monkeypatch, failure):
    failing(monkeypatch, group_views.selectors, "groups", failure)
    answer = browser.get(LIST)
    assert answer.status_code == 500
    assert "gặp trục trặc" in answer.content.decode()


@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("database or disk is full"),
        because(OperationalError("could not extend file"), Said("53100")),
    ],
    ids=["temporary", "sqlite", "postgresql"],
)
def test_a_full_disk_is_told(browser, monkeypatch, failure):
    failing(monkeypatch, group_views.selectors, "groups", failure)
    answer = browser.get(LIST)
    assert answer.status_code == 503
    assert "ổ đĩa đã đầy" in answer.content.decode()


def test_an_upload_needs_no_temporary_disk(browser, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", full)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    large = SimpleUploadedFile("ap.xlsx", workbook(OFFICE) + b"\0" * 4 * 1024 * 1024)
    page = browser.post("/tin-bao/ghi/", {"file": large}).content.decode()
    assert 'name="summary"' in page


@contextmanager
def failing_at(statement, fail):
    """Let the first SQL statement that begins so fail; gives a list that is empty until then."""
    failed = []

    def fails_once(execute, sql, params, many, context):
        if not failed and sql.startswith(statement):
            failed.append(sql)
            fail()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails_once):
        yield failed


SESSION = 'UPDATE "signin_opensession"'


def unused_for_minutes(client):
    """Its next page notes that the session is used: a GET that writes."""
    session = client.session
    session[SEEN] -= 2 * WRITE_EVERY
    session.save()


def gone():
    raise cut_off()


def cut():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@outside_a_transaction
def test_who_loses_the_connection_while_the_session_is_saved_stays_signed_in(browser):
    unused_for_minutes(browser)
    with failing_at(SESSION, gone) as failed:
        answer = browser.get(LIST)
    assert (answer.status_code, len(failed)) == (200, 1)
    assert browser.get(LIST).status_code == 200


@outside_a_transaction
def test_who_loses_it_after_a_form_was_saved_is_told_to_look_first(browser):
    unused_for_minutes(browser)
    with failing_at(SESSION, gone) as failed:
        answer = upload(browser)
    assert (answer.status_code, len(failed), UnitImport.objects.count()) == (503, 1, 1)
    assert "Có thể đã lưu." in answer.content.decode()


@outside_a_transaction
def test_who_loses_it_while_entering_is_told_so(country):
    user = known(people.reporter(country.commune).user)
    client = Client(raise_request_exception=False)
    with failing_at(SESSION, gone) as failed:
        answer = enter_name(client, user)
    assert (answer.status_code, len(failed)) == (503, 1)
    assert "gửi lại" in answer.content.decode()
    assert enter_name(client, user).status_code == 302


def test_a_session_that_was_ended_meanwhile_still_leads_to_the_door(browser):
    unused_for_minutes(browser)
    with failing_at(SESSION, OpenSession.objects.all().delete) as ended:
        assert browser.get(LIST).url == reverse("signin:sign-in")
    assert ended


@pytest.mark.skipif(not on_postgresql(), reason="left out: needs PostgreSQL")
@outside_a_transaction
def test_a_connection_cut_by_the_server(country, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(people.officer(country.commune).user)
    plain, cuts = tip_views.drilldown.drill_down, []

    def cuts_once(*args, **named):
        if not cuts:
            cuts.append(1)
            cut()
        return plain(*args, **named)

    monkeypatch.setattr(tip_views.drilldown, "drill_down", cuts_once)
    unused_for_minutes(client)
    with failing_at(SESSION, cut) as failed:
        assert client.get("/tin-bao/").status_code == 503
    assert (len(cuts), len(failed)) == (1, 1)
    with failing_at(SESSION, cut) as failed:
        assert client.get("/tin-bao/").status_code == 200
    assert failed


def test_the_health_address_answers_anyone_and_says_nothing_more(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_health_address_tells_that_the_database_is_away(rf, monkeypatch):
    def away(*args):
        raise OperationalError("password authentication failed for user binhyen")

    monkeypatch.setattr(connection, "cursor", away)
    answer = health(rf.get("/suc-khoe/"))
    assert answer.status_code == 503
    assert b"binhyen" not in answer.content


def test_a_foreign_host_is_one_line_of_the_log(client):
    record = logging.LogRecord(
        "django.security.DisallowedHost", logging.ERROR, "", 0, "Invalid HTTP_HOST header: %r", ("x" * 999,),
        (ValueError, ValueError("x"), None),
    )  # fmt: skip
    assert RefusalsInALine().filter(record)
    line = logging.Formatter().format(record)
    assert "\n" not in line
    assert len(line) == 200
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "Không hiểu yêu cầu này" in answer.content.decode()


def test_refusals_of_other_kinds_keep_their_traceback():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "x", (), (ValueError, ValueError(), None)
    )
    RefusalsInALine().filter(record)
    assert record.exc_info
