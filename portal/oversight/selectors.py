"""Queries of the audit: entries an actor may read, access from outside, and the state of the seals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Field,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Now

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access
from portal.core.audit.unsealed import LATEST, UnsealedEntries, oldest_unsealed
from portal.core.audit.verification import FaultKind
from portal.core.models import AuditCheck, AuditEntry, AuditSeal
from portal.core.working_time import start_of
from portal.oversight.labels import accesses, audited_models
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.naming import full_name, in_hamlet
from portal.units.scoping import ScopedModel, column_of
from portal.units.search import narrow_with_short_forms

_CUSTODIAN_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def entries(actor: Actor) -> QuerySet[AuditEntry]:
    """What an actor may read of the audit: what was done at the custodians in her unit.

    What has risen above a commune took its log with it: the commune no longer reads that it was ever there.
    """
    unit = actor.unit_with(Permission.READ_AUDIT)
    rows = _at(_custodians_in(unit))
    return _without_risen(rows) if unit.level == Level.COMMUNE else rows


class Criteria(TypedDict, total=False):
    """Who did it (words of the name, or the sign-in name), what, to which kind of row, on which days."""

    person: str
    action: str
    kind: str
    since: date | None
    until: date | None


def narrowed(rows: QuerySet[AuditEntry], **criteria: Unpack[Criteria]) -> QuerySet[AuditEntry]:
    """The entries that fit all criteria; an empty one sets no condition."""
    if person := criteria.get("person"):
        rows = rows.filter(actor__in=narrow_with_short_forms(User.objects.all(), person))
    if action := criteria.get("action"):
        rows = rows.filter(action=action)
    if kind := criteria.get("kind"):
        rows = rows.filter(model=kind)
    if since := criteria.get("since"):
        rows = rows.filter(at__gte=start_of(since))
    if until := criteria.get("until"):
        rows = rows.filter(at__lt=start_of(until + timedelta(days=1)))
    return rows


def outside_accesses(actor: Actor) -> QuerySet[AuditEntry]:
    """Who from outside looked at or took along what is the commune's: rows, files, and lists of the units above it
    that show the commune's rows among others."""
    unit = actor.unit_with(Permission.SEE_OUTSIDE_ACCESS)
    above = [pk for pk in (unit.district_id, unit.province_id) if pk and pk != unit.pk]
    custodians = Unit.objects.filter(
        Q(**{column_of(unit): unit}, level__in=_CUSTODIAN_LEVELS) | Q(pk__in=above)
    )
    rows = AuditEntry.objects.filter(
        outside=True, custodian_id__in=custodians.values("pk"), action__in=accesses()
    )
    return _without_risen(rows.exclude(~Q(action__in=accesses(Access.LISTING)), custodian_id__in=above))


def outside_readers(actor: Actor, since: datetime) -> list[dict]:
    """The people behind accesses from outside since a moment, the latest first: how many tips, other rows, lists and files of
    each."""
    kinds = (Access.TIP, Access.ROW, Access.LISTING, Access.FILE)
    counts = {kind.value: Count("pk", filter=Q(action__in=accesses(kind))) for kind in kinds}
    people = (
        outside_accesses(actor)
        .filter(at__gte=since, actor__isnull=False)
        .order_by()
        .values("actor__full_name", "actor_role")
    )
    return list(people.annotate(**counts, last=Max("at")).order_by("-last")[:50])


@dataclass(frozen=True)
class SealingStatus:
    """State of the audit's hash chain: sealed until when, checked when, with what result; what waits for too long."""

    sealed_at: datetime | None
    checked_at: datetime | None
    faults: int
    first_fault: int | None
    kind: str
    broken_at: datetime | None
    waiting: UnsealedEntries

    @property
    def kind_words(self) -> str:
        return str(FaultKind(self.kind).label) if self.kind else ""


