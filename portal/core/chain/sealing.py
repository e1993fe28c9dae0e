"""When entries may be sealed, and how.

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

An entry that nevertheless came late would lie in a range that is sealed already, and `verify_audit` reports it as
inserted: late ones are never taken in quietly, for then a forger's would be, too.

Two sealers make the same next seal from the same head; its number is unique, so one of them fails and stops.
"""

from datetime import datetime, timedelta
from itertools import takewhile

from django.db import connection, transaction
from django.db.utils import IntegrityError

from portal.core import clock
from portal.core.chain.hashing import FIELDS, Body, hash_of
from portal.core.models import AuditEntry, AuditSeal

SETTLE = timedelta(minutes=1)
BATCH = 1000
_WRITTEN_AT = FIELDS.index("written_at")


def seal_settled(*, settle: timedelta = SETTLE, batch: int = BATCH) -> int:
    """Seal all entries that are settled, in batches; the number sealed."""
    until, sealed = _settled_until(settle), 0
    while count := _seal_next(until, batch):
        sealed += count
    return sealed


def unsealed():
    """The entries no seal covers yet."""
    last = AuditSeal.objects.order_by("-number").values_list("last_id", flat=True).first()
    return AuditEntry.objects.filter(pk__gt=last) if last is not None else AuditEntry.objects.all()


def _seal_next(until: datetime, batch: int) -> int:
    """Make the next seal; the number of its entries, 0 when nothing is settled or another sealer was first."""
    try:
        with transaction.atomic():
            head = AuditSeal.objects.order_by("-number").first()
            entries = AuditEntry.objects.filter(pk__gt=head.last_id) if head else AuditEntry.objects.all()
            found = entries.order_by("pk").values_list(*FIELDS)[:batch]
            settled = list(takewhile(lambda entry: entry[_WRITTEN_AT] < until, found))
            if settled:
                _write(head, settled)
    except IntegrityError:
        return 0
    return len(settled)


def _write(head: AuditSeal | None, entries: list[tuple]) -> None:
    body = Body()
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
    AuditSeal.objects.create(**facts, hash=hash_of(**facts, before=head.hash if head else ""))


def _settled_until(settle: timedelta) -> datetime:
    """Before which moment of the database's clock no entry can appear any more."""
    if connection.vendor != "postgresql":
        return clock.machine_now() - settle
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT least(clock_timestamp(), min(xact_start)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0] - settle
