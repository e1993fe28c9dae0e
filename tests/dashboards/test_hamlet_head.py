"""The number on a hamlet head's tile counts what is due, not what is a month away."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from portal.core import clock
from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db


# Due: October on 9 November (late), November and the year on 9 December, December on 9 January.
@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2019, 12, 8), 3), (date(2019, 12, 29), 2), (date(2019, 12, 30), 3)],
)
def test_a_report_counts_from_ten_days_before_its_last_day(country, day, due):
    head = people.officer(country.hamlet)
    with clock.pinned_to(datetime.combine(day, time(10), timezone.get_default_timezone())):
        assert client_of(head).get("/").context["reports_due"] == due
