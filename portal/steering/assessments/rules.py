"""The rules of the yearly assessment (TT 124/2021/TT-BCA), without a database: windows, who is in the base, what prevents
a recognition, the shares of a commune.

Decisions where the circular leaves room:

- Liable is who is liable as the registers say today; an unknown size or school level is neither yes nor no.
- Areas and bodies are those of the commune on the last day of their own window, so that a subject that ended before its
  window did is assessed by nobody.
- A subject that began after the time to register could not register and is left out of the base, unless the commune enters
  the registration of whom it continues (merged areas, the communes of July 2025).
- A registration after the first quarter counts neither as registered nor for a recognition.
- Each kind must reach the shares for itself; a kind without a liable subject holds nothing up.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypedDict, Unpack

from portal.bodies.liability import LiabilityVerdict
from portal.core.deadlines import is_late
from portal.core.periods import Days
from portal.steering.choices import FigureRule, SubjectKind

#: Kinds that a commune's shares are counted of.
COUNTED = (SubjectKind.AREA, SubjectKind.AGENCY, SubjectKind.ENTERPRISE, SubjectKind.SCHOOL)


def day_of(year: int, month_day: str) -> date:
    """The day of a year that "MM-DD" names. Raises ValueError for one that is none."""
    return date.fromisoformat(f"{year}-{month_day}")


def rules_day(year: int) -> date:
    """The day whose rules hold for a year: the last of the first quarter, when who takes part has registered under them."""
    return date(year, 3, 31)


@dataclass(frozen=True)
class Window:
    """The days of one kind of subject in one year; all are the last or first day inside."""

    first: date
    last: date
    register_from: date
    register_until: date
    decide_until: date

    @property
    def days(self) -> Days:
        """The days that are assessed."""
        return Days(self.first, self.last + timedelta(days=1))

    @property
    def days_before(self) -> Days:
        """The same days one year earlier, to compare with."""
        return Days(_year_earlier(self.first), _year_earlier(self.last + timedelta(days=1)))

    def is_registered_in_time(self, day: date | None) -> bool:
        """Whether a day of registration is within the time to register."""
        return day is not None and self.register_from <= day <= self.register_until

    def is_over(self, day: date) -> bool:
        """Whether the days that are assessed have passed."""
        return day > self.last

    def is_late(self, day: date) -> bool:
        """Whether the time to decide has passed."""
        return is_late(self.decide_until, day)

    def is_past_registration(self, day: date) -> bool:
        """Whether the time to register has passed."""
        return is_late(self.register_until, day)


class TermBounds(TypedDict):
    """Month and day ("MM-DD") of each bound of a window, as `AssessmentTerm` has them."""

    starts: str
    ends: str
    registers_from: str
    registers_until: str
    decides_before: str


def window_of(year: int, **bounds: Unpack[TermBounds]) -> Window:
    """The window of a year by the month and day of each bound."""
    return Window(
        first=day_of(year - 1, bounds["starts"]),
        last=day_of(year, bounds["ends"]),
        register_from=day_of(year, bounds["registers_from"]),
        register_until=day_of(year, bounds["registers_until"]),
        decide_until=day_of(year, bounds["decides_before"]) - timedelta(days=1),
    )


def is_open(year: int, today: date) -> bool:
    """Whether sheets of a year may be written: within that calendar year. Afterwards they are read only."""
    return today.year == year


class Standing(Enum):
    """Whether a subject is in the base of its commune, or why not."""

    COUNTED = "counted"
    NOT_LIABLE = "not-liable"
    UNKNOWN = "unknown"
    BEGAN_LATE = "began-late"
    ENDED = "ended"


def standing(
    *, verdict: str, began: date | None, ended: date | None, registered_on: date | None, window: Window
) -> Standing:
    """The state of a subject. `began`: its first day, None where unknown; `ended`: the first day on which it no longer existed.

    A registration in time counts a subject that began late after all: it is that of whom the subject continues.
    """
    if verdict in (LiabilityVerdict.NOT_LIABLE, LiabilityVerdict.NOT_NAMED):
        return Standing.NOT_LIABLE
    if ended is not None and ended <= window.last:
        return Standing.ENDED
    began_late = began is not None and window.is_past_registration(began)
    if began_late and not window.is_registered_in_time(registered_on):
        return Standing.BEGAN_LATE
    return Standing.UNKNOWN if verdict == LiabilityVerdict.UNKNOWN else Standing.COUNTED


class Obstacle(Enum):
    """What prevents a recognition."""

    NOT_COUNTED = "not-counted"
    NOT_REGISTERED = "not-registered"
    REGISTERED_LATE = "registered-late"
    CRITERION_FAILED = "criterion-failed"
    CRITERION_OPEN = "criterion-open"
    SHARES_MISSED = "shares-missed"
    SHARES_UNKNOWN = "shares-unknown"
    NO_CRITERIA = "no-criteria"


class JudgedCriteria(TypedDict):
    """Keys of criteria: all of a kind of subject, and which of them were judged as met and as failed."""

    criteria: Collection[str]
    met: Collection[str]
    failed: Collection[str]


def obstacles(
    *,
    standing: Standing,
    registered_on: date | None,
    window: Window,
    shares_hold: bool | None = True,
    **judged: Unpack[JudgedCriteria],
) -> list[Obstacle]:
    """All that prevents recognising a subject, in the order to correct it; none: it may be recognised.

    `shares_hold`: of a commune whether its shares are reached, None while unknown.
    """
    criteria, met, failed = set(judged["criteria"]), set(judged["met"]), set(judged["failed"])
    found = []
    if standing is not Standing.COUNTED:
        found.append(Obstacle.NOT_COUNTED)
    if registered_on is None:
        found.append(Obstacle.NOT_REGISTERED)
    elif not window.is_registered_in_time(registered_on):
        found.append(Obstacle.REGISTERED_LATE)
    if not criteria:
        found.append(Obstacle.NO_CRITERIA)
    if criteria & failed:
        found.append(Obstacle.CRITERION_FAILED)
    if criteria - met - failed:
        found.append(Obstacle.CRITERION_OPEN)
    if shares_hold is not True:
        found.append(Obstacle.SHARES_UNKNOWN if shares_hold is None else Obstacle.SHARES_MISSED)
    return found


@dataclass(frozen=True)
class Counted:
    """One subject as the shares count it."""

    kind: SubjectKind
    standing: Standing
    registered_in_time: bool
    recognised: bool


@dataclass(frozen=True)
class Share:
    """How many of the base reached something; `unknown`: how many more the base may have."""

    top: int
    base: int
    unknown: int = 0

    @property
    def percent(self) -> float | None:
        """In percent of the known base; None without one."""
        return 100 * self.top / self.base if self.base else None

    def reaches(self, percent: int) -> bool | None:
        """Whether it is at least so many percent; None while those of unknown liability decide it.

        Without a base and without unknown ones there is nothing to reach: True.
        """
        if 100 * self.top < percent * self.base:
            return False
        return True if 100 * self.top >= percent * (self.base + self.unknown) else None


@dataclass(frozen=True)
class KindShares:
    """The two shares of one kind."""

    registered: Share
    recognised: Share

    def hold(self, registered_percent: int, recognised_percent: int) -> bool | None:
        """Whether both are reached; None while that is unknown."""
        return all_hold(
            [self.registered.reaches(registered_percent), self.recognised.reaches(recognised_percent)]
        )


def shares_of(subjects: Iterable[Counted]) -> dict[SubjectKind, KindShares]:
    """The shares of each kind of `COUNTED`: those registered in time and those recognised, of the counted ones."""
    rows = list(subjects)
    return {kind: _shares([row for row in rows if row.kind == kind]) for kind in COUNTED}


def _shares(rows: list[Counted]) -> KindShares:
    base = [row for row in rows if row.standing is Standing.COUNTED]
    unknown = sum(row.standing is Standing.UNKNOWN for row in rows)
    return KindShares(
        registered=Share(sum(row.registered_in_time for row in base), len(base), unknown),
        recognised=Share(sum(row.recognised for row in base), len(base), unknown),
    )


def all_hold(verdicts: Iterable[bool | None]) -> bool | None:
    """False where one is False, else None where one is unknown, else True."""
    found = set(verdicts)
    if False in found:
        return False
    return None if None in found else True


def proposes(rule: str, now: int | None, before: int | None, *, is_over: bool) -> bool | None:
    """What a figure proposes about its criterion: met, not met, or nothing (None).

    `now` and `before` are of the window and of the one before, None where not known. Only a window that is over can show
    that something did not grow.
    """
    if now is None:
        return None
    if rule == FigureRule.AT_LEAST_ONE:
        return True if now >= 1 else (False if is_over else None)
    if rule == FigureRule.NOT_MORE and before is not None:
        return False if now > before else (True if is_over else None)
    return None


def _year_earlier(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
