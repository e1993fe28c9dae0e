"""What screens say of a paper's validity."""

from datetime import date

from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.formatting import day
from portal.units.models import is_past


def end_words(ended_on: date | None) -> str:
    """From which day a paper is no longer in force, and whether that day has come; "" if it has no end."""
    if ended_on is None:
        return ""
    words = (
        _("hết hiệu lực từ %(day)s") if is_past(ended_on, clock.today()) else _("sẽ hết hiệu lực từ %(day)s")
    )
    return words % {"day": day(ended_on)}
