"""Limits of the hours for which support staff raise themselves: how long, with which reason, how long a unit is shown them."""

from datetime import timedelta

# How long support staff may look, the longest last.
MINUTES = (30, 60, 240)
# The least number of characters of the reason that they give.
REASON_LENGTH = 15
# The first page of the unit's people shows an elevation so long after it began.
SHOWN_FOR = timedelta(days=7)
# The page of access lists it so many months after it began.
LISTED_MONTHS = 12
LISTED_FOR = timedelta(days=LISTED_MONTHS * 365 // 12)
