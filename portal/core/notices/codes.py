"""The code that confirms an e-mail address: it follows from a row and the portal's secret, and is kept nowhere."""

from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from portal.core import clock
from portal.core.notices.models import MailAddress

LIFETIME = timedelta(minutes=30)
MOST_WRONG = 5
# Between two codes, and how many a day: nobody fills a stranger's mailbox through the portal.
PAUSE = timedelta(minutes=1)
MOST_A_DAY = 5


def code_of(row: MailAddress) -> str:
    """Six digits for the address that waits, new with each nonce."""
    digest = salted_hmac(
        "portal.core.notices.codes", f"{row.user_id}:{row.pending}:{row.nonce}", algorithm="sha256"
    )
    return f"{int(digest.hexdigest(), 16) % 1_000_000:06}"


def is_open(row: MailAddress, now: datetime) -> bool:
    """Whether a code may still be typed: one was asked for not too long ago, and not too many were wrong."""
    return (
        bool(row.pending)
        and row.asked_at is not None
        and clock.is_recent(now - row.asked_at, LIFETIME)
        and row.wrong_codes < MOST_WRONG
    )


def is_right(row: MailAddress, typed: str) -> bool:
    """Whether these are the digits of the code, spaces aside."""
    return constant_time_compare("".join(typed.split()), code_of(row))
