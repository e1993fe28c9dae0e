"""The job that reminds of difficulties due."""

import pytest

from portal.core import clock
from portal.core.notices.models import Notice
from portal.steering.difficulties import tasks
from tests.factories import people
from tests.factories.rows import at
from tests.factories.steering import difficulty

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("on", [True, False])
def test_the_job_reminds_unless_reminders_are_off(country, settings, on):
    settings.DIFFICULTY_REMINDERS = on
    people.officer(country.commune)
    difficulty(country.hamlet)
    with clock.pinned_to(at("2019-12-20")):
        tasks.remind()
    assert Notice.objects.filter(kind="difficulty.due").exists() is on
