"""`make_backup` and `restore`: what is checked before and compared after."""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.audit.verification import Verification, verify
from portal.core.backup.engines import Tell, engine
from portal.core.backup.manifest import (
    BackupManifest,
    Unusable,
    fingerprint_of_file,
    installed_migrations,
    key_fingerprints,
)
from portal.core.formatting import number

_FILES = "files"


@dataclass(frozen=True)
class Restored:
    """What was restored; `verdict` of the audit is None while `pending` migrations must run first."""

    manifest: BackupManifest
    pending: list[str]
    verdict: Verification | None


def make_backup(place: Path, tell: Tell) -> BackupManifest:
    """Copy database and files into a new folder `place`, readable by its owner alone. Raises Unusable.

    It is made under another name and renamed when it is whole.
    """
    if place.exists():
        raise Unusable(_("%(place)s đã có. Chọn tên thư mục khác.") % {"place": place})
    if not place.parent.is_dir():
        raise Unusable(_("Không có thư mục %(place)s.") % {"place": place.parent})
    source = engine()
    _check_free_space(place.parent, source.size())
    try:
        unfinished = Path(mkdtemp(prefix=f".{place.name}.", suffix=".unfinished", dir=place.parent))
    except OSError as problem:
        raise Unusable(_("Không ghi được vào %(place)s.") % {"place": place.parent}) from problem
    before = os.umask(0o077)
    try:
        tell(_("Sao cơ sở dữ liệu"))
        facts = source.dump(unfinished, tell)
        _copy_files(unfinished)
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
    finally:
        os.umask(before)
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _fingerprints_in(folder: Path) -> dict[str, dict]:
    """{path within the folder: fingerprint} of its files, also in folders below."""
    return {
        str(path.relative_to(folder)): found
        for path in sorted(folder.rglob("*"))
        if (found := fingerprint_of_file(path)) is not None
    }


def restore(place: Path, tell: Tell, *, keys_are_lost: bool = False) -> Restored:
    """Fill the empty database of the settings from a backup, whole or not at all. Raises Unusable.

    Afterwards every table is counted, and the audit is verified where the backup is of the installed version.
    """
    tell(_("Kiểm bản sao lưu"))
    manifest = BackupManifest.read(place, keys_are_lost=keys_are_lost)
    target = engine()
    if manifest.engine != target.name:
        raise Unusable(
            _(
                "Bản sao lưu là của %(theirs)s, DATABASE_URL là %(ours)s. Phục hồi vào cùng loại cơ sở dữ liệu."
            )
            % {"theirs": manifest.engine, "ours": target.name}
        )
    for file in (target.file, *_kept_files(place)):
        manifest.check_holds(file)
    manifest.check_version()
    if not target.is_empty():
        raise Unusable(
            _("Cơ sở dữ liệu này đã có bảng. Chỉ phục hồi vào cơ sở dữ liệu mới, trống, chưa chạy migrate.")
        )
    if (volume := target.volume()) is not None:
        _check_free_space(volume, sum(told["size"] for told in manifest.files.values()))
    tell(_("Phục hồi cơ sở dữ liệu"))
    try:
        facts = target.load(place, tell)
        restore_files(place)
    except OSError as problem:
        raise Unusable(_why(problem, place)) from problem
    if facts.counts() != manifest.tables or facts.audit_head() != manifest.audit_head:
        raise Unusable(
            _("Số dòng sau khi phục hồi không như trong bản sao lưu. Không dùng cơ sở dữ liệu này.")
        )
    pending = sorted(installed_migrations() - set(manifest.migrations))
    tell(_("Kiểm nhật ký"))
    return Restored(manifest, pending, None if pending else verify())


def _copy_files(folder: Path) -> None:
    """What people uploaded and is kept as files. Papers and pictures of the portal itself are in the database."""
    kept = _media()
    if kept is not None and kept.is_dir():
        shutil.copytree(kept, folder / _FILES)


def _kept_files(place: Path) -> list[str]:
    paths = (place / _FILES).rglob("*")
    return [str(path.relative_to(place)) for path in paths if path.is_symlink() or not path.is_dir()]


def restore_files(place: Path) -> None:
    """Copy the uploaded files of a backup to where the portal keeps them."""
    kept = _media()
    if kept is not None and (place / _FILES).is_dir():
        shutil.copytree(place / _FILES, kept, dirs_exist_ok=True)


def _media() -> Path | None:
    return Path(settings.MEDIA_ROOT) if settings.MEDIA_ROOT else None


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


def _why(problem: OSError, place: Path) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Ổ đĩa đầy giữa chừng; không để lại gì dở dang.")
    return _("Không làm được với %(place)s: %(why)s.") % {"place": place, "why": problem.strerror or problem}
