"""Verifying the audit: proves from seal to seal that no entry or seal was altered, removed or inserted, in
constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.core.audit.hashing import FIELDS, SealBody, hash_of, mark_of
from portal.core.audit.heads import missing_head
from portal.core.models import AuditEntry, AuditSeal
from portal.core.working_time import start_of

# Seals are read this many at a time, and never more than so many entries behind them.
SEALS_AT_ONCE, _ENTRIES = 200, 10_000


class FaultKind(TextChoices):
    """What is wrong at a seal."""

    ALTERED = "altered", _("có dòng bị sửa")
    REMOVED = "removed", _("có dòng bị xóa")
    INSERTED = "inserted", _("có dòng bị chèn thêm, hoặc ghi muộn")
    SEAL = "seal", _("niêm phong bị sửa, hoặc khóa AUDIT_KEY không còn là khóa đã niêm phong")
    MISSING = "missing", _("thiếu niêm phong")
    HEAD = "head", _("niêm phong cuối không còn là niêm phong mà cổng đã giữ")


@dataclass(frozen=True)
class Fault:
    """One seal that does not hold, and between which moments what it covers was sealed."""

    number: int
    kind: FaultKind
    after: datetime | None
    until: datetime | None


@dataclass
class Verification:
    """The result of a verification. `reached` and `reached_hash`: the last seal verified; `at_end`: no more follows."""

    seals: int = 0
    entries: int = 0
    trimmed: int = 0
    faults: int = 0
    first: Fault | None = None
    reached: int = 0
    reached_hash: str = ""
    at_end: bool = False

    def note(self, fault: Fault) -> None:
        """Count a fault, and keep the first: a thousand more say no more."""
        self.faults += 1
        self.first = self.first or fault


def verify(
    *, after: int = 0, since: date | None = None, head: tuple[int, str] | None = None, most: int = 0
) -> Verification:
    """Check the seals after number `after`, or those made since a day, to the end or until `most` entries were read.

    `head` is a seal that someone noted (number, hash): it must still be there, or the chain was cut or rewritten.
    So must the head that the portal keeps itself.
    """
    if since is not None:
        earlier = AuditSeal.objects.filter(at__lt=start_of(since)).order_by("-number")
        after = earlier.values_list("number", flat=True).first() or 0
    before = AuditSeal.objects.filter(number__lte=after).order_by("-number").first() if after else None
    verdict = Verification(reached=before.number if before else 0, reached_hash=before.hash if before else "")
    if after and (before is None or before.number != after):
        verdict.note(Fault(after, FaultKind.MISSING, None, None))
    read = 0
    for seals in _some_seals(after):
        faults, counted = _check(before, seals)
        if faults:
            # Trimming may have taken the entries while they were read: what is there now decides.
            seals = list(
                AuditSeal.objects.filter(number__in=[seal.number for seal in seals]).order_by("number")
            )
            faults, counted = _check(before, seals)
        _add(verdict, seals, faults)
        before = seals[-1] if seals else before
        read += counted
        if most and read >= most:
            break
    else:
        verdict.at_end = True
    if before is not None:
        verdict.reached, verdict.reached_hash = before.number, before.hash
    if head is not None and not AuditSeal.objects.filter(number=head[0], hash__startswith=head[1]).exists():
        verdict.note(Fault(head[0], FaultKind.MISSING, None, None))
    elif (kept := missing_head()) is not None:
        verdict.note(Fault(kept, FaultKind.HEAD, None, None))
    return verdict


def _some_seals(after: int) -> Iterator[list[AuditSeal]]:
    """The seals after a number, in lists behind which are about as many entries as one cares to read at once."""
    while seals := list(AuditSeal.objects.filter(number__gt=after).order_by("number")[:SEALS_AT_ONCE]):
        some, entries = [], 0
        for seal in seals:
            some.append(seal)
            entries += seal.count
            if entries >= _ENTRIES:
                break
        yield some
        after = some[-1].number


def _check(before: AuditSeal | None, seals: list[AuditSeal]) -> tuple[list[Fault], int]:
    """What is wrong with some seals in a row, and how many entries were read for it."""
    try:
        return _verify_batch(before, seals)
    except (ValueError, TypeError, AttributeError):
        # A moment or JSON that cannot be read was not written by the portal. Halving finds its seal.
        half = len(seals) // 2
        if not half:
            return [_fault(before, seals[0], FaultKind.ALTERED)], 0
        (first, some), (second, more) = _check(before, seals[:half]), _check(seals[half - 1], seals[half:])
        return first + second, some + more


def _verify_batch(before: AuditSeal | None, seals: list[AuditSeal]) -> tuple[list[Fault], int]:
    if not seals:
        return [], 0
    entries = AuditEntry.objects.filter(pk__lte=seals[-1].last_id).order_by("pk")
    if before is not None:
        entries = entries.filter(pk__gt=before.last_id)
    rows = entries.values_list(*FIELDS).iterator(chunk_size=2000)
    row, faults, read = next(rows, None), [], 0
    for seal in seals:
        body = SealBody()
        while row is not None and row[0] <= seal.last_id:
            body.add(row)
            row = next(rows, None)
        read += body.count
        kind = _wrong(before, seal, body)
        if kind is not None:
            faults.append(_fault(before, seal, kind))
        before = seal
    return faults, read


def _fault(before: AuditSeal | None, seal: AuditSeal, kind: FaultKind) -> Fault:
    return Fault(seal.number, kind, before.at if before else None, seal.at)


def _wrong(before: AuditSeal | None, seal: AuditSeal, body: SealBody) -> FaultKind | None:
    """What is wrong at one seal, given what its entries give now; None when it holds."""
    if seal.number != (before.number + 1 if before else 1):
        return FaultKind.MISSING
    facts = {name: getattr(seal, name) for name in ("number", "first_id", "last_id", "count", "at", "body")}
    if seal.hash != hash_of(**facts, before=before.hash if before else ""):
        return FaultKind.SEAL
    if seal.trimmed_at is not None:
        if seal.trim_mark != mark_of(hash=seal.hash, trimmed_at=seal.trimmed_at):
            return FaultKind.SEAL
        return FaultKind.INSERTED if body.count else None
    if body.count != seal.count:
        return FaultKind.REMOVED if body.count < seal.count else FaultKind.INSERTED
    return None if body.hexdigest() == seal.body else FaultKind.ALTERED


def _add(verdict: Verification, seals: list[AuditSeal], faults: list[Fault]) -> None:
    wrong = {fault.number for fault in faults}
    for fault in faults:
        verdict.note(fault)
    for seal in seals:
        if seal.number in wrong:
            continue
        verdict.seals += 1
        if seal.trimmed_at is None:
            verdict.entries += seal.count
        else:
            verdict.trimmed += seal.count
