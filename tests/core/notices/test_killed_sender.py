"""A real process, really killed while it sends: the e-mail goes out once, unless the server had taken it by then.

Processes cannot see SQLite's in-memory test database; tests.core.test_killed_worker says how that is solved.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from tests.core.notices.kinds import ADDRESS
from tests.core.notices.smtp_double import mail_server
from tests.core.test_killed_worker import database_url  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ROOT = Path(__file__).resolve().parents[3]

PRELUDE = """
import os, signal, sys, time, django
django.setup()
from datetime import timedelta
from portal.accounts.models import User
from portal.core import clock
from portal.core.notices import mailing
from portal.core.notices.models import Mail, MailAddress, Notice
"""
PREPARE = f"""
user = User.objects.create_user("lan", "Trần Thị Lan")
MailAddress.objects.create(user=user, address={ADDRESS!r})
now = clock.machine_now()
Notice.objects.create(
    user=user, kind="reports.due", key="k", text="Báo cáo", at=now, made_at=now, mail_at=now
)
mailing.gather(now)
"""
SEND = "mailing.send_due(clock.machine_now())"
# Killed once its try is noted, before it speaks to the server.
DIES = """
class Dies:
    def open(self):
        os.kill(os.getpid(), signal.SIGKILL)
mailing.get_connection = Dies
"""
# Whoever comes next, after so many minutes each.
SEND_AFTER = """
for minutes in sys.argv[1:]:
    sent = mailing.send_due(clock.machine_now() + timedelta(minutes=float(minutes)))
    print(sent, Mail.objects.get().state)
"""


@pytest.fixture
def server():
    with mail_server() as listening:
        yield listening


@pytest.fixture
def start(database_url, server):  # noqa: F811
    running = []

    def start(program, *args):
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
            "EMAIL_URL": server.url,
            "QUIET_HOURS": "00:00-00:00",
            "REDIS_URL": "",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + program, *map(str, args)],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def said(process):
    return process.communicate(timeout=120)[0].splitlines()


def is_killed(process):
    return process.wait(120) == -signal.SIGKILL


def test_killed_before_the_server_has_it_the_e_mail_goes_out_once(start, server):
    assert is_killed(start(PREPARE + DIES + SEND))
    # Whoever comes at once finds that another is at it.
    assert said(start(SEND_AFTER, 0, 3, 9)) == ["0 waiting", "1 sent", "0 sent"]
    assert [message["To"] for message in server.messages] == [ADDRESS]


def test_killed_once_it_is_noted_nothing_is_sent_again(start, server):
    assert is_killed(start(PREPARE + SEND + "\nos.kill(os.getpid(), signal.SIGKILL)"))
    assert said(start(SEND_AFTER, 9)) == ["0 sent"]
    assert len(server.messages) == 1


def test_killed_between_the_servers_answer_and_the_note_it_goes_again_under_the_same_id(start, server):
    """The one moment in which it cannot be known; a mail program that knows the Message-ID shows it once."""
    taken, go_on = Event(), Event()

    def hold() -> None:
        taken.set()
        go_on.wait(120)

    server.before_answer = hold
    victim = start(PREPARE + SEND)
    assert taken.wait(120)
    victim.send_signal(signal.SIGKILL)
    assert is_killed(victim)
    server.before_answer = lambda: None
    go_on.set()
    assert said(start(SEND_AFTER, 3)) == ["1 sent"]
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
