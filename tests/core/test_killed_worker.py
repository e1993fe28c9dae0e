"""A real worker process, really killed: its job runs again in another process, once its lease has run out.

Processes cannot see SQLite's in-memory test database, so there the schema is copied to a file of its own
and the whole story plays in that file. On PostgreSQL it plays in the test database itself.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 2

PRELUDE = """
import os, sys, time, django
django.setup()
from portal.core import jobs
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest
from portal.core.models import Job
from tests.manifests import added
"""
ASK = "jobs.enqueue('test.work', key='k', place=sys.argv[1])"
DIE_AT_WORK = """
def work(place):
    print("at work", flush=True)
    time.sleep(60)
with added(Manifest(jobs=[JobHandler("test.work", work)])):
    jobs.run_next()
"""
DRAIN = """
def work(place):
    with open(place, "a") as notes:
        notes.write("done\\n")
deadline = time.monotonic() + float(sys.argv[2])
with added(Manifest(jobs=[JobHandler("test.work", work)])):
    ran = jobs.drain()
    while not ran and time.monotonic() < deadline:
        time.sleep(0.2)
        ran = jobs.drain()
job = Job.objects.get()
print(ran, job.state, job.attempts)
"""


@pytest.fixture
def database_url(tmp_path):
    if connection.vendor == "sqlite":
        file = tmp_path / "jobs.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return f"sqlite:///{file}"
    parts = connection.settings_dict
    who = quote(parts["USER"] or "") + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    return f"postgres://{who}@{parts['HOST']}:{parts['PORT'] or 5432}/{parts['NAME']}"


@pytest.fixture
def start(database_url):
    running = []

    def start(program, *args):
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
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


def test_what_a_killed_worker_left_another_finishes_after_the_lease(start, tmp_path):
    notes = tmp_path / "notes"
    assert start(ASK, notes).wait(30) == 0
    victim = start(DIE_AT_WORK)
    assert victim.stdout.readline() == "at work\n"
    victim.send_signal(signal.SIGKILL)
    assert victim.wait(10) == -signal.SIGKILL

    rescuer = start(DRAIN, notes, 30)
    assert rescuer.communicate(timeout=60)[0].split() == ["1", "done", "2"]
    assert notes.read_text() == "done\n"

    late = start(DRAIN, notes, 0)
    assert late.communicate(timeout=60)[0].split() == ["0", "done", "2"]
    assert notes.read_text() == "done\n"
