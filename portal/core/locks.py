"""Row locks, taken in one order; a locked row is read again before it is checked.

The order, for every service: units from the province down (portal.units.locks), people, the row itself, its
parts; within one kind by primary key. On SQLite each transaction holds the only write lock from its start, so there
reading again is all that is needed.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, models
from django.utils.translation import gettext as _

from portal.core.errors import Conflict

Row = TypeVar("Row", bound=models.Model)

# PostgreSQL: serialization failure, deadlock, lock not available.
_COLLISIONS = {"40001", "40P01", "55P03"}


def lock(row: Row) -> Row:
    """Lock one row until the transaction ends and read it again in place. Raises Conflict when it no longer exists."""
    model = row.__class__  # also behind request.user, which is found only when asked
    try:
        row.refresh_from_db(from_queryset=model._base_manager.select_for_update(no_key=True))
    except ObjectDoesNotExist as gone:
        raise Conflict(_("Mục này vừa được xóa hoặc hoàn tác. Tải lại trang để xem.")) from gone
    return row


def lock_all(rows: Iterable[Row]) -> list[Row]:
    """Lock rows of one model by primary key and read each again in place. Raises Conflict when one no longer exists."""
    return [lock(row) for row in sorted(set(rows), key=lambda row: row.pk)]


def is_collision(problem: OperationalError) -> bool:
    """Whether the database gave up a transaction because of another one: tried again, it can go through."""
    return getattr(problem.__cause__, "sqlstate", None) in _COLLISIONS or "database is locked" in str(problem)
