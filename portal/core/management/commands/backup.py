"""`manage.py backup DIR`: a copy of database and files, without the keys."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.core.backup.files import FOLDER
from portal.core.backup.manifest import BackupManifest, Unusable
from portal.core.backup.services import make_backup
from portal.core.formatting import number


class Command(BaseCommand):
    help = "Copy database and files into a new folder, with counts, checksums and the audit's head; never the keys."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path, help="a folder that does not exist yet")

    def handle(self, *, dir: Path, **options: Any) -> None:
        """Make a backup in a new folder; exit code 1 where it cannot be whole, also when a file was lost before."""
        try:
            made = make_backup(dir.absolute(), self.stdout.write)
        except Unusable as no:
            raise CommandError(str(no)) from no
        except DatabaseError as problem:
            raise CommandError(f"Cơ sở dữ liệu không trả lời: {problem}") from problem
        self._tell(made.manifest, dir)
        if made.lost:
            raise CommandError(
                f"Đã sao lưu, nhưng kho tệp không còn nguyên {number(len(made.lost))} tệp ({', '.join(made.lost[:5])}…). "
                "Giữ cả bản sao lưu trước: tìm các tệp ấy trong đó."
            )

    def _tell(self, made: BackupManifest, dir: Path) -> None:
        rows = sum(made.tables.values())
        files = sum(path.startswith(f"{FOLDER}/") for path in made.files)
        self.stdout.write(
            self.style.SUCCESS(
                f"Đã sao lưu {number(rows)} dòng của {number(len(made.tables))} bảng và {number(files)} tệp vào {dir}."
            )
        )
        self.stdout.write(f"Niêm phong cuối của nhật ký: {made.audit_head or 'chưa có'}")
        self.stdout.write("Không có khóa trong bản này: cất .env ở nơi khác. Thử phục hồi định kỳ.")
