"""Whatever is selected, no test reads or writes what DATABASE_URL names; see tests.own_database."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from tests import own_database
from tests.bench import database as bench
from tests.bench import loads
from tests.concurrency import database as races
from tests.own_database import NotForTests, is_for_tests, made_unless_there


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("test_portal", True),
        ("test_portal_gw0", True),
        ("file:memorydb_default?mode=memory&cache=shared", True),
        (":memory:", True),
        ("portal", False),
        ("latest_portal", False),
        ("portal_test_", False),
        ("/srv/test_portal/portal.sqlite3", False),
        ("", False),
    ],
)
def test_a_test_database_is_known_by_its_name(name, own):
    assert is_for_tests(name) is own


def test_a_connection_to_any_other_is_closed_before_it_is_asked(tmp_path, django_db_blocker):
    given = settings.DATABASES["default"] | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": tmp_path / "portal.sqlite3",
        "OPTIONS": {},
    }
    real = ConnectionHandler({"default": given})["default"]
    # Nor does it stay open for whoever asks again.
    for _try in range(2):
        with django_db_blocker.unblock(), pytest.raises(NotForTests, match=r"portal\.sqlite3"):
            real.cursor()
        assert real.connection is None


@pytest.mark.parametrize(
    "empties",
    [lambda: races.copy_to("kept"), lambda: races.bring_back("kept"), lambda: races.drop("kept")],
    ids=["copy", "bring back", "drop"],
)
def test_what_empties_tables_refuses_other_databases_by_itself(monkeypatch, empties):
    monkeypatch.setitem(connection.settings_dict, "NAME", "portal")
    with pytest.raises(NotForTests, match="portal"):
        empties()


def test_the_bench_empties_only_its_own(monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "portal")
    with pytest.raises(SystemExit, match="_bench"):
        loads._empty()
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "portal_bench")
    assert bench.check_own() == "portal_bench"


@pytest.mark.parametrize("is_there", [True, False])
def test_a_test_database_is_made_when_no_selected_test_asked_for_one(monkeypatch, is_there):
    done = []
    monkeypatch.setattr(own_database, "setup_databases", lambda **given: done.append("made"))
    monkeypatch.setattr(own_database, "teardown_databases", lambda made, **given: done.append("dropped"))
    before = "portal" if is_there else connection.settings_dict["NAME"]
    with made_unless_there(before, SimpleNamespace(unblock=nullcontext)):
        assert done == ([] if is_there else ["made"])
    assert done == ([] if is_there else ["made", "dropped"])
