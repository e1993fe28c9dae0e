"""`manage.py who_can`: lists who can see the rows of a unit on a day, and why."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.accounts.access_review import AccessReview, ReviewLine, who_can
from portal.accounts.models import Elevation
from portal.core import clock
from portal.core.day_input import day_argument
from portal.core.formatting import day, moment
from portal.units.command_options import named_unit


class Command(BaseCommand):
    help = "Who reaches the rows of a unit on a day, by which role, since when, given by whom."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="official code, as valid on the day")
        parser.add_argument("--on", type=day_argument, help="YYYY-MM-DD; today unless given")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *, unit: str, on: date | None, json: bool, **options: Any) -> None:
        """Print who can see the rows of a unit on a day, by role and assignment."""
        found = who_can(named_unit(unit, on or clock.today(), offers_day=on is None), on)
        self.stdout.write(_as_json(found) if json else "\n".join(_as_text(found)))


def _as_text(found: AccessReview) -> Iterator[str]:
    yield f"{found.unit.title}, {day(found.on)}"
    for place, _count, offices in found.by_place:
        yield f"\n{place}"
        for office in offices:
            yield f"  {office.role.label}: {office.sentence}"
            for label, words in office.words:
                yield f"    {label}: {words}"
            for line in office.lines:
                row = line.assignment
                until = f" – {day(row.valid_to)}" if row.valid_to else ""
                yield f"    · {row.user.full_name} ({row.user.username}), {row.place}, {day(row.valid_from)}{until}"
    for raised in found.elevations:
        yield f"\nQuyền xem tạm thời: {raised.user.full_name}, {raised.unit}, {moment(raised.begun_at)} – {moment(raised.last_moment)}: {raised.reason}"


def _as_json(found: AccessReview) -> str:
    shown = {
        "unit": {"code": found.unit.code, "name": found.unit.full_name, "level": found.unit.level},
        "on": found.on.isoformat(),
        "people": [_line(line) for line in found.lines],
        "without_rows": [_line(line) for line in found.without],
        "elevations": [_elevation(row, found) for row in found.elevations],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _line(line: ReviewLine) -> dict:
    row = line.assignment
    return {
        "name": row.user.full_name,
        "username": row.user.username,
        "account_open": row.user.is_active,
        "role": row.role,
        "because": row.sentence,
        "unit": {"code": row.unit.code, "name": row.unit.full_name, "level": row.unit.level},
        "body": row.body and row.body.name,
        "place": line.place,
        "since": row.valid_from.isoformat(),
        "until": row.valid_to.isoformat() if row.valid_to else None,
        "given_by": row.given_by.full_name if row.given_by else None,
        "opens": line.opens,
    }


def _elevation(row: Elevation, found: AccessReview) -> dict:
    return {
        "name": row.user.full_name,
        "role": row.role,
        "unit": row.unit.full_name,
        "reason": row.reason,
        "from": row.begun_at.isoformat(),
        "until": row.last_moment.isoformat(),
        "lasts": row.lasts_at(found.moment),
    }
