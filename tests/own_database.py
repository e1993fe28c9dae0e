"""Tests write only to databases made for them: what DATABASE_URL itself names is never opened by a test run.

`django_db_setup` makes the test database whichever tests were selected; `refuse_others` closes any other connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.test.utils import setup_databases, teardown_databases


class NotForTests(Exception):
    """A test was about to open a database that holds somebody's rows."""


def is_for_tests(name: object) -> bool:
    """Whether a database of this name was made by the test run: `test_…`, or SQLite's in memory."""
    return str(name).startswith("test_") or ":memory:" in str(name) or "mode=memory" in str(name)


def refuse_others(connection, **kwargs) -> None:
    """Receives each connection that Django opens, before anything is asked of it."""
    name = connection.settings_dict["NAME"]
    # Without a name it is the server's own, from which the test database is created and dropped.
    if name is None or is_for_tests(name):
        return
    connection.close()
    raise NotForTests(
        f"{name!r} is no test database: give the test django_db, or a fixture with django_db_setup."
    )


connection_created.connect(refuse_others)


@contextmanager
def made_unless_there(before: object, blocker) -> Iterator[None]:
    """The test database, made now if the connection still names what it named `before`; dropped at the end."""
    if connection.settings_dict["NAME"] != before:
        yield
        return
    with blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases={"default"})
    yield
    with blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def name_in_the_settings() -> object:
    return connection.settings_dict["NAME"]


@pytest.fixture(scope="session")
def django_db_setup(name_in_the_settings, django_db_setup, django_db_blocker):
    """The plugin's own makes a test database only when a selected test bears the mark django_db; fixtures that
    unblock the database by themselves (a world for a whole module) need it as much."""
    with made_unless_there(name_in_the_settings, django_db_blocker):
        yield
