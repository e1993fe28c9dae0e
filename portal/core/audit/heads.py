"""The newest seal kept in a row of its own, so that removing the newest seals shows."""

from django.db import connection

from portal.core.audit.hashing import mark_of_head
from portal.core.models import AuditHead, AuditSeal

_ROW = 1


def newest(*, lock: bool = False) -> AuditSeal | AuditHead | None:
    """What the next seal binds to: the newest seal, or the head kept of a newer one that no longer exists."""
    rows = AuditHead.objects.filter(pk=_ROW)
    if lock and connection.features.has_select_for_update:
        rows = rows.select_for_update()
    kept, seal = rows.first(), AuditSeal.objects.order_by("-number").first()
    return kept if kept and (seal is None or kept.number > seal.number) else seal


def keep(seal: AuditSeal) -> None:
    """Keep a seal that was just made as the head, in its transaction. Not to be called while an earlier head does
    not fit (`missing_head`): the investigation must find it unchanged."""
    mark = mark_of_head(number=seal.number, last_id=seal.last_id, hash=seal.hash)
    facts = {"number": seal.number, "last_id": seal.last_id, "hash": seal.hash, "mark": mark}
    AuditHead.objects.update_or_create(pk=_ROW, defaults=facts)


def missing_head() -> int | None:
    """The number of the kept head when it does not fit the seals any more; None when it does, or nothing is sealed.

    It does not fit when its seal is missing or another, when the row is missing, or when it was written without the key.
    """
    # The seal first: it commits together with its head.
    seal = AuditSeal.objects.order_by("-number").values_list("number", flat=True).first()
    kept = AuditHead.objects.filter(pk=_ROW).first()
    if kept is None:
        return seal
    mark = mark_of_head(number=kept.number, last_id=kept.last_id, hash=kept.hash)
    there = AuditSeal.objects.filter(number=kept.number, last_id=kept.last_id, hash=kept.hash)
    return None if kept.mark == mark and there.exists() else kept.number
