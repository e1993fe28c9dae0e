"""Vietnamese formats of numbers, days, times and due dates: 1.234,5 · 87,5% · 05/12/2019 · còn 3 giờ.

Plain functions without Django's localization machinery, so that long lists, documents and sheets may call
them for every cell. None of them reads the clock: the caller passes `now`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
NOTHING = "—"
SOON = timedelta(days=1)

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_WHOLE, _TENTH = Decimal(1), Decimal("0.1")
#: The sign of a number below zero, which "-" is not: that parts words.
MINUS = "−"
_SWAP = str.maketrans(",.-", f".,{MINUS}")

Figure = int | float | Decimal | None


def number(value: Figure) -> str:
    """Write 1.234,5: at most one decimal, and none where it is 0. Halves go up."""
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return f"{value:,}".translate(_SWAP)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(_TENTH, ROUND_HALF_UP)
    if rounded == rounded.to_integral_value():
        rounded = rounded.quantize(_WHOLE)
    return f"{rounded or abs(rounded):,}".translate(_SWAP)


def percent(value: Figure) -> str:
    """Write a share already in percent (87.5 is 87,5%); "—" where it has no base.

    Rounding never makes a part the whole, nor something nothing: 99.98 is 99,9%, 0.02 is "dưới 0,1%", and
    what is just above the whole is "trên 100%".
    """
    if value is None:
        return NOTHING
    exact = Decimal(str(value))
    rounded = exact.quantize(_TENTH, ROUND_HALF_UP)
    if exact < 100 <= rounded:
        return f"{number(100 - _TENTH)}%"
    if exceeds_whole(exact) and rounded == 100:
        return _("trên %(share)s") % {"share": f"{number(100)}%"}
    if rounded == 0 != exact:
        return _("dưới %(share)s") % {"share": f"{number(_TENTH)}%"}
    return f"{number(value)}%"


def exceeds_whole(share: Figure) -> bool:
    """Whether a share in percent is above 100, so that its base must be wrong; a share without a value is not."""
    return share is not None and share > 100


def gap(value: Figure) -> str:
    """Write a difference of two shares in percentage points without its sign: "2,5"; one too small for a decimal
    is "dưới 0,1", never 0."""
    if value is None:
        return NOTHING
    exact = abs(Decimal(str(value)))
    if exact and not exact.quantize(_TENTH, ROUND_HALF_UP):
        return _("dưới %(share)s") % {"share": number(_TENTH)}
    return number(exact)


def signed(value: Figure) -> str:
    """Write a change with its sign: +3, −2,5, 0."""
    text = number(value)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,") else text


def day(value: date | datetime | None) -> str:
    """Write the day, of a moment the day it is in Việt Nam: 05/12/2019."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = local(value)
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def moment(value: datetime | None) -> str:
    """Write an aware moment as it is in Việt Nam: 14:05 05/12/2019."""
    if value is None:
        return NOTHING
    here = local(value)
    return f"{here.hour:02}:{here.minute:02} {here.day:02}/{here.month:02}/{here.year:04}"


def month(value: date) -> str:
    """Write the month of a day: 12/2019."""
    return f"{value.month:02}/{value.year:04}"


def clock_time(value: datetime) -> str:
    """Write the time of an aware moment in Việt Nam, to the second: 14:05:09."""
    here = local(value)
    return f"{here.hour:02}:{here.minute:02}:{here.second:02}"


def time_of_day(value: time) -> str:
    """Write a time of every day, to the minute: 21:00."""
    return f"{value.hour:02}:{value.minute:02}"


_WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def near_moment(value: datetime) -> str:
    """Write a moment some days away, for who counts in days of the week: 11:30 thứ Hai 09/12."""
    here = local(value)
    return f"{here.hour:02}:{here.minute:02} {_WEEKDAYS[here.weekday()]} {here.day:02}/{here.month:02}"


def local(value: datetime) -> datetime:
    """Move an aware moment to Việt Nam's time; a naive one is an error (ValueError), never a guess."""
    if value.tzinfo is None:
        raise ValueError("A moment needs its time zone")
    return value.astimezone(LOCAL)


def due_words(
    due_at: datetime | None,
    now: datetime,
    done_at: datetime | None = None,
    open_since: datetime | None = None,
) -> tuple[str, str]:
    """The state of a row's due time in words, with the tone to show it in.

    Time left and time over are cut, never rounded up: nobody is promised a day that is not there. The due
    moment itself is still in time. Tones are those of the status pill; "waiting" means due within a day.
    `open_since` is given for a row that is open though what was due is done: it is never shown as finished.
    """
    return due_teller(now)(due_at, done_at, open_since)


def due_teller(now: datetime) -> Callable[..., tuple[str, str]]:
    """`due_words` for many rows at one moment: (due_at, done_at, open_since) to words and tone."""
    say = _due_sentences(get_language())

    def tell(
        due_at: datetime | None, done_at: datetime | None, open_since: datetime | None = None
    ) -> tuple[str, str]:
        if due_at is None:
            return say["none"], "neutral"
        if done_at is not None and open_since is not None:
            late = done_at > due_at
            begun = say["begun_late" if late else "begun"] % {"span": _span(done_at - due_at, say)}
            still = say["open"] % {"span": _span(now - open_since, say)}
            return f"{begun} · {still}", "late" if late else "neutral"
        if done_at is not None:
            if done_at <= due_at:
                return say["done"], "done"
            return say["late"] % {"span": _span(done_at - due_at, say)}, "late"
        if now > due_at:
            return say["over"] % {"span": _span(now - due_at, say)}, "late"
        left = due_at - now
        return say["left"] % {"span": _span(left, say)}, "waiting" if left < SOON else "neutral"

    return tell


@cache
def _due_sentences(language: str | None) -> dict[str, str]:
    """The sentences of `due_words` in a language: looked up once, for lists say them by the hundred."""
    return {
        "none": _("không có hạn"),
        "done": _("đúng hạn"),
        "late": _("trễ %(span)s"),
        "begun": _("đã bắt đầu đúng hạn"),
        "begun_late": _("đã bắt đầu, trễ %(span)s"),
        "open": _("mở %(span)s"),
        "over": _("quá hạn %(span)s"),
        "left": _("còn %(span)s"),
        "days": _("%(count)s ngày"),
        "hours": _("%(count)s giờ"),
        "minutes": _("%(count)s phút"),
        "moments": _("dưới 1 phút"),
    }


def length_of_time(length: timedelta) -> str:
    """Write a length of time in its largest whole step, rounded down: 4 giờ, 30 phút."""
    return _span(length, _due_sentences(get_language()))


def _span(length: timedelta, say: dict[str, str]) -> str:
    """Say a length of time in its largest whole step."""
    if length >= _DAY:
        return say["days"] % {"count": number(length.days)}
    if length >= _HOUR:
        return say["hours"] % {"count": length // _HOUR}
    if length >= _MINUTE:
        return say["minutes"] % {"count": length // _MINUTE}
    return say["moments"]
