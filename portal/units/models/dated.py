"""Base of rows that are valid from one day to another, and the conditions "valid on a day" and "not ended by
a day".

`valid_from` is the first day, `valid_to` the day after the last one. An empty `valid_from` means the start is unknown and
the row counts as valid since before anyone noted; an empty `valid_to` means it has no end.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Expression, F, Q


def valid_on(day: date | Expression, prefix: str = "") -> Q:
    """Rows valid on a day; with a `prefix` ("unit__"), rows whose related row is."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    return begun & not_ended_by(day, prefix)


def not_ended_by(day: date | Expression, prefix: str = "") -> Q:
    """Rows valid on a day or yet to begin after it."""
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})


def days_in_order(name: str) -> models.CheckConstraint:
    """The constraint that a row ends after it begins."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
        name=name,
    )


class Dated(models.Model):
    """The base of all dated rows. The methods say of a row what `valid_on` and `not_ended_by` select."""

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
        return self.valid_to is not None and self.valid_to <= day

    def nearest_day(self, day: date) -> date:
        """The day itself where the row is valid on it; else the row's last day before it or first day after it."""
        if self.valid_to:
            day = min(day, self.valid_to - timedelta(days=1))
        return max(day, self.valid_from) if self.valid_from else day
