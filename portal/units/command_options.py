"""Options by which commands name a unit: the day, the level where a code is shared, and what is said for a wrong code."""

from datetime import date

from django.core.management.base import CommandError, CommandParser

from portal.core.day_input import day_argument
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.selectors import UnknownUnit, unit_by_code


def add_day_and_level(parser: CommandParser) -> None:
    """`--on`, `--level`, `--json`."""
    parser.add_argument("--on", type=day_argument, help="the day, as 2019-12-31; today if left out")
    parser.add_argument("--level", choices=Level.values, help="where a province and a commune share a code")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def named_unit(code: str, day: date, level: str | None = None, *, offers_day: bool = False) -> Unit:
    """The unit that a code means on a day. Raises CommandError; `offers_day` where another day may be named by `--on`."""
    try:
        return unit_by_code(code, day, level)
    except UnknownUnit as unknown:
        raise CommandError(unknown.asking_for_day() if offers_day else str(unknown)) from unknown
