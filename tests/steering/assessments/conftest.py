"""A year of assessments that has come to its last days: 18 December 2025, and within it any day that a test pins."""

from datetime import date, datetime

import pytest

from portal.core import clock
from portal.core.formatting import LOCAL
from tests.factories.units import Country


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=LOCAL)


@pytest.fixture
def november(country: Country):
    """18 November 2025: the windows are over, the time to decide on areas has passed, that of the rest has not."""
    with clock.pinned_to(at_noon(date(2025, 11, 18))):
        yield country
