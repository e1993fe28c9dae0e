"""The store of uploaded files (`STORAGES["files"]`): a folder, or whatever FILES_URL names. It has no public address."""

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

log = logging.getLogger(__name__)
_CHUNK = 1024 * 1024


class StoreUnavailable(Exception):
    """The store does not respond, or refuses. Carries nothing of its address."""


def kept_files() -> Storage:
    """The store of the settings."""
    return storages["files"]


class DiskStorage(FileSystemStorage):
    """A folder whose files are on the disk when they are said to be: a row never points to what a power cut took."""

    def _save(self, name: str, content: "File[Any]") -> str:
        kept = super()._save(name, content)  # type: ignore[misc]  # the stubs lack it
        file = self.path(kept)
        _flush(file)
        # Of new folders above as well.
        while file != self.location and file != os.path.dirname(file):
            file = os.path.dirname(file)
            _flush(file)
        return kept


@contextmanager
def answering() -> Iterator[None]:
    """Raises StoreUnavailable for the exceptions that each store's own library has; OSError passes: a disk may be full,
    a file not there."""
    try:
        yield
    except (OSError, SuspiciousOperation):
        raise
    except Exception as failure:
        log.error("files: the store does not answer: %s", type(failure).__name__)
        raise StoreUnavailable from failure


def put(key: str, content: "File[Any]") -> str:
    """Write content under a key; the key. Raises StoreUnavailable, OSError."""
    with answering():
        return kept_files().save(key, content)


def chunks_of(key: str) -> Iterator[bytes]:
    """The bytes under a key, a megabyte at a time. Raises FileNotFoundError, OSError, StoreUnavailable."""
    with answering(), kept_files().open(key) as file:
        while part := file.read(_CHUNK):
            yield part


def sha256_of(key: str) -> str | None:
    """The SHA-256 of what is under a key; None where nothing is."""
    digest = hashlib.sha256()
    try:
        for part in chunks_of(key):
            digest.update(part)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def _flush(place: str) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
