"""What this machine offers beyond Python: browsers, PostgreSQL, Redis. Tests that need more are left out, aloud.

With REQUIRE_ALL=1 (CI) nothing may be left out: what is missing fails.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def chromium() -> str | None:
    """Where a Chromium is, if any: CHROMIUM names one, else the usual places."""
    named = os.environ.get("CHROMIUM")
    places = [named] if named else ["chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium"]
    return next((found for place in places if (found := shutil.which(place))), None)


def webkit() -> tuple[str, str, str] | None:
    """Driver, browser and X server of WebKitGTK, if all are there: Debian's webkit2gtk-driver and xvfb."""
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    driver, display = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    return (driver, str(browsers[-1]), display) if driver and browsers and display else None


def redis_answers() -> bool:
    """Whether REDIS_URL names a Redis that answers."""
    if not settings.REDIS_URL:
        return False
    import redis

    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


def on_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def missing_for(item: pytest.Item) -> str:
    """Why a test cannot run here; empty when it can."""
    if item.get_closest_marker("browser") and chromium() is None:
        return "a browser (apt-get install chromium, or CHROMIUM=path)"
    if item.get_closest_marker("webkit") and webkit() is None:
        return "WebKit (apt-get install webkit2gtk-driver xvfb)"
    if item.get_closest_marker("worker") and not (on_postgresql() and redis_answers()):
        return "PostgreSQL and Redis (DATABASE_URL, REDIS_URL)"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        missing = missing_for(item)
        if not missing:
            continue
        if REQUIRE_ALL and not (missing.startswith("PostgreSQL") and not on_postgresql()):
            item.add_marker(pytest.mark.usefixtures("_fail_for_what_is_missing"))
            item.stash[_MISSING] = missing
        else:
            item.add_marker(pytest.mark.skip(reason=f"left out: needs {missing}"))


_MISSING: pytest.StashKey[str] = pytest.StashKey()


@pytest.fixture
def _fail_for_what_is_missing(request):
    pytest.fail(f"REQUIRE_ALL=1, and this machine lacks {request.node.stash[_MISSING]}")


def pytest_terminal_summary(terminalreporter) -> None:
    """Say what was left out, and on which database the suite ran."""
    engine = "PostgreSQL" if on_postgresql() else "SQLite"
    terminalreporter.write_line(f"database: {engine}; Redis: {'yes' if redis_answers() else 'no'}")
    reasons = {
        r.longrepr[2] for r in terminalreporter.stats.get("skipped", []) if isinstance(r.longrepr, tuple)
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason.removeprefix("Skipped: "))
