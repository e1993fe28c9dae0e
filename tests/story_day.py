"""The day on which tests and the bench play. Apart from conftest, so that the bench opens its own database."""

from datetime import date, datetime

from django.utils import timezone

# A Sunday: the month before is closed, its report due on the 9th, the year's report too.
STORY_DAY = date(2019, 12, 8)
STORY_MOMENT = datetime(2019, 12, 8, 10, 0, tzinfo=timezone.get_default_timezone())
