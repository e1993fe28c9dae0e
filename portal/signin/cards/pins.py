"""PINs that are refused because a neighbour would try them first."""

import re
import unicodedata
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH = 6
_PIN = re.compile(r"[0-9]{6}")
_MONTH_AND_YEAR = re.compile(r"(0[1-9]|1[0-2])(19|20)[0-9]{2}")


def as_digits(typed: str) -> str:
    """A PIN as it is compared: full-width digits of a foreign keyboard are digits."""
    return unicodedata.normalize("NFKC", typed)


def check_choice(pin: str) -> None:
    """Refuse a PIN that is not six digits, or one that is easily guessed: repeated, in sequence, a birthday."""
    if not _PIN.fullmatch(pin):
        raise ValidationError(_("Mã PIN gồm đúng 6 chữ số."))
    if _repeats(pin) or _in_sequence(pin):
        raise ValidationError(_("Mã này dễ đoán. Chọn 6 số khác, đừng lặp lại, đừng theo thứ tự."))
    if _is_a_day(pin):
        raise ValidationError(_("Mã này giống ngày sinh, người quen dễ đoán. Chọn 6 số khác."))


def _repeats(pin: str) -> bool:
    """Two digits at most (000000, 112211), or one half said twice (258258)."""
    return len(set(pin)) < 3 or pin[:3] == pin[3:]


def _in_sequence(pin: str) -> bool:
    """Up or down by one (123456, 987654, 890123), or so in pairs (112233)."""
    in_pairs = pin[::2] == pin[1::2]
    digits = [int(digit) for digit in (pin[::2] if in_pairs else pin)]
    return {(after - before) % 10 for before, after in pairwise(digits)} in ({1}, {9})


def _is_a_day(pin: str) -> bool:
    """Day, month and year (120368), or month and year (031968)."""
    if _MONTH_AND_YEAR.fullmatch(pin):
        return True
    try:
        # 2000 is a leap year like any whose 29 February someone was born on.
        date(2000, int(pin[2:4]), int(pin[:2]))
    except ValueError:
        return False
    return True
