"""`manage.py assessments --unit CODE --year YEAR`: the yearly assessments of a commune."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.actor import SystemActor
from portal.steering.assessments.reasons import why_apart
from portal.steering.assessments.rules import KindShares, Share
from portal.steering.assessments.selectors import Entry, Roll, roll_of
from portal.steering.assessments.year_rules import year_rules
from portal.steering.choices import SubjectKind
from portal.units.choices import Level
from portal.units.command_options import named_unit


class Command(BaseCommand):
    help = (
        'List who is assessed for "An toàn về an ninh, trật tự" in a commune and year, who is recognised, and the '
        "commune's shares. The code means the commune that bore it on the last day assessed. JSON: `hold` null is not "
        "known, because some size or school level is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="official code of a commune, of either era")
        parser.add_argument("--year", required=True, type=int, help="the year assessed, as 2025")
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(self, *, unit: str, year: int, **options: Any) -> None:
        """Print them; exit code 1 for a code that means no commune, or a year without criteria."""
        rules = year_rules(year)
        if not rules.exist:
            raise CommandError(f"no criteria are entered for {year}")
        commune = named_unit(unit, rules.windows[SubjectKind.COMMUNE].last, Level.COMMUNE)
        roll = roll_of(SystemActor("a command of the operator"), commune, year)
        if options["json"]:
            self.stdout.write(json.dumps(_whole(roll, unit), ensure_ascii=False, indent=2))
            return
        for entry in roll.all():
            reason = why_apart(entry)
            self.stdout.write(
                f"{entry.kind.label}: {entry.name}: {entry.stage.label}" + (f" ({reason})" if reason else "")
            )
        for kind, shares in roll.shares.items():
            self.stdout.write(
                f"{kind.label}: đăng ký {shares.registered.top}/{shares.registered.base}, "
                f"công nhận {shares.recognised.top}/{shares.recognised.base}"
            )


def _whole(roll: Roll, code: str) -> dict:
    percents = roll.rules.percents
    return {
        "unit": roll.commune.full_name,
        "code": code,
        "year": roll.rules.year,
        "hold": roll.shares_hold,
        "shares": {kind.value: _shares(shares, percents) for kind, shares in roll.shares.items()},
        "subjects": [_subject(entry) for entry in roll.all()],
    }


def _shares(shares: KindShares, percents: tuple[int, int]) -> dict:
    def parts(share: Share, percent: int) -> dict:
        return {
            "top": share.top,
            "base": share.base,
            "percent_asked": percent,
            "hold": share.reaches(percent),
        }

    return {
        "registered": parts(shares.registered, percents[0]),
        "recognised": parts(shares.recognised, percents[1]),
        "unknown": shares.registered.unknown,
    }


def _subject(entry: Entry) -> dict:
    sheet, window = entry.sheet, entry.window
    return {
        "kind": entry.kind.value,
        "name": entry.name,
        "window": [window.first.isoformat(), window.last.isoformat()],
        "standing": entry.standing.value,
        "reason": why_apart(entry) or None,
        "stage": entry.stage.value,
        "registered_on": entry.registered_on and entry.registered_on.isoformat(),
        "registered_in_time": entry.registered_in_time,
        "decided_on": sheet.decided_on.isoformat() if sheet and sheet.decided_on else None,
        "decision": (sheet.decision_code or None) if sheet else None,
    }
