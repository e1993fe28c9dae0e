"""`manage.py restore DIR`: restores a backup into an empty database."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.core.backup.manifest import Unusable
from portal.core.backup.services import Restored, restore
from portal.core.formatting import moment, number


class Command(BaseCommand):
    help = (
        "Fill the empty database of DATABASE_URL from a backup; every table is counted, the audit verified."
    )
    # There is no table to check anything in.
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path, help="what `backup` made")
        parser.add_argument(
            "--keys-lost",
            action="store_true",
            help="restore although .env lacks keys of the backup, for ever",
        )

    def handle(self, *, dir: Path, keys_lost: bool, **options: Any) -> None:
        """Fill an empty database from a backup; exit code 1 where anything does not match."""
        try:
            done = restore(dir.absolute(), self.stdout.write, keys_are_lost=keys_lost)
        except Unusable as no:
            raise CommandError(str(no)) from no
        except DatabaseError as problem:
            raise CommandError(f"Cơ sở dữ liệu không trả lời: {problem}") from problem
        rows, tables = sum(done.manifest.tables.values()), len(done.manifest.tables)
        self.stdout.write(
            self.style.SUCCESS(
                f"Đã phục hồi {number(rows)} dòng của {number(tables)} bảng, đếm lại khớp từng bảng."
            )
        )
        self.stdout.write(f"Bản sao lưu làm lúc {_made_at(done.manifest.made_at)}.")
        self._tell_audit(done)
        if done.lost:
            raise CommandError(
                f"Đã phục hồi, nhưng {number(len(done.lost))} tệp đã thiếu từ khi sao lưu ({', '.join(done.lost[:5])}…). "
                "Tìm chúng trong bản sao lưu trước đó."
            )

    def _tell_audit(self, done: Restored) -> None:
        if done.verdict is None:
            self.stdout.write(
                "Bản sao lưu của phiên bản trước: chạy manage.py migrate, rồi manage.py verify_audit."
            )
        elif first := done.verdict.first:
            raise CommandError(
                f"Đã phục hồi, nhưng nhật ký không khớp ở {number(done.verdict.faults)} chỗ; đầu tiên là niêm phong số "
                f"{first.number}: {first.kind.label}. Chạy manage.py verify_audit."
            )
        else:
            self.stdout.write(f"Nhật ký nguyên vẹn. Niêm phong cuối: {done.manifest.audit_head or 'chưa có'}")


def _made_at(text: str) -> str:
    return moment(datetime.fromisoformat(text))
