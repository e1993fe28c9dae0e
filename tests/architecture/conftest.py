"""The world of the access table, made once a process and written once a module."""

import pytest
from django.db import transaction

from portal.core import clock
from tests.architecture.access_world import build
from tests.architecture.crawling import Neighbours, make_neighbours
from tests.conftest import STORY_MOMENT
from tests.kept_rows import Kept

kept_world = Kept(build)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Written once; every test, and in it every request, is taken back.

    A test that uses it is marked django_db: tests without the mark run after those that empty the tables.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.pinned_to(STORY_MOMENT):
            built = kept_world()
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def neighbours(db) -> Neighbours:
    """The two communes that are crawled."""
    return make_neighbours()
