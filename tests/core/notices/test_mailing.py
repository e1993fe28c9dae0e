"""E-mails of notices, sent through a real connection: one a person, only what may be read outside, tried again."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.mail import get_connection

from portal.core.notices import addresses, mailing, rules, selectors, services, tasks
from portal.core.notices.models import Mail, MailAddress, Notice
from portal.core.notices.services import Words, notify
from tests.core.notices.kinds import ADDRESS, ALARM, TASK, UNIT, reachable
from tests.core.notices.smtp_double import closed_port
from tests.factories import people
from tests.factories.units import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


@pytest.fixture
def officer(country):
    actor = people.officer(country.commune)
    reachable(actor.user)
    return actor


@pytest.fixture
def row(country):
    return country.commune


def tell(actor, row, kind=TASK, occasion="", place="Xã Phước Ninh"):
    key = row.public_id if kind is UNIT else ""
    words = Words(given={"number": 7}, place=place, page_key=key, occasion=occasion)
    notify(by=SYSTEM, to=[actor.user], kind=kind.key, about=row, words=words)


def run_after(machine, **span):
    machine.now += timedelta(**span)
    tasks.mail()


def states():
    return list(Mail.objects.order_by("id").values_list("state", "tries", "error"))


def bodies(server):
    return [message.get_content().splitlines() for message in server.messages]


def test_an_e_mail_holds_the_kind_the_unit_and_where_to_sign_in_and_nothing_else(
    server, machine, officer, row, settings
):
    settings.PORTAL_URL = "https://binhyen.example.vn/"
    tell(officer, row)
    run_after(machine, minutes=10)
    [message] = server.messages
    assert message["To"] == ADDRESS
    assert message["From"] == "Bình Yên <binh-yen@congan.example.vn>"
    assert message["Subject"] == "Bình Yên: 1 thông báo mới"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == Mail.objects.get().message_id
    assert message["Message-ID"].endswith("@congan.example.vn>")
    assert bodies(server) == [
        [
            "- Việc đến hạn – Xã Phước Ninh",
            "",
            "Đăng nhập để xem: https://binhyen.example.vn/thong-bao/",
        ]
    ]


def test_without_an_address_of_the_portal_the_e_mail_says_where_to_look(server, machine, officer, row):
    tell(officer, row, place="")
    run_after(machine, minutes=10)
    assert bodies(server) == [
        ["- Việc đến hạn", "", "Đăng nhập cổng Bình Yên, mở mục Thông báo để xem."],
    ]


def test_notices_of_one_person_within_the_window_are_one_e_mail(server, machine, country, officer, row):
    other = people.officer(country.commune)
    reachable(other.user, "nam@congan.example.vn")
    tell(officer, row, occasion="a")
    run_after(machine, minutes=4)
    tell(officer, row, occasion="b", place="Xã Phước Minh")
    tell(other, row)
    run_after(machine, minutes=5, seconds=59)
    assert server.messages == []
    run_after(machine, seconds=1)
    run_after(machine, minutes=4)
    assert {(message["To"], message["Subject"]) for message in server.messages} == {
        (ADDRESS, "Bình Yên: 2 thông báo mới"),
        ("nam@congan.example.vn", "Bình Yên: 1 thông báo mới"),
    }
    run_after(machine, hours=1)
    assert len(server.messages) == 2


def test_an_e_mail_goes_out_once_however_often_the_job_runs(server, machine, officer, row):
    tell(officer, row)
    for _run in range(3):
        run_after(machine, minutes=10)
    assert len(server.messages) == 1
    assert states() == [("sent", 1, "")]
    assert Mail.objects.get().sent_at is not None


def test_what_was_seen_on_screen_needs_no_e_mail(server, machine, officer, row):
    tell(officer, row)
    services.see_all(by=officer)
    run_after(machine, minutes=10)
    assert (server.messages, states()) == ([], [])
    # Seen between a try that failed and the next one: nothing is left to tell.
    tell(officer, row, occasion="b")
    server.to_message = "451 later"
    run_after(machine, minutes=10)
    services.see_all(by=officer)
    server.to_message = "250 OK"
    run_after(machine, minutes=10)
    assert (server.messages, states()) == ([], [("dropped", 2, "")])


def test_at_night_only_what_is_urgent_goes_and_the_rest_in_one_e_mail_in_the_morning(
    server, machine, officer, row
):
    machine.now = machine.now.replace(hour=20, minute=55)
    tell(officer, row, occasion="evening")
    run_after(machine, hours=1)
    tell(officer, row, occasion="night")
    tell(officer, row, ALARM)
    run_after(machine, hours=2)
    assert bodies(server) == [
        ["- Việc khẩn – Xã Phước Ninh", "", "Đăng nhập cổng Bình Yên, mở mục Thông báo để xem."]
    ]
    machine.now = machine.now.replace(hour=6, minute=29, second=59) + timedelta(days=1)
    tasks.mail()
    assert len(server.messages) == 1
    run_after(machine, seconds=1)
    assert [message["Subject"] for message in server.messages[1:]] == ["Bình Yên: 2 thông báo mới"]


def test_a_try_that_failed_in_the_evening_is_not_made_up_for_at_night(server, machine, officer, row):
    machine.now = machine.now.replace(hour=20, minute=40)
    tell(officer, row)
    server.to_message = "451 later"
    run_after(machine, minutes=19)
    server.to_message = "250 OK"
    run_after(machine, minutes=5)
    assert (server.messages, states()) == ([], [("waiting", 1, "SMTPDataError")])
    machine.now = machine.now.replace(hour=6, minute=30) + timedelta(days=1)
    tasks.mail()
    assert (len(server.messages), states()) == (1, [("sent", 2, "")])


def test_a_server_that_is_away_is_tried_again_and_given_up_in_the_end(
    server, machine, officer, row, settings
):
    settings.QUIET_HOURS = (machine.now.time(), machine.now.time())
    settings.EMAIL_PORT = closed_port()
    tell(officer, row)
    run_after(machine, minutes=10)
    for number in range(1, rules.MOST_TRIES):
        assert states() == [("waiting", number, "ConnectionRefusedError")]
        machine.now += rules.wait_after(number) - timedelta(seconds=1)
        tasks.mail()
        assert states()[0][1] == number
        run_after(machine, seconds=1)
    assert states() == [("failed", rules.MOST_TRIES, "ConnectionRefusedError")]
    settings.EMAIL_PORT = server.port
    run_after(machine, days=1)
    assert server.messages == []


def test_while_the_server_is_away_only_one_e_mail_uses_up_a_try(
    server, machine, country, officer, row, settings
):
    other = people.officer(country.commune)
    reachable(other.user, "nam@congan.example.vn")
    tell(officer, row)
    tell(other, row)
    settings.EMAIL_PORT = closed_port()
    run_after(machine, minutes=10)
    assert sorted(tries for _state, tries, _error in states()) == [0, 1]
    settings.EMAIL_PORT = server.port
    run_after(machine, minutes=2)
    assert sorted(server.recipients) == [ADDRESS, "nam@congan.example.vn"]


def test_in_a_long_run_a_try_is_reserved_from_its_own_beginning(server, machine, country, officer, row):
    """Counted from the run's beginning, it would be free for another worker while it is made."""
    other = people.officer(country.commune)
    reachable(other.user, "nam@congan.example.vn")
    tell(officer, row)
    tell(other, row)
    moments = []

    def take_long():
        moments.append(machine.now)
        machine.now += timedelta(minutes=5)

    server.before_answer = take_long
    run_after(machine, minutes=10)
    reserved = list(Mail.objects.order_by("id").values_list("try_at", flat=True))
    assert reserved == [began + rules.wait_after(1) for began in moments]
    assert moments[1] - moments[0] == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("answer", "state"), [("550 no such mailbox", "failed"), ("450 mailbox busy", "waiting")]
)
def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(
    server, machine, country, officer, row, answer, state
):
    other = people.officer(country.commune)
    tell(officer, row)
    server.to_recipient = answer
    run_after(machine, minutes=10)
    assert states() == [(state, 1, "SMTPRecipientsRefused")]
    # One bad address keeps no other from its e-mail.
    reachable(other.user, "nam@congan.example.vn")
    server.to_recipient = "250 OK"
    tell(other, row)
    run_after(machine, minutes=10)
    assert "nam@congan.example.vn" in [message["To"] for message in server.messages]
    assert selectors.last_mail(officer.user).state == ("sent" if state == "waiting" else "failed")


