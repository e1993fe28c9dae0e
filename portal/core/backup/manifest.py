"""Reads, writes and checks manifest.json, which describes a backup: the number of rows of every table, the checksum of
every file, the head of the audit and which keys it needs.

It is written last, so a folder that has one holds a complete backup.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

NAME = "manifest.json"
FORMAT = 1
_CHUNK = 1024 * 1024


class Unusable(Exception):
    """A backup cannot be made or restored; the message says why and what to do."""


@dataclass(frozen=True)
class BackupManifest:
    """The content of manifest.json, except the mark that `write` adds."""

    #: The moment in ISO format, with its time zone.
    made_at: str
    #: The kind of database, as `portal.core.backup.engines` names it.
    engine: str
    #: The migrations that were applied, each as APP.NAME.
    migrations: list[str]
    #: The number of rows of each table.
    tables: dict[str, int]
    #: NUMBER:HASH of the newest seal of the audit; empty where nothing is sealed.
    audit_head: str
    #: The fingerprints of AUDIT_KEY ("audit", one) and of SEAL_KEYS ("seal", one for each).
    keys: dict[str, list[str]]
    #: {path within the folder: {"size": bytes, "sha256": hexadecimal}}.
    files: dict[str, dict]
    #: The number of this shape; a manifest of another number is refused.
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write manifest.json into the folder, with a mark: a keyed hash under AUDIT_KEY that shows later changes."""
        facts = asdict(self)
        content = facts | {"mark": _mark(facts)}
        (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, *, keys_are_lost: bool = False) -> "BackupManifest":
        """The manifest of a folder, after every check: its shape, its mark, the files it names, and that `.env` has the
        keys with which the backup was made. Raises Unusable.

        With `keys_are_lost` neither the keys nor the mark can be checked; shape and files still are.
        """
        try:
            facts = json.loads((folder / NAME).read_text(encoding="utf-8"))
            mark, version = facts.pop("mark"), facts["format"]
            due = _mark(facts)
        except FileNotFoundError as missing:
            raise Unusable(
                _("%(folder)s không phải bản sao lưu hoàn chỉnh: thiếu %(name)s.")
                % {"folder": folder, "name": NAME}
            ) from missing
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
            raise _unreadable() from broken
        if version != FORMAT:
            raise Unusable(
                _("Bản sao lưu do phiên bản khác của cổng tạo ra. Dùng đúng phiên bản ấy để phục hồi.")
            )
        if facts.keys() - {"format"} != _SHAPES.keys() or not all(
            has_shape(facts[name]) for name, has_shape in _SHAPES.items()
        ):
            raise _unreadable()
        found = cls(**facts)
        if not keys_are_lost:
            found._check_keys()
            if mark != due:
                raise _altered()
        found._check_files(folder)
        return found

    def check_holds(self, file: str) -> None:
        """Raise Unusable unless the manifest names `file`: a file that it does not name was never compared."""
        if file not in self.files:
            raise _altered()

    def _check_files(self, folder: Path) -> None:
        for name, recorded in self.files.items():
            try:
                found = fingerprint_of_file(folder / name)
            except OSError:  # the file cannot be read, or its name is none that a file can have
                found = None
            if found != recorded:
                raise Unusable(_("Bản sao lưu bị hỏng: tệp %(name)s thiếu hoặc đã đổi.") % {"name": name})

    def _check_keys(self) -> None:
        here = key_fingerprints()
        if self.keys["audit"] != here["audit"]:
            raise Unusable(
                _(
                    "AUDIT_KEY trong .env không phải khóa của bản sao lưu này, nên nhật ký sẽ báo không khớp. "
                    "Đặt lại .env đã cất riêng; nếu khóa đã mất hẳn, chạy lại với --keys-lost."
                )
            )
        if set(self.keys["seal"]) - set(here["seal"]):
            raise Unusable(
                _(
                    "SEAL_KEYS trong .env thiếu khóa của bản sao lưu này: thông tin người báo tin và ứng dụng xác thực "
                    "sẽ không mở được. Đặt lại .env đã cất riêng; nếu khóa đã mất hẳn, chạy lại với --keys-lost."
                )
            )

    def check_version(self) -> None:
        """Raise Unusable when the backup was made by a newer version of the portal than the one installed."""
        known = installed_migrations()
        if newer := [name for name in self.migrations if name not in known]:
            raise Unusable(
                _("Bản sao lưu do phiên bản mới hơn của cổng tạo ra (%(name)s). Nâng cấp cổng rồi phục hồi.")
                % {"name": newer[0]}
            )


def key_fingerprints() -> dict[str, list[str]]:
    """The fingerprints of the keys in `.env`, which distinguish keys without disclosing them: {"audit": [one], "seal": [one
    for each key]}."""
    return {
        "audit": [_fingerprint(settings.AUDIT_KEY)],
        "seal": [_fingerprint(key) for key in settings.SEAL_KEYS],
    }


def installed_migrations() -> set[str]:
    """All migrations of the installed code, each as APP.NAME."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def fingerprint_of_file(path: Path) -> dict | None:
    """{"size": bytes, "sha256": hexadecimal} of a file; None where there is no file."""
    if not path.is_file():
        return None
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return {"size": path.stat().st_size, "sha256": digest.hexdigest()}


def _fingerprint(key: str) -> str:
    return salted_hmac("portal.core.backup key", "", secret=key, algorithm="sha256").hexdigest()[:16]


def _mark(facts: dict) -> str:
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return salted_hmac("portal.core.backup", text, secret=settings.AUDIT_KEY, algorithm="sha256").hexdigest()


def _unreadable() -> Unusable:
    return Unusable(_("Bản sao lưu bị hỏng: không đọc được %(name)s.") % {"name": NAME})


def _altered() -> Unusable:
    return Unusable(_("Bản sao lưu bị sửa: %(name)s không còn như lúc tạo.") % {"name": NAME})


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_moment(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        moment = datetime.fromisoformat(value)
        # The years at the two ends are excluded, because in Vietnam's time the moment could lie outside them.
        return moment.tzinfo is not None and 1 < moment.year < 9999
    except ValueError:
        return False


def _is_fingerprint(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"size", "sha256"}
        and _is_count(value["size"])
        and _is_text(value["sha256"])
    )


def _list_of(has_shape: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(has_shape, value))


def _by_name(has_shape: Callable[[object], bool], *names: str) -> Callable[[object], bool]:
    """Make the check of a JSON object: every value has the given shape and, where `names` are given, its keys are exactly
    these."""
    return lambda value: (
        isinstance(value, dict)
        and (not names or value.keys() == set(names))
        and all(map(has_shape, value.values()))
    )


# What the value of each entry of manifest.json must look like; checked before any entry is used.
_SHAPES: dict[str, Callable[[object], bool]] = {
    "made_at": _is_moment,
    "engine": _is_text,
    "migrations": _list_of(_is_text),
    "tables": _by_name(_is_count),
    "audit_head": _is_text,
    "keys": _by_name(_list_of(_is_text), "audit", "seal"),
    "files": _by_name(_is_fingerprint),
}
