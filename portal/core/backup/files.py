"""The uploaded files of a backup: copied from the store by the rows of the copied database, put back and compared."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.utils.translation import gettext as _

from portal.core.backup.manifest import BackupManifest, Unusable
from portal.core.files.storage import chunks_of, kept_files, put, sha256_of

FOLDER = "files"


@dataclass(frozen=True)
class FileRow:
    """A file as its row describes it."""

    public_id: str
    key: str
    size: int
    sha256: str


def copy_files(folder: Path, rows: Iterable[FileRow]) -> list[str]:
    """Copy the bytes of these rows into a folder; the public ids of those that are missing or no longer what was stored."""
    return [row.public_id for row in rows if not _copied(row, folder / FOLDER / row.key)]


def _copied(row: FileRow, place: Path) -> bool:
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with place.open("xb") as copy:
            for part in chunks_of(row.key):
                digest.update(part)
                copy.write(part)
    except FileNotFoundError:
        place.unlink()
        return False
    if digest.hexdigest() != row.sha256:
        place.unlink()
    return digest.hexdigest() == row.sha256


def kept_paths(place: Path) -> list[str]:
    """The paths of a backup's uploaded files, links among them, within it."""
    paths = (place / FOLDER).rglob("*")
    return [str(path.relative_to(place)) for path in paths if path.is_symlink() or not path.is_dir()]


def restore_files(place: Path, manifest: BackupManifest) -> None:
    """Put the files of a backup into the store, under their keys. Raises Unusable where the store keeps something else.

    What is there already stays if it is the same, else it makes way: a key is never used for two contents, so it was
    cut off or damaged.
    """
    for path, entry in manifest.files.items():
        if path.startswith(f"{FOLDER}/"):
            _put_back(place / path, path.removeprefix(f"{FOLDER}/"), entry["sha256"])


def _put_back(source: Path, key: str, sha256: str) -> None:
    try:
        there = sha256_of(key)
        if there == sha256:
            return
        if there is not None:
            kept_files().delete(key)
        with source.open("rb") as file:
            kept = put(key, File(file))
    except SuspiciousOperation as problem:
        raise Unusable(_("Bản sao lưu bị sửa: có tệp đòi ghi ra ngoài kho tệp.")) from problem
    if kept != key or sha256_of(key) != sha256:
        raise Unusable(_("Kho tệp (FILES_URL) không giữ đúng tệp %(key)s.") % {"key": key})


def not_whole(rows: Iterable[FileRow]) -> list[str]:
    """The public ids of rows whose bytes in the store are not what was stored."""
    return [row.public_id for row in rows if sha256_of(row.key) != row.sha256]
