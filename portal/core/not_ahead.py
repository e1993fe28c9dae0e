"""A day or a moment that is noted must not lie ahead: the check, and the sentence that refuses it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.formatting import day as day_words


def is_ahead(when: date | datetime) -> bool:
    """Whether a day is after today, a moment after now; by the clock, in Việt Nam's time."""
    return when > (clock.now() if isinstance(when, datetime) else clock.today())


def why_ahead(when: date | datetime, *, what: str) -> str:
    """The sentence that refuses a day or moment; `what` begins it ("Ngày nhận"). Empty where it is not ahead."""
    if not is_ahead(when):
        return ""
    if isinstance(when, datetime):
        return _("%(what)s còn ở phía trước. Nhập từ lúc này trở về trước.") % {"what": what}
    return _("%(what)s còn ở phía trước. Nhập từ hôm nay trở về trước.") % {"what": what}


def check_not_ahead(when: date | datetime, field: str, *, what: str = "") -> None:
    """Raise ValidationError at a field for a day or moment ahead, by default as "Ngày này"."""
    if why := why_ahead(when, what=what or _("Ngày này")):
        raise ValidationError({field: why})


def check_day_not_ahead(day: date, field: str) -> None:
    """The same for a field that may be out of sight: the sentence repeats the day."""
    if is_ahead(day):
        raise ValidationError(
            {
                field: _("Ngày %(day)s còn ở phía trước. Nhập ngày từ hôm nay trở về trước.")
                % {"day": day_words(day)}
            }
        )
