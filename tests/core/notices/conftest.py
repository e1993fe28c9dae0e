"""A mail server for the tests, the portal set up to send through it, and a machine's clock that one moves."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal.core import clock
from tests.core.notices.kinds import MANIFEST
from tests.core.notices.smtp_double import mail_server
from tests.manifests import added

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


class Machine:
    """The machine's clock: `now` is what it shows."""

    now = datetime(2026, 11, 30, 10, tzinfo=HERE)


@pytest.fixture
def machine(monkeypatch):
    shown = Machine()
    monkeypatch.setattr(clock, "machine_now", lambda: shown.now)
    return shown


@pytest.fixture
def kinds():
    with added(MANIFEST):
        yield


@pytest.fixture
def server(settings):
    with mail_server() as listening:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", listening.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        settings.DEFAULT_FROM_EMAIL = "Bình Yên <binh-yen@congan.example.vn>"
        yield listening
