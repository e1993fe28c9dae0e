"""What a backup says of itself: manifest.json, written last, so that whatever has one is whole."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

NAME = "manifest.json"
FORMAT = 1
_CHUNK = 1024 * 1024


class Unusable(Exception):
    """Why a backup cannot be made or restored; the sentence says what to do."""


@dataclass(frozen=True)
class Manifest:
    """`tables` counts rows by table, `files` gives {"path": {"size", "sha256"}}, `audit_head` is NUMBER:HASH or empty,
    `keys` are fingerprints of AUDIT_KEY and each of SEAL_KEYS."""

    made_at: str
    engine: str
    migrations: list[str]
    tables: dict[str, int]
    audit_head: str
    keys: dict[str, list[str]]
    files: dict[str, dict]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it, with a mark under AUDIT_KEY that shows later changes."""
        facts = asdict(self)
        told = facts | {"mark": _mark(facts)}
        (folder / NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, *, keys_are_lost: bool = False) -> "Manifest":
        """Read and check it, the files beside it, and that the keys of the backup are at hand. Raises Unusable."""
        try:
            facts = json.loads((folder / NAME).read_text(encoding="utf-8"))
            mark, version = facts.pop("mark"), facts["format"]
        except FileNotFoundError as missing:
            raise Unusable(
                _("%(folder)s không phải bản sao lưu hoàn chỉnh: thiếu %(name)s.")
                % {"folder": folder, "name": NAME}
            ) from missing
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
            raise Unusable(_("Bản sao lưu bị hỏng: không đọc được %(name)s.") % {"name": NAME}) from broken
        if version != FORMAT:
            raise Unusable(
                _("Bản sao lưu do phiên bản khác của cổng tạo ra. Dùng đúng phiên bản ấy để phục hồi.")
            )
        try:
            found = cls(**facts)
        except TypeError as broken:
            raise Unusable(_("Bản sao lưu bị hỏng: không đọc được %(name)s.") % {"name": NAME}) from broken
        if not keys_are_lost:
            found._check_keys()
            if mark != _mark(facts):
                raise Unusable(_("Bản sao lưu bị sửa: %(name)s không còn như lúc tạo.") % {"name": NAME})
        for name, told in found.files.items():
            if fingerprint_of_file(folder / name) != told:
                raise Unusable(_("Bản sao lưu bị hỏng: tệp %(name)s thiếu hoặc đã đổi.") % {"name": name})
        return found

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
        """Raise Unusable when the backup is of a newer portal than the one installed."""
        known = installed_migrations()
        if newer := [name for name in self.migrations if name not in known]:
            raise Unusable(
                _("Bản sao lưu do phiên bản mới hơn của cổng tạo ra (%(name)s). Nâng cấp cổng rồi phục hồi.")
                % {"name": newer[0]}
            )


def key_fingerprints() -> dict[str, list[str]]:
    """What tells keys apart without telling them."""
    return {
        "audit": [_fingerprint(settings.AUDIT_KEY)],
        "seal": [_fingerprint(key) for key in settings.SEAL_KEYS],
    }


def installed_migrations() -> set[str]:
    """All migrations of the installed code, APP.NAME."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def fingerprint_of_file(path: Path) -> dict | None:
    """Size and SHA-256 of a file; None where there is none."""
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
