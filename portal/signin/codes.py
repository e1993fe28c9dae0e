"""Formats of codes: six digits of the authenticator, or a recovery code."""

import secrets
import unicodedata

from portal.accounts.models import User
from portal.core import audit

RECOVERY_CODES = 10
_GROUPS, _GROUP = 3, 4


def new_recovery_code() -> str:
    """Twelve digits in groups, as they are printed: 4821 7735 9016."""
    return " ".join(f"{secrets.randbelow(10**_GROUP):0{_GROUP}}" for _group in range(_GROUPS))


def digits(typed: str) -> str:
    """What was typed, without the spaces and dashes between groups; full-width digits are digits."""
    wanted = unicodedata.normalize("NFKC", typed)
    return "".join(character for character in wanted if character in "0123456789")


def is_recovery_code(typed: str) -> bool:
    return len(digits(typed)) == _GROUPS * _GROUP


def code_digest(user: User, typed: str) -> str:
    """What is kept of a recovery code, as long as its column: keyed, so that the table alone betrays none."""
    return audit.text_digest(f"recovery:{user.pk}:{digits(typed)}").removeprefix("hmac:")[:16]