def sealing_status() -> SealingStatus:
    """State of the hash chain; `sealed_at` is None before the first seal. One query."""
    finished = AuditCheck.objects.filter(Q(ended_at__isnull=False) | Q(faults__gt=0)).order_by("-pk")
    checks = {
        "moment": F("began_at"),
        "faults": F("faults"),
        "first_fault": F("first_fault"),
        "kind": F("kind"),
    }
    parts = [
        _part("seal", _last(AuditSeal.objects.order_by("-pk")), moment=F("at")),
        _part("check", _last(finished), **checks),
        _part("broken", _last(finished.filter(faults__gt=0)), moment=F("began_at")),
        _part("waiting", oldest_unsealed(), moment=F("written_at"), latest=LATEST),
    ]
    found = {what: row for what, *row in parts[0].union(*parts[1:], all=True)}
    sealed_at = found["seal"][0] if "seal" in found else None
    checked_at, faults, first_fault, kind = found["check"][:4] if "check" in found else (None, 0, None, "")
    broken_at = found["broken"][0] if "broken" in found else None
    entry = found.get("waiting")
    waiting = UnsealedEntries.of(entry[0], *entry[4:]) if entry else UnsealedEntries()
    return SealingStatus(sealed_at, checked_at, faults, first_fault, kind, broken_at, waiting)


def _last(rows: QuerySet) -> QuerySet:
    """The first of ordered rows, by its key: a part of a union may not be cut off."""
    return rows.model.objects.filter(pk=Subquery(rows.values("pk")[:1]))


# The columns of the union behind `sealing_status`, in their order: what a part that has no such column gives, and the
# type of it. A check has its result, the entries without a seal the latest moment among them.
_COLUMNS: dict[str, tuple[Any, Field]] = {
    "moment": (None, DateTimeField()),
    "faults": (0, BigIntegerField()),
    "first_fault": (None, BigIntegerField()),
    "kind": ("", CharField()),
    "latest": (None, DateTimeField()),
}


def _part(what: str, row: QuerySet, **given: Combinable) -> QuerySet:
    """One part of the union: its name, the columns it has of `_COLUMNS` (the others empty), and the database's now."""
    columns = [Cast(given.get(name, Value(empty)), kind) for name, (empty, kind) in _COLUMNS.items()]
    return row.order_by().values_list(Value(what, CharField()), *columns, Now())


def around(
    actor: Actor, row_keys: Iterable[tuple[str, str]], units: Iterable[int]
) -> tuple[set[str], dict[str, str]]:
    """What a page of entries needs beside itself, in one query: the public ids among `row_keys` (kind, id) that the
    actor may open, and the names of units by their number."""
    by_kind = defaultdict(set)
    models = audited_models()
    for label, public_id in row_keys:
        model = models.get(label)
        if model and model.address and model.permission and actor.has(model.permission):
            by_kind[label].add(public_id)
    found = [
        Unit.objects.filter(pk__in=set(units))
        .order_by()
        .values_list(Cast("pk", CharField()), "level", "kind", "name", "hamlet__kind", "hamlet__name")
    ]
    for label, ids in by_kind.items():
        rows = _visible(label, actor).filter(public_id__in=ids).order_by()
        found.append(rows.values_list(F("public_id"), *[Value("", CharField())] * 5))
    openable, names = set(), {}
    for key, level, kind, name, *hamlet in found[0].union(*found[1:], all=True):
        if kind:
            names[key] = in_hamlet(level, full_name(kind, name), full_name(*hamlet) if all(hamlet) else "")
        else:
            openable.add(key)
    return openable, names


def _custodians_in(unit: Unit) -> list[int]:
    """The custodians in a unit today: itself, the custodians below it, and those that became part of it."""
    return list(
        Unit.objects.filter(**{column_of(unit): unit}, level__in=_CUSTODIAN_LEVELS).values_list(
            "pk", flat=True
        )
    )


def _at(custodians: list[int]) -> QuerySet[AuditEntry]:
    # One custodian as an equality: the database walks its index from the newest entry on.
    return (
        AuditEntry.objects.filter(custodian_id=custodians[0])
        if len(custodians) == 1
        else AuditEntry.objects.filter(custodian_id__in=custodians)
    )


def _without_risen(rows: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    """Entries without those of rows that lie above every commune by now; asked row by row, by their public id."""
    for label, model in audited_models().items():
        if model.rises:
            every = apps.get_model(label).objects.unscoped("whether a row has risen above its commune")
            risen = every.filter(public_id=OuterRef("object_id"), commune__isnull=True)
            rows = rows.exclude(Q(model=label) & Exists(risen))
    return rows


def _visible(label: str, actor: Actor) -> QuerySet:
    """Rows of a kind the actor may open; of units everyone reads the pages."""
    model = apps.get_model(label)
    return model.objects.visible_to(actor) if issubclass(model, ScopedModel) else model.objects.all()
