"""`manage.py rollout --unit CODE`: how far the communes of a province or district are with their groups on a day."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from groups.rollout_selectors import RolloutLine, deadline_on, rollout
from portal.core import clock
from portal.core.formatting import day as day_words
from portal.units.command_options import add_day_and_level, named_unit


class Command(BaseCommand):
    help = (
        "List the communes that stood in a unit on a day, each with the stage of the rollout that it had reached by then. "
        "JSON: `stage` null is a commune that has not begun; `due_on` null where no paper had set a deadline by the day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="official code of either era")
        add_day_and_level(parser)

    def handle(self, *, unit: str, on: date | None, level: str | None, **options: Any) -> None:
        """Print them; exit code 1 where the code means no unit."""
        day = on or clock.today()
        place = named_unit(unit, day, level, offers_day=on is None)
        lines, deadline = rollout(place, day), deadline_on(place, day)
        if options["json"]:
            whole = {
                "unit": place.full_name,
                "code": unit,
                "on": day.isoformat(),
                "due_on": deadline and deadline.due_on.isoformat(),
                "directive": deadline and deadline.directive.code,
                "communes": [_facts(line) for line in lines],
            }
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        if deadline:
            self.stdout.write(f"{deadline.directive.code}: {day_words(deadline.due_on)}")
        for line in lines:
            since = f" {day_words(line.since)}" if line.since else ""
            stage = line.stage.label if line.stage else "Chưa triển khai"
            late = " (quá hạn)" if line.is_late else ""
            self.stdout.write(f"{line.commune.title}: {stage}{since}{late}")


def _facts(line: RolloutLine) -> dict[str, Any]:
    return {
        "name": line.commune.full_name,
        "code": line.commune.code,
        "stage": line.stage and line.stage.value,
        "since": line.since and line.since.isoformat(),
        "late": line.is_late,
        "contact": line.contact and {"name": line.contact.contact_name, "phone": line.contact.contact_phone},
        "reminded_on": line.reminded and line.reminded.on.isoformat(),
        "reminded": line.reminded.reminded if line.reminded else 0,
        "seen": line.reminded.seen if line.reminded else 0,
    }
