"""The recurring job of the audit: seals settled entries, then verifies the next part of the hash chain."""

import logging
from datetime import timedelta

from portal.core import clock
from portal.core.audit.heads import missing_head
from portal.core.audit.sealing import seal_settled
from portal.core.audit.unsealed import UnsealedEntries, unsealed_entries
from portal.core.audit.verification import Verification, verify
from portal.core.models import AuditCheck

log = logging.getLogger(__name__)
INTERVAL = timedelta(minutes=5)
# A check begins anew a day after the last one began. One run reads so many entries at most: it stays far below a
# job's lease, and in a day reads fourteen million.
CHECK_EVERY, CHECK_AT_MOST = timedelta(days=1), 50_000


def tend() -> None:
    """Seal all that is settled, say aloud what waits for too long, and check the next stretch of the chain when due."""
    seal_settled()
    log_delay(unsealed_entries())
    go_on_checking()


def log_delay(unsealed: UnsealedEntries) -> None:
    """Log an error when entries wait too long for their seal, or have a time in the future."""
    if unsealed.delay:
        log.error("audit: entries since %s are not sealed (%s)", unsealed.oldest, unsealed.delay.value)


def go_on_checking(*, most: int = CHECK_AT_MOST) -> AuditCheck | None:
    """Carry the running check on, or begin one when the last began a day ago, or at once when the head that was kept is
    missing; None when none is due."""
    last = AuditCheck.objects.order_by("-pk").first()
    now = clock.machine_now()
    if last is not None and last.ended_at and last.began_at > now - CHECK_EVERY:
        if last.faults or missing_head() is None:
            return None
    noted = (last.reached, last.reached_hash) if last and last.reached else None
    check = AuditCheck(began_at=now) if last is None or last.ended_at else last
    return keep(verify(after=check.reached, head=noted, most=most), check)


def keep(verdict: Verification, check: AuditCheck) -> AuditCheck:
    """Save the result of a partial verification in its check; logs an error when the chain does not verify."""
    check.seals += verdict.seals
    check.entries += verdict.entries
    check.faults += verdict.faults
    check.reached, check.reached_hash = verdict.reached, verdict.reached_hash
    if verdict.first and check.first_fault is None:
        check.first_fault, check.kind = verdict.first.number, verdict.first.kind
    if verdict.at_end:
        check.ended_at = clock.machine_now()
    check.save()
    if verdict.first:
        log.error("audit: the chain does not hold at seal %d (%s)", verdict.first.number, verdict.first.kind)
    return check
