"""An app is added by its own folder and the settings alone: a portal with one more app is started and asked."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "tests/added_app/in_the_portal.py"


def test_an_app_is_added_by_its_folder_and_the_settings():
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--ds=tests.added_app.settings", INSIDE],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": ""},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert run.returncode == 0, run.stdout
    assert "4 passed" in run.stdout
