"""A real Celery worker, woken through a real Redis, drains the rows of a real PostgreSQL."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from portal.core.models import Job
from tests.factories import rows
from tests.factories.units import make_country

ROOT = Path(__file__).parents[2]


@pytest.mark.worker
@pytest.mark.xdist_group("worker")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_draws_the_pdf_of_a_report_that_was_just_issued():
    from reports.services import issue_report

    country = make_country()
    officer = rows.officer(country.commune)
    report = rows.report(country.commune, by=officer)
    database = connection.settings_dict
    who = database["USER"] + (f":{database['PASSWORD']}" if database["PASSWORD"] else "")
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
        "DATABASE_URL": f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
    }
    command = [
        Path(sys.executable).parent / "celery",
        "-A",
        "portal.config.celery",
        "worker",
        "--concurrency",
        "1",
    ]
    worker = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        issue_report(by=officer, report=report, version=report.version)
        job = Job.objects.get(key=f"reports.draw_pdf:{report.pk}")
        for _look in range(150):
            job.refresh_from_db()
            if job.state == Job.State.DONE:
                break
            time.sleep(0.2)
        assert job.state == Job.State.DONE
        assert bytes(report.files.get().data).startswith(b"%PDF")
    finally:
        worker.terminate()
        worker.wait(timeout=20)
