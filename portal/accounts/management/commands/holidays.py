"""`manage.py holidays`: loads, lists and checks the yearly table of days off and days worked in exchange."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.accounts.actor import SystemActor
from portal.core import clock
from portal.core.formatting import day as day_words
from portal.core.holidays import read_rows, write_rows
from portal.core.models import Holiday
from portal.core.working_time import known_years


class Command(BaseCommand):
    help = (
        "Days off and days worked in exchange. With FILE (CSV: day,kind,name,basis; kind off or worked, empty makes the "
        "day plain again): put its rows in and recount the due times still open. Without: say which years are known."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the CSV file")
        parser.add_argument("--year", type=int, help="list the rows of a year")
        parser.add_argument(
            "--dry-run", action="store_true", help="read the file and say what it holds; write nothing"
        )

    def handle(self, *, file: Path | None, year: int | None, dry_run: bool, **options: Any) -> None:
        """Take in a file, list a year, or say which years are known."""
        if file:
            self._take(file, dry_run)
        elif year:
            self._list(year)
        else:
            self._say_years()

    def _take(self, file: Path, dry_run: bool) -> None:
        try:
            rows = read_rows(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as unreadable:
            raise CommandError(_("Không đọc được %(file)s (CSV, UTF-8).") % {"file": file}) from unreadable
        except ValidationError as wrong:
            raise CommandError("\n".join(wrong.messages)) from wrong
        for kind, count in Counter(row.kind for row in rows).items():
            label = Holiday.Kind(kind).label if kind else _("ngày thường")
            self.stdout.write(_("  %(kind)s: %(count)d ngày") % {"kind": label, "count": count})
        if dry_run:
            self.stdout.write(_("Chỉ xem thử, chưa ghi gì."))
            return
        done = write_rows(by=SystemActor("manage.py holidays"), rows=rows)
        self.stdout.write(
            self.style.SUCCESS(
                _(
                    "Thêm %(added)d, sửa %(changed)d, bỏ %(removed)d ngày; tính lại %(recounted)d thời hạn đang mở."
                )
                % vars(done)
            )
        )

    def _list(self, year: int) -> None:
        found = Holiday.objects.filter(day__year=year).order_by("day")
        for one in found:
            basis = f" · {one.basis}" if one.basis else ""
            self.stdout.write(f"{day_words(one.day)}  {one.get_kind_display()}  {one.name}{basis}")
        if year not in known_years():
            self.stdout.write(
                self.style.WARNING(_("Chưa có lịch nghỉ lễ, Tết năm %(year)d.") % {"year": year})
            )

    def _say_years(self) -> None:
        self.stdout.write(
            _("Đã có lịch nghỉ các năm: %(years)s") % {"years": ", ".join(map(str, sorted(known_years())))}
        )
        for year in (clock.today().year, clock.today().year + 1):
            if year not in known_years():
                self.stdout.write(
                    self.style.WARNING(_("Chưa có lịch nghỉ lễ, Tết năm %(year)d.") % {"year": year})
                )
