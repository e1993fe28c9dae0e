"""When audit entries may be sealed, and the sealing itself.

A seal covers all entries after the previous seal's last, up to its own last. That only holds if no entry with a
smaller number can still appear. On SQLite none can: writers come one after another, numbers with them. On PostgreSQL
a number is taken when a row is inserted and the row is seen when its transaction commits, so a long transaction may
show a small number late. Therefore:

- Entries are compared by the database's clock (`written_at`, the start of the statement that wrote them).
- Whoever has taken a number and not committed is a transaction that has written (`backend_xid`) and began before it
  took it. Numbers only grow; so an entry written before the oldest such transaction began has a smaller number than
  any that is still to appear.
- `written_at` is the start of the statement, the number is taken within it, and a number is taken an instant before
  its transaction counts as writing: SETTLE, a minute, is far longer than either takes.
- Where one entry is settled, all with smaller numbers are: none of them can still appear. So an entry that says a
  later moment than it should (the clock was once wrong) stops nothing: it is sealed with the first settled one after
  it. While a transaction is open that began ahead of the clock, nothing is settled.

A transaction left open holds sealing up, and so does a clock that runs far ahead: `waiting` says so aloud, and
PostgreSQL ends sessions of the portal that idle in a transaction (settings.DATABASES).

An entry that nevertheless came late would belong to a range that is sealed already, and `verify_audit` reports it as
inserted: late ones are never taken in quietly, for then a forger's would be, too.

Two sealers make the same next seal from the same head; its number is unique, so one of them fails and stops.

Each seal is kept as the head in a row of its own, and printed to the log: that leaves the database by itself. Seals
that are missing leave a gap in the numbers for ever, since the next one binds to the head that was kept.
"""

import logging
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.utils import IntegrityError

from portal.core import clock
from portal.core.audit import heads
from portal.core.audit.hashing import FIELDS, SealBody, hash_of
from portal.core.models import AuditEntry, AuditHead, AuditSeal

log = logging.getLogger(__name__)
SETTLE = timedelta(minutes=1)
BATCH = 1000
_NEVER = datetime.min.replace(tzinfo=UTC)


def seal_settled(*, settle: timedelta = SETTLE, batch: int = BATCH) -> int:
    """Seal all entries that are settled, in batches; the number sealed."""
    until, sealed = _settled_until(settle), 0
    while count := _seal_next(until, batch):
        sealed += count
    return sealed


def _seal_next(until: datetime, batch: int) -> int:
    """Make the next seal; the number of its entries, 0 when nothing is settled or another sealer was first."""
    try:
        with transaction.atomic():
            head = heads.newest(lock=True)
            entries = AuditEntry.objects.filter(pk__gt=head.last_id) if head else AuditEntry.objects.all()
            settled = entries.filter(written_at__lt=until).order_by("-pk").values_list("pk", flat=True)
            if (last := settled.first()) is None:
                return 0
            found = list(entries.filter(pk__lte=last).order_by("pk").values_list(*FIELDS)[:batch])
            head_fits = heads.missing_head() is None
            seal = write_seal(head, found)
            if head_fits:
                heads.keep(seal)
    except IntegrityError:
        return 0
    log.info("audit: sealed %d entries; head %d:%s", seal.count, seal.number, seal.hash)
    return seal.count


def write_seal(head: AuditSeal | AuditHead | None, entries: list[tuple]) -> AuditSeal:
    """Seal entries after a head. Raises IntegrityError when another sealer has taken the number."""
    body = SealBody()
    for entry in entries:
        body.add(entry)
    facts = {
        "number": head.number + 1 if head else 1,
        "first_id": entries[0][0],
        "last_id": entries[-1][0],
        "count": body.count,
        "at": clock.machine_now(),
        "body": body.hexdigest(),
    }
    return AuditSeal.objects.create(**facts, hash=hash_of(**facts, before=head.hash if head else ""))


def _settled_until(settle: timedelta) -> datetime:
    """Before which moment of the database's clock no entry can appear any more."""
    if connection.vendor != "postgresql":
        return clock.machine_now() - settle
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT least(clock_timestamp(), min(xact_start)), max(xact_start) > clock_timestamp() + interval '5 seconds'"
            " FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        until, is_ahead = cursor.fetchone()
    return _NEVER if is_ahead else until - settle
