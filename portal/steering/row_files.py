"""The file of a row of the steering committee: kept in place of the one before, or let go for good.

Whoever calls has locked the row and asked who may change it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from portal.accounts.actor import AnyActor
from portal.core import audited_writes
from portal.core.files import services as files
from portal.core.files.incoming import Incoming
from portal.core.files.kinds import paper_kinds
from portal.core.files.limits import FileRefused
from portal.core.models import Identified

Row = TypeVar("Row", bound=Identified)


@contextmanager
def refusals_at(field: str) -> Iterator[None]:
    """What is said of a file that is not taken, as a ValidationError at a field of the form."""
    try:
        yield
    except FileRefused as why:
        raise ValidationError({field: why.messages}) from why


def replace_file(
    row: Row, field: str, upload: UploadedFile | Incoming, *, by: AnyActor, action: str, version: int
) -> Row:
    """Keep a file as the row's `field`, and let the one before go.

    Raises ValidationError at `upload` for a file that is not taken (portal.core.files), Conflict.
    """
    audited_writes.check_version(row, version)
    before = getattr(row, field)
    with refusals_at("upload"):
        kept = files.store(by=by, upload=upload, kinds=paper_kinds())
    audited_writes.change_row(row, by=by, action=action, version=version, **{field: kept})
    if before:
        files.remove(before)
    return row


def let_file_go(row: Row, field: str, *, by: AnyActor, action: str, version: int) -> Row:
    """Let the file of a row go for good; a row without one stays as it is."""
    before = getattr(row, field)
    if before is None:
        return row
    audited_writes.change_row(row, by=by, action=action, version=version, **{field: None})
    files.remove(before)
    return row
