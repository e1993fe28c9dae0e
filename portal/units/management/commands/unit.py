"""`manage.py unit CODE --on DATE`: the unit a code means on a day, with its names, units above, origin and
successors."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.formatting import day as day_words
from portal.units.choices import CommandChain
from portal.units.command_options import add_day_and_level, named_unit
from portal.units.models import Succession, Unit, UnitVersion, valid_on
from portal.units.naming import full_name
from portal.units.selectors import era_of, line_on, successions


class Command(BaseCommand):
    help = (
        "Tell a unit by its official code and a day: its names and codes, its line on the day, what it came from "
        "and became. A code means the unit that bore it on the day; codes were used again on 1 July 2025. "
        "JSON: `first` null is an unknown start, `last` null still stands."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="official code of either era")
        add_day_and_level(parser)

    def handle(self, *, code: str, on: date | None, level: str | None, **options: Any) -> None:
        """Print which unit a code means on a day; exit code 1 where it means none."""
        day = on or clock.today()
        unit = named_unit(code, day, level, offers_day=on is None)
        facts = _facts(unit, day)
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
        else:
            self._say(unit, facts)

    def _say(self, unit: Unit, facts: dict) -> None:
        on = day_words(date.fromisoformat(facts["on"]))
        self.stdout.write(f"{facts['name']} ({facts['code']}), {on}: {era_of(unit)}")
        for title, rows in (
            (_("Cấp trên"), facts["parents"]),
            (_("Cấp trên theo hệ thống công an"), facts["police"]),
            (_("Hình thành từ"), facts["origin"]),
            (_("Trở thành"), facts["successors"]),
        ):
            names = ", ".join(
                f"{row['name']} ({row['code']})" if row["code"] else row["name"] for row in rows
            )
            if names:
                self.stdout.write(f"  {title}: {names}")
        for version in facts["versions"]:
            first, last = (
                version[end] and day_words(date.fromisoformat(version[end])) for end in ("first", "last")
            )
            days = f"{first or _('chưa rõ')} – {last or _('nay')}"
            self.stdout.write(
                f"  {version['name']} ({version['code']}): {days} {version['legal_act']}".rstrip()
            )


def _facts(unit: Unit, on: date) -> dict:
    versions = sorted(unit.versions.all(), key=lambda version: version.valid_from or date.min)
    links = list(successions(unit))
    *parents, own = [_named(version) for version in line_on(unit, on)]
    return {
        "on": on.isoformat(),
        **own,
        "versions": [
            {
                "name": full_name(version.kind, version.name),
                "code": version.code,
                "first": version.valid_from and version.valid_from.isoformat(),
                # Days as people count them: the last one is inside.
                "last": version.last_day and version.last_day.isoformat(),
                "legal_act": version.legal_act,
            }
            for version in versions
        ],
        "parents": parents,
        # The chain of command of the police on the day, where it had an edge of its own.
        "police": [
            {
                "name": edge.parent.full_name,
                "code": edge.parent.code,
                "level": edge.parent.level,
                "first": edge.valid_from and edge.valid_from.isoformat(),
                "last": edge.last_day and edge.last_day.isoformat(),
            }
            for edge in unit.edges.filter(valid_on(on), command_chain=CommandChain.POLICE)
            .select_related("parent")
            .order_by("valid_from")
        ],
        "origin": [_link(link.predecessor, link) for link in links if link.successor_id == unit.pk],
        "successors": [_link(link.successor, link) for link in links if link.predecessor_id == unit.pk],
    }


def _link(other: Unit, link: Succession) -> dict:
    return {
        "name": other.full_name,
        "code": other.code,
        "level": other.level,
        "on": link.on.isoformat(),
        "extent": link.extent,
        "legal_act": link.legal_act,
    }


def _named(version: UnitVersion) -> dict:
    return {
        "name": full_name(version.kind, version.name),
        "code": version.code,
        "level": version.unit.level,
    }
