"""`manage.py bodies --unit CODE`: the bodies that exist within a unit on a day."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.bodies import selectors
from portal.bodies.models import Body
from portal.core import clock
from portal.units.command_options import add_day_and_level, named_unit


class Command(BaseCommand):
    help = (
        "List the bodies that stood on a day in what a unit was then, by kind and name, each with the body above it. "
        "A code means the unit that bore it on the day. JSON: `first` null is an unknown start, `last` null still stands; "
        "`liable` says whether it is assessed yearly, null where that is unknown or it is not named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="official code of either era")
        add_day_and_level(parser)

    def handle(self, *, unit: str, on: date | None, level: str | None, **options: Any) -> None:
        """Print them; exit code 1 where the code means no unit."""
        day = on or clock.today()
        place = named_unit(unit, day, level, offers_day=on is None)
        facts = [_facts(body, above) for body, above in selectors.with_above(place, day)]
        if options["json"]:
            whole = {"unit": place.full_name, "code": unit, "on": day.isoformat(), "bodies": facts}
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        for fact in facts:
            under = f" < {fact['above']['name']} ({fact['above']['unit']})" if fact["above"] else ""
            self.stdout.write(f"{fact['kind_label']}: {fact['name']} ({fact['unit']}){under}")


def _facts(body: Body, above: Body | None) -> dict:
    liability = body.liability
    return {
        "name": body.name,
        "kind": body.kind,
        "kind_label": body.get_kind_display(),
        "trait": body.trait or None,
        "unit": body.unit.placed_name,
        "first": body.valid_from and body.valid_from.isoformat(),
        # Days as people count them: the last one is inside.
        "last": body.last_day and body.last_day.isoformat(),
        "liable": liability.is_liable,
        "liability": liability.verdict.value,
        "reason": str(liability.reason),
        "above": above and {"name": above.name, "kind": above.kind, "unit": above.unit.placed_name},
    }
