"""`manage.py trim_audit --before DATE`: deletes entries older than twelve months; their seals stay."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.actor import SystemActor
from portal.core.audit.trimming import trim
from portal.core.day_input import day_argument
from portal.core.errors import Refused
from portal.core.formatting import number


class Command(BaseCommand):
    help = "Let audit entries go that were sealed before a day, by whole batches; nothing younger than twelve months."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", type=day_argument, required=True, help="YYYY-MM-DD")

    def handle(self, *, before: date, **options: Any) -> None:
        """Remove old entries and keep their seals; exit code 1 where the day is refused."""
        try:
            gone = trim(by=SystemActor("trim_audit"), before=before)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(
            f"Đã rút gọn {number(gone.entries)} dòng của {number(gone.seals)} niêm phong; chuỗi vẫn kiểm tra được."
        )
