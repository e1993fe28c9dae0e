"""What every test builds on: a clock pinned to the story's day, and a small country."""

import gc

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from portal.core import clock
from portal.core.audit import append_only
from portal.core.working_time import forget_known_years
from portal.units import name_cache
from tests.factories.units import Country, make_country
from tests.own_database import django_db_setup, name_in_the_settings  # noqa: F401  in the plugin's place
from tests.rule_coverage import pytest_runtest_protocol  # noqa: F401  a hook
from tests.story_day import STORY_DAY, STORY_MOMENT  # noqa: F401  test modules take them from here

# The same examples every time: a red build says something of the change, not of the dice.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("suite")


def pytest_collection_finish():
    """Lets the garbage collector pass over what stays to the end: all modules and thousands of collected tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _clock_stands_still():
    """Every test plays at ten o'clock on the story's day, unless it pins another moment."""
    with clock.pinned_to(STORY_MOMENT):
        yield


@pytest.fixture(autouse=True)
def _names_are_asked_anew():
    """Row numbers come again from test to test; names kept in the process must not."""
    name_cache.forget()
    forget_known_years()


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_audit():
    """After a test with transactions of its own all tables are emptied, also those the database keeps from it."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def lifted(operations, statements):
        with append_only.lifted(operations.connection):
            empty(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lifted)
        yield


@pytest.fixture
def country(db) -> Country:
    """Two provinces of the story; see tests.factories.units."""
    return make_country()
