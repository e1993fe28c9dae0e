"""A database whose rows are committed, for threads to meet in; afterwards it is as it was found."""

import pytest
from django.db import connection

from tests.concurrency import database
from tips.models import TimeLimit

_FOUND, _SEEDS = "races_found", "races_seeds"


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker):
    """What the migrations put there, and nothing else. The usual way, emptying each table, takes seconds a test."""
    with django_db_blocker.unblock():
        database.copy_to(_FOUND)
        if not TimeLimit.objects.exists():
            # Emptied by a test with transactions of its own.
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        database.copy_to(_SEEDS)
        yield
        database.bring_back(_FOUND)
        for kept in (_FOUND, _SEEDS):
            database.drop(kept)


@pytest.fixture
def seeds(committed):
    """For one test; what it commits is taken away."""
    yield
    database.bring_back(_SEEDS)
