"""Recurring job: what is in the store and not referred to is deleted, a day after it was written or removed.

Only this database's own area of the store is looked at (FileArea), so that two databases may share one. A day is longer
than any transaction that wrote bytes and has yet to write their row, and than a backup that has read a row and has yet
to copy its bytes. Run again, killed midway or run twice at once, it comes to the same.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import ProtectedError

from portal.core import clock
from portal.core.files.storage import kept_files
from portal.core.models import FileArea, StoredFile

log = logging.getLogger(__name__)
INTERVAL = timedelta(hours=6)
_KEPT = timedelta(days=1)
_AT_ONCE = 500


def sweep() -> None:
    """Forget the rows of files removed a day ago, then delete bytes without a row that are a day old."""
    until = clock.machine_now() - _KEPT
    _forget_removed(until)
    swept = sum(_sweep_keys(keys, until) for area in FileArea.objects.all() for keys in _keys_of(area.name))
    if swept:
        log.info("files: %d without a row swept", swept)


def _forget_removed(until: datetime) -> None:
    for file in StoredFile.objects.filter(removed_at__lt=until):
        try:
            file.delete()
        except ProtectedError:
            log.error("files: %s was removed, and a row still points to it", file.public_id)


def _keys_of(area: str) -> Iterator[list[str]]:
    """The keys in the store, some hundred at a time, from the folder of one month after the other."""
    months = _listed(area)[0]
    for month in months:
        names = _listed(f"{area}/{month}")[1]
        for at in range(0, len(names), _AT_ONCE):
            yield [f"{area}/{month}/{name}" for name in names[at : at + _AT_ONCE]]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return kept_files().listdir(folder)
    except FileNotFoundError:
        return [], []


def _sweep_keys(keys: list[str], until: datetime) -> int:
    """Delete those of the keys that no row has and that are old enough; how many."""
    known = set(StoredFile.objects.filter(key__in=keys).values_list("key", flat=True))
    return sum(_delete_if_old(key, until) for key in keys if key not in known)


def _delete_if_old(key: str, until: datetime) -> bool:
    store = kept_files()
    try:
        if store.get_modified_time(key) >= until:
            return False
    except FileNotFoundError:  # Somebody else swept it.
        return False
    store.delete(key)
    return True
