"""The crawled world, built once a module."""

import pytest
from django.db import transaction

from portal.core import clock
from tests.architecture.access_world import build
from tests.conftest import STORY_MOMENT


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; every test, and in it every request, is taken back.

    A test that uses it is marked django_db: tests without the mark run after those that empty the tables.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.pinned_to(STORY_MOMENT):
            built = build()
        yield built
        transaction.set_rollback(True)
