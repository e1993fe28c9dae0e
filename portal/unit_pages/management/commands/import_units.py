"""`manage.py import_units`: imports hamlets and self-managed teams from a table, with the services of the
screens."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import SystemActor
from portal.core.day_input import day_argument
from portal.core.errors import Conflict, Refused
from portal.core.sheets.limits import MAX_BYTES
from portal.core.sheets.reading import Table, read
from portal.units.choices import Level
from portal.units.importing.selectors import created_units
from portal.units.importing.services import (
    FOR_ALL,
    decide,
    decide_for_all,
    draft_import,
    judged_rows,
    read_table,
    run_import,
)
from portal.units.importing.states import ImportState
from portal.units.models import UnitImport
from portal.units.selectors import UnknownUnit, unit_by_code


class Command(BaseCommand):
    help = (
        "Bring in hamlets and self-managed teams from an .xlsx or .csv: all of it, or nothing and the reason."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commune", required=True, help="official code, as valid on the day")
        parser.add_argument("--on", required=True, type=day_argument, help="from which day they stand")
        parser.add_argument(
            "--sheet", default="", help="which sheet of the workbook; else the first that holds anything"
        )
        parser.add_argument("--legal-act", default="", help="the document that founded them")
        parser.add_argument(
            "--decide",
            action="append",
            default=[],
            metavar="ROW=CHOICE",
            help="for a row that leaves a choice: create, same, with-parent, under:ID, skip",
        )
        parser.add_argument(
            "--decide-all",
            action="append",
            default=[],
            choices=sorted(FOR_ALL),
            help="for all rows left: same (likely the same is the same), with-parent (create hamlets that only groups "
            "name), skip (groups without a hamlet)",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--json", action="store_true", help="print rows and figures as JSON")

    def handle(self, *, file: Path, sheet: str, **options: Any) -> None:
        """Import the table and print every row; exit code 1, and nothing written, where any rule refuses it."""
        try:
            table = read(self._bytes(file), sheet=sheet)
            batch = self._import(table, file.name, **options)
        except UnknownUnit as unknown:
            raise CommandError(str(unknown)) from unknown
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        except (Refused, Conflict) as no:
            raise CommandError(str(no)) from no
        self._say(batch, table, as_json=options["json"])

    def _import(self, table: Table, file_name: str, *, commune: str, on: date, **options: Any) -> UnitImport:
        """Draft the batch, decide as the options say and run it; in a dry run all is rolled back."""
        place = unit_by_code(commune, on, Level.COMMUNE)
        lines, by = read_table(commune=place, on=on, table=table), SystemActor("import_units")
        with transaction.atomic():
            batch = draft_import(
                by=by,
                commune=place,
                on=on,
                table=table,
                file_name=file_name,
                lines=lines,
                legal_act=options["legal_act"],
            )
            decisions = dict(self._decision(text) for text in options["decide"])
            if decisions:
                decide(by=by, batch=batch, version=batch.version, decisions=decisions)
            for choice in options["decide_all"]:
                decide_for_all(by=by, batch=batch, version=batch.version, choice=choice)
            if not options["dry_run"]:
                return run_import(by=by, batch=batch, version=batch.version)
            transaction.set_rollback(True)
        return batch

    def _bytes(self, file: Path) -> bytes:
        try:
            with file.open("rb") as opened:
                return opened.read(MAX_BYTES + 1)
        except OSError as problem:
            raise CommandError(
                _("Không mở được %(file)s: %(why)s") % {"file": file, "why": problem.strerror}
            ) from problem

    def _decision(self, text: str) -> tuple[int, str]:
        row, _sign, choice = text.partition("=")
        if not row.isdecimal() or not choice:
            raise CommandError(_("--decide %(text)s không đúng dạng DÒNG=LỰA-CHỌN.") % {"text": text})
        return int(row), choice

    def _say(self, batch: UnitImport, table: Table, *, as_json: bool) -> None:
        judged = judged_rows(batch)
        if not as_json:
            for one in judged:
                self.stdout.write(
                    f"{one.line.row:>5}  {one.verdict:<10}  {one.decision or '?':<11}  {one.reason}"
                )
            for note in batch.notes:
                self.stdout.write(note)
            self.stdout.write(json.dumps(batch.counts, ensure_ascii=False))
            return
        done = batch.state == ImportState.IMPORTED
        printed = {
            "commune": {"code": batch.commune.code, "name": batch.commune.title},
            "on": batch.on.isoformat(),
            "file": batch.file_name,
            "sheet": batch.sheet,
            "sheets_not_read": list(table.other_sheets),
            "import": batch.public_id if done else None,
            "state": batch.state if done else "dry-run",
            "notes": batch.notes,
            "counts": batch.counts,
            "rows": [one.as_json() | {"choices": [str(choice) for choice in one.choices]} for one in judged],
            "created": [
                {"id": unit.public_id, "name": unit.title, "parent": unit.parent.title if unit.parent else ""}
                for unit in (created_units(batch) if done else [])
            ],
        }
        self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=2))
