"""Base of rows that are valid from one day to another, and the conditions on their days.

`valid_from` is the first day, `valid_to` the day after the last one. An empty `valid_from` means that the start is unknown:
the row is valid on every day before its end. An empty `valid_to` means that it has no end. Models whose two days have
other names pass them as `start` and `end`.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Expression, F, Q


def valid_on(
    day: date | Expression, prefix: str = "", *, start: str = "valid_from", end: str = "valid_to"
) -> Q:
    """Rows valid on a day; with a `prefix` ("unit__"), rows whose related row is."""
    begun = Q(**{f"{prefix}{start}__isnull": True}) | Q(**{f"{prefix}{start}__lte": day})
    return begun & not_ended_by(day, prefix, end=end)


def not_ended_by(day: date | Expression, prefix: str = "", *, end: str = "valid_to") -> Q:
    """Rows valid on a day or yet to begin after it."""
    return Q(**{f"{prefix}{end}__isnull": True}) | Q(**{f"{prefix}{end}__gt": day})


def ended_by(day: date) -> Q:
    """Rows whose last day is before a day."""
    return Q(valid_to__lte=day)


def begins_after(day: date) -> Q:
    """Rows whose first day is after a day."""
    return Q(valid_from__gt=day)


def is_past(end: date | None, day: date) -> bool:
    """Whether a row with this end is no longer valid on a day: what `not_ended_by` leaves out."""
    return end is not None and end <= day


def days_in_order(name: str) -> models.CheckConstraint:
    """The constraint that a row ends after it begins."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
        name=name,
    )


class Dated(models.Model):
    """The base of all dated rows. Its methods are the conditions of this module for one row."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True

    def is_valid_on(self, day: date) -> bool:
        return self.has_begun_by(day) and not self.has_ended_by(day)

    def has_begun_by(self, day: date) -> bool:
        return self.valid_from is None or self.valid_from <= day

    def has_ended_by(self, day: date) -> bool:
        """Whether the day is after the row's last day."""
        return is_past(self.valid_to, day)

    @property
    def last_day(self) -> date | None:
        """The last day on which the row is valid; None if it has no end."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    def nearest_day(self, day: date) -> date:
        """The day itself where the row is valid on it; else the row's last day before it or first day after it."""
        if self.last_day:
            day = min(day, self.last_day)
        return max(day, self.valid_from) if self.valid_from else day
