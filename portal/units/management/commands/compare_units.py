"""`manage.py compare_units`: compares our tables of units with a second public table."""

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.units.national.comparison import differences


class Command(BaseCommand):
    help = (
        "Compare the project's tables of units with those of PyPI vietnamadminunits (MIT). Get them by `pip download "
        "--no-deps vietnamadminunits==1.0.4`, unpack the wheel, give its folder vietnamadminunits/data. Writes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with dataset.db and converter_2025.json")
        parser.add_argument(
            "--spelling", action="store_true", help="list names that differ by marks alone, too"
        )

    def handle(self, *, folder: Path, spelling: bool, **options: Any) -> None:
        """Print what a second table of units says otherwise, then how often."""
        try:
            found = list(differences(folder))
        except (OSError, ValueError, KeyError, sqlite3.Error) as wrong:
            raise CommandError(f"Không đọc được {folder}: {wrong}") from wrong
        for one in found:
            if spelling or not one.spelling:
                self.stdout.write(f"{one.what}\t{one.code}\t{one.ours or '—'}\t{one.theirs or '—'}")
        counted = Counter(one.what + (", spelling" if one.spelling else "") for one in found)
        for what, count in sorted(counted.items()):
            self.stdout.write(f"{what}: {count} khác nhau")
