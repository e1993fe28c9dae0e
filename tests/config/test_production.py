"""The settings of a real installation: what `check --deploy` says, and how static files are kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.contrib.staticfiles import finders
from whitenoise.compress import Compressor

ROOT = Path(__file__).parents[2]
SECRETS = {
    "SECRET_KEY": "Bmo-1aZ" * 9,
    "AUDIT_KEY": "Kx2" * 12,
    "SEAL_KEYS": Fernet.generate_key().decode(),
    "DATABASE_URL": "sqlite://:memory:",
    "ENV_FILE": os.devnull,
    "DJANGO_SETTINGS_MODULE": "portal.config.settings.production",
}
DECIDED = {"SECURE_HSTS_INCLUDE_SUBDOMAINS": "off", "SECURE_HSTS_PRELOAD": "on"}


@pytest.mark.parametrize(("decided", "asked"), [({}, True), (DECIDED, False)], ids=["undecided", "decided"])
def test_check_deploy_asks_about_hsts_until_it_is_decided(decided, asked):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    known = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        command, cwd=ROOT, env=known | SECRETS | decided, capture_output=True, text=True, check=False
    )
    assert ("security.W005" in done.stderr) is asked
    assert ("security.W021" in done.stderr) is asked
    assert done.returncode == int(asked), done.stderr


# What is loaded of the demo, and how long it waits for whoever uses no account.
ASKS = """
import sys, django
django.setup()
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver
WSGIHandler(), get_resolver().url_patterns
print("portal.config.demo" in sys.modules, settings.UNUSED_DAYS)
"""


@pytest.mark.parametrize(
    ("installation", "said"), [("production", "False 45"), ("demo", "True 0")], ids=["production", "demo"]
)
def test_the_demo_is_loaded_by_its_own_settings_alone(installation, said):
    known = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    chosen = {"DJANGO_SETTINGS_MODULE": f"portal.config.settings.{installation}"}
    command = [sys.executable, "-c", ASKS]
    done = subprocess.run(
        command, cwd=ROOT, env=known | SECRETS | chosen, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == said, done.stderr


def test_static_files_are_kept_as_brotli_too(tmp_path):
    css = tmp_path / "site.css"
    css.write_bytes(Path(finders.find("css/tokens.css")).read_bytes() * 3)
    made = dict.fromkeys(Compressor(quiet=True).compress(str(css)))
    assert {Path(path).suffix for path in made} == {".br", ".gz"}
    sizes = {path.suffix: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes[".br"] < sizes[".gz"] < sizes[".css"]