def test_the_words_of_a_failure_are_not_kept_for_they_hold_the_address(server, machine, officer, row, caplog):
    tell(officer, row)
    server.to_recipient = f"550 <{ADDRESS}> unknown"
    run_after(machine, minutes=10)
    assert Mail.objects.get().error == "SMTPRecipientsRefused"
    assert "SMTPRecipientsRefused" in caplog.text
    assert ADDRESS not in caplog.text


def test_who_removed_the_address_or_lost_the_account_gets_none(server, machine, country, officer, row):
    gone = people.officer(country.commune)
    reachable(gone.user, "gone@congan.example.vn")
    tell(officer, row)
    tell(gone, row)
    addresses.remove(by=officer)
    type(gone.user).objects.filter(pk=gone.user.pk).update(is_active=False)
    run_after(machine, minutes=10)
    assert (server.messages, {state for state, _tries, _error in states()}) == ([], {"dropped"})


def test_the_address_in_use_when_it_is_sent_gets_the_e_mail(server, machine, officer, row):
    tell(officer, row)
    MailAddress.objects.update(address="moi@congan.example.vn", pending="cho@congan.example.vn")
    run_after(machine, minutes=10)
    assert server.recipients == ["moi@congan.example.vn"]


def test_a_notice_of_a_kind_that_is_gone_is_left_out(server, machine, officer, row):
    tell(officer, row)
    tell(officer, row, ALARM)
    Notice.objects.filter(kind=ALARM.key).update(kind="test.gone")
    run_after(machine, minutes=10)
    assert bodies(server)[0][0] == "- Việc đến hạn – Xã Phước Ninh"
    assert len(bodies(server)[0]) == 3


def test_a_try_that_another_has_begun_is_not_made_twice(server, machine, officer, row):
    """A worker whose lease ran out goes on beside the next one: the second leaves the e-mail alone."""
    tell(officer, row)
    machine.now += timedelta(minutes=10)
    mailing.gather(machine.now)
    read_by_both = [Mail.objects.select_related("user").get() for _worker in range(2)]
    for mail in read_by_both:
        mailing.send(mail, machine.now, get_connection())
    assert (len(server.messages), states()) == (1, [("sent", 1, "")])


def test_two_who_gather_at_once_make_one_e_mail(server, machine, officer, row):
    tell(officer, row)
    machine.now += timedelta(minutes=10)
    assert (mailing.gather(machine.now), mailing.gather(machine.now)) == (1, 0)
    assert Mail.objects.count() == 1


def test_without_a_mail_server_the_job_does_nothing(machine, officer, row, settings):
    tell(officer, row)
    settings.NOTICES_BY_MAIL = False
    run_after(machine, minutes=10)
    assert (states(), outbox.outbox) == ([], [])
