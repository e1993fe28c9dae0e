"""Audit entries that no seal covers yet: how long the oldest has waited, and whether one has a time in the
future."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce, Greatest, Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.core.models import AuditEntry, AuditHead, AuditSeal

# Sealing runs every five minutes, and leaves what is younger than one.
LATE_AFTER = timedelta(minutes=15)
# Clocks of two machines may differ by so much.
_AHEAD = timedelta(minutes=1)


class Delay(TextChoices):
    """Why entries that wait for their seal are a fault."""

    LATE = (
        "late",
        format_lazy(
            _("có dòng ghi quá {minutes} phút chưa được niêm phong"),
            minutes=LATE_AFTER // timedelta(minutes=1),
        ),
    )
    AHEAD = "ahead", _("có dòng mang giờ chưa tới")


@dataclass(frozen=True)
class UnsealedEntries:
    """The entries without a seal: the oldest by number, and what is wrong with them, if anything."""

    oldest: datetime | None = None
    delay: Delay | None = None

    @classmethod
    def of(cls, oldest: datetime, latest: datetime, now: datetime) -> "UnsealedEntries":
        """Of the moments that the oldest entry (by number) and the latest bear."""
        if latest > now + _AHEAD:
            return cls(oldest, Delay.AHEAD)
        return cls(oldest, Delay.LATE if oldest < now - LATE_AFTER else None)


def unsealed() -> QuerySet[AuditEntry]:
    """The entries no seal covers yet."""
    ends = [model.objects.order_by("-number").values("last_id")[:1] for model in (AuditSeal, AuditHead)]
    last = Greatest(*(Coalesce(Subquery(end), 0) for end in ends))
    return AuditEntry.objects.filter(pk__gt=last)


def unsealed_entries() -> UnsealedEntries:
    """The state of the entries without a seal now, by the database's clock, which wrote them. One query."""
    first = oldest_unsealed().values_list("written_at", LATEST, Now()).first()
    return UnsealedEntries.of(*first) if first else UnsealedEntries()


def oldest_unsealed() -> QuerySet[AuditEntry]:
    """The entry with the smallest number that no seal covers, or nothing."""
    return AuditEntry.objects.filter(pk=Subquery(unsealed().order_by("pk").values("pk")[:1]))


# The latest moment that any entry without a seal bears.
LATEST = Subquery(unsealed().order_by("-written_at").values("written_at")[:1])
