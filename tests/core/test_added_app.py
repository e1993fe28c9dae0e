"""An app is added by its own folder and the settings alone: a portal with one more app is started and asked."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "tests/added_app/in_the_portal.py"
MISFIT = """
from portal.config.settings import test
test.INSTALLED_APPS.append("tests.core.misfit")
import portal.config.wsgi
"""


def test_an_app_is_added_by_its_folder_and_the_settings():
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "--tb=short",
            "--ds=tests.added_app.settings",
            INSIDE,
        ],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": ""},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert run.returncode == 0, run.stdout
    assert "4 passed" in run.stdout


def test_the_web_process_does_not_start_with_an_app_that_does_not_fit():
    run = subprocess.run(
        [sys.executable, "-c", MISFIT],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert run.returncode == 1
    assert "menu_entries: nowhere:list names the page nowhere:list, which does not exist" in run.stderr
