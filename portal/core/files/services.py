"""What apps call, each after its own permission check: `look`, `store`, `open_bytes`, `download`, `remove`, `proposals`; for a
file whose row is still to be written `hold`, `read_held`, `keep`."""

import hashlib
import logging
from collections.abc import Collection
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.actors import ActorProtocol
from portal.core.downloads import attachment
from portal.core.errors import NotNow
from portal.core.files import incoming
from portal.core.files.incoming import Incoming
from portal.core.files.kinds import Kind, kind_of, paper_kinds
from portal.core.files.limits import FileRefused
from portal.core.files.paper import PaperProposals, proposals_of
from portal.core.files.storage import StoreUnavailable, chunks_of, put
from portal.core.ids import public_id
from portal.core.models import FileArea, StoredFile

log = logging.getLogger(__name__)
#: Shorter than a day, after which what is removed or only held is swept (portal.core.files.sweeping).
HELD_FOR = timedelta(hours=23)


class FileNotWhole(NotNow):
    """The bytes are missing or no longer what was stored."""


def look(upload: UploadedFile, kinds: Collection[Kind]) -> Incoming:
    """Check an upload, for a form to do before a transaction begins: it takes a second, and `store` and `proposals` take
    what it gives in the upload's place. Raises FileRefused. Writes nothing."""
    return incoming.check(upload, kinds)


def store(*, by: ActorProtocol, upload: UploadedFile | Incoming, kinds: Collection[Kind]) -> StoredFile:
    """Check an upload, write its bytes, then its row in the caller's transaction. Raises FileRefused: nothing was written.

    Bytes come first: whatever dies between leaves bytes without a row, which are swept after a day, and never a row
    without bytes. The caller points to the row from one of its own, whose audit entry records it. The same content
    twice is stored twice.
    """
    taken = _looked(upload, kinds)
    return StoredFile.objects.create(
        name=taken.name,
        content_type=taken.kind.content_type,
        size=len(taken.data),
        sha256=hashlib.sha256(taken.data).hexdigest(),
        key=_put(taken.data),
        stored_by=by.user,
        stored_at=clock.now(),
    )


def hold(*, by: ActorProtocol, upload: UploadedFile | Incoming, kinds: Collection[Kind]) -> StoredFile:
    """As `store`, for a file whose row is still to be written: unless `keep` takes it within a day, it is swept."""
    file = store(by=by, upload=upload, kinds=kinds)
    remove(file)
    return file


def keep(held_id: str, *, by: ActorProtocol) -> StoredFile:
    """The file of this public id that the same person `hold`s, to be pointed to in the caller's transaction.

    Raises FileRefused where it was swept, was kept already or is someone else's.
    """
    if not _held(held_id, by).update(removed_at=None):
        raise FileRefused(
            _(
                "Tệp tải lên trước đó không còn chờ ở cổng (chỉ giữ một ngày). Lưu văn bản, rồi tải tệp lên lại."
            )
        )
    return StoredFile.objects.get(public_id=held_id)


def read_held(held_id: str, *, by: ActorProtocol) -> tuple[StoredFile, PaperProposals] | None:
    """A paper that the same person `hold`s, with its `proposals`; None where `keep` would refuse it."""
    file = _held(held_id, by).first()
    if file is None:
        return None
    try:
        data = b"".join(chunks_of(file.key))
        return file, proposals(SimpleUploadedFile(file.name, data))
    except (FileNotFoundError, StoreUnavailable, FileRefused):
        return None


def _held(held_id: str, by: ActorProtocol) -> QuerySet[StoredFile]:
    since = clock.machine_now() - HELD_FOR
    return StoredFile.objects.filter(public_id=held_id, stored_by=by.user, removed_at__gt=since)


def open_bytes(file: StoredFile) -> bytes:
    """The bytes as they were stored. Raises FileNotWhole when they are missing, removed or changed, NotNow
    when the store does not respond.

    Whoever calls it has asked its own policy whether the actor may read the row that points to the file.
    """
    data = b""
    if file.removed_at is None:
        try:
            data = b"".join(chunks_of(file.key))
        except FileNotFoundError:
            log.error("files: the bytes of %s are gone", file.public_id)
        except StoreUnavailable as away:
            raise NotNow(_no_answer()) from away
    if hashlib.sha256(data).hexdigest() != file.sha256:
        log.error("files: %s is not what was stored", file.public_id)
        raise FileNotWhole(_("Tệp này không còn nguyên vẹn trong kho. Báo người quản trị hệ thống."))
    return data


def download(file: StoredFile) -> HttpResponse:
    """A response by which a browser saves the file. What is said of `open_bytes` holds."""
    return attachment(open_bytes(file), name=file.name, content_type=file.content_type)


def remove(file: StoredFile) -> None:
    """Let a file go: it opens no more, and a day later row and bytes are swept. The caller's row must let go of it."""
    StoredFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=clock.machine_now())
    file.refresh_from_db(fields=["removed_at"])


def proposals(upload: UploadedFile | Incoming) -> PaperProposals:
    """What a paper's first page says of itself, for a form to offer; the upload may be stored afterwards.

    Raises FileRefused as `store` does, also for a paper with a mark of secrecy. Writes nothing.
    """
    return proposals_of(_looked(upload, paper_kinds()).text)


def _looked(upload: UploadedFile | Incoming, kinds: Collection[Kind]) -> Incoming:
    if not isinstance(upload, Incoming):
        return incoming.check(upload, kinds)
    kind_of(upload.data, kinds)
    return upload


def _put(data: bytes) -> str:
    """Write bytes under a new key; the key. Raises FileRefused when the store does not respond."""
    area = FileArea.objects.order_by("pk").first() or FileArea.objects.create()
    key = f"{area.name}/{clock.machine_now():%Y-%m}/{public_id()}{public_id()}"
    try:
        return put(key, ContentFile(data))
    except StoreUnavailable as away:
        raise FileRefused(_no_answer()) from away


def _no_answer() -> str:
    return _("Kho tệp tạm thời không trả lời. Thử lại sau ít phút.")
