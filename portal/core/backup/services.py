"""`make_backup` and `restore`: what is checked before and compared after."""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from django.db.models import Sum
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.audit.verification import Verification, verify
from portal.core.backup.engines import Postgresql, Progress, Sqlite, engine
from portal.core.backup.files import copy_files, kept_paths, not_whole, restore_files
from portal.core.backup.manifest import (
    BackupManifest,
    Unusable,
    fingerprint_of_file,
    installed_migrations,
    key_fingerprints,
)
from portal.core.files.storage import StoreUnavailable
from portal.core.formatting import number
from portal.core.ids import public_id
from portal.core.models import FileArea, StoredFile


@dataclass(frozen=True)
class Backup:
    """What was copied; `lost` are the public ids of files whose bytes the store no longer has as they were stored."""

    manifest: BackupManifest
    lost: list[str]


@dataclass(frozen=True)
class Restored:
    """What was restored; `verdict` of the audit is None while `pending` migrations must run first.

    `lost` are the public ids of files that the backup did not have whole.
    """

    manifest: BackupManifest
    pending: list[str]
    verdict: Verification | None
    lost: list[str]


def make_backup(place: Path, progress: Progress) -> Backup:
    """Copy database and files into a new folder `place`, readable by its owner alone. Raises Unusable.

    It is made under another name and renamed when it is complete. Files are those of the rows in the copied database;
    their bytes are there before their row is, and for a day after it is removed.
    """
    source = engine()
    unfinished = _unfinished_folder(place, source.size() + _bytes_of_files())
    before = os.umask(0o077)
    try:
        progress(_("Sao cơ sở dữ liệu"))
        facts = source.dump(unfinished, progress)
        progress(_("Sao các tệp đã tải lên"))
        lost = copy_files(unfinished, facts.files())
        manifest = BackupManifest(
            made_at=clock.machine_now().isoformat(timespec="seconds"),
            engine=source.name,
            migrations=facts.migrations(),
            tables=facts.counts(),
            audit_head=facts.audit_head(),
            keys=key_fingerprints(),
            files=_fingerprints_in(unfinished),
        )
        manifest.write(unfinished)
        _flush(unfinished)
        os.rename(unfinished, place)
    except OSError as problem:
        raise Unusable(_why(problem, place)) from problem
    except StoreUnavailable as away:
        raise Unusable(_no_store()) from away
    finally:
        os.umask(before)
        shutil.rmtree(unfinished, ignore_errors=True)
    return Backup(manifest, lost)


def _unfinished_folder(place: Path, bytes_needed: int) -> Path:
    """A new folder beside `place`, of another name. Raises Unusable where `place` is taken, or there is no room."""
    if place.exists():
        raise Unusable(_("%(place)s đã có. Chọn tên thư mục khác.") % {"place": place})
    if not place.parent.is_dir():
        raise Unusable(_("Không có thư mục %(place)s.") % {"place": place.parent})
    _check_free_space(place.parent, bytes_needed)
    try:
        return Path(mkdtemp(prefix=f".{place.name}.", suffix=".unfinished", dir=place.parent))
    except OSError as problem:
        raise Unusable(_("Không ghi được vào %(place)s.") % {"place": place.parent}) from problem


def _fingerprints_in(folder: Path) -> dict[str, dict]:
    """{path within the folder: fingerprint} of its files, also in folders below."""
    return {
        str(path.relative_to(folder)): found
        for path in sorted(folder.rglob("*"))
        if (found := fingerprint_of_file(path)) is not None
    }


def restore(place: Path, progress: Progress, *, keys_are_lost: bool = False) -> Restored:
    """Fill the empty database of the settings from a backup, whole or not at all. Raises Unusable.

    Afterwards every table is counted, and the audit is verified where the backup is of the installed version.
    """
    progress(_("Kiểm bản sao lưu"))
    manifest = BackupManifest.read(place, keys_are_lost=keys_are_lost)
    target = engine()
    _check_fits(place, manifest, target)
    try:
        # Files first: a database never points to files that are still to come.
        progress(_("Phục hồi các tệp đã tải lên"))
        restore_files(place, manifest)
        progress(_("Phục hồi cơ sở dữ liệu"))
        facts = target.load(place, progress)
    except OSError as problem:
        raise Unusable(_why(problem, place)) from problem
    except StoreUnavailable as away:
        raise Unusable(_no_store()) from away
    if facts.counts() != manifest.tables or facts.audit_head() != manifest.audit_head:
        raise Unusable(
            _("Số dòng sau khi phục hồi không như trong bản sao lưu. Không dùng cơ sở dữ liệu này.")
        )
    progress(_("Kiểm các tệp đã tải lên"))
    lost = not_whole(facts.files())
    _take_own_area(manifest)
    pending = sorted(installed_migrations() - set(manifest.migrations))
    progress(_("Kiểm nhật ký"))
    return Restored(manifest, pending, None if pending else verify(), lost)


def _check_fits(place: Path, manifest: BackupManifest, target: Sqlite | Postgresql) -> None:
    """Raises Unusable for a backup that is not whole, or not of this database's kind, or for a database that is not empty."""
    if manifest.engine != target.name:
        raise Unusable(
            _(
                "Bản sao lưu là của %(theirs)s, DATABASE_URL là %(ours)s. Phục hồi vào cùng loại cơ sở dữ liệu."
            )
            % {"theirs": manifest.engine, "ours": target.name}
        )
    for file in (target.file, *kept_paths(place)):
        manifest.check_holds(file)
    manifest.check_version()
    if not target.is_empty():
        raise Unusable(
            _("Cơ sở dữ liệu này đã có bảng. Chỉ phục hồi vào cơ sở dữ liệu mới, trống, chưa chạy migrate.")
        )
    if (volume := target.volume()) is not None:
        _check_free_space(volume, sum(recorded["size"] for recorded in manifest.files.values()))


def _take_own_area(manifest: BackupManifest) -> None:
    """What the portal that was copied goes on storing is not this one's to sweep (portal.core.files.sweeping)."""
    if FileArea._meta.db_table in manifest.tables:
        for area in FileArea.objects.all():
            FileArea.objects.filter(pk=area.pk).update(name=public_id())


def _bytes_of_files() -> int:
    return StoredFile.objects.filter(removed_at=None).aggregate(bytes=Sum("size"))["bytes"] or 0


def _check_free_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Unusable(
            _("Không đủ chỗ ở %(place)s: cần khoảng %(needed)s MB, còn %(free)s MB.")
            % {"place": folder, "needed": number(needed // 2**20 + 1), "free": number(free // 2**20)}
        )


def _flush(folder: Path) -> None:
    """Have every file on the disk before the folder gets its name."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _no_store() -> str:
    return _("Kho tệp (FILES_URL) không trả lời.")


def _why(problem: OSError, place: Path) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Ổ đĩa đầy giữa chừng; không để lại gì dở dang.")
    return _("Không làm được với %(place)s: %(why)s.") % {"place": place, "why": problem.strerror or problem}
