"""`manage.py make_report`: writes a unit's report of a period as files, with the content of the screens."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.periods import CutOff, Period, PeriodKind
from portal.units.command_options import named_unit
from portal.units.models import Unit
from reports.content import content_digest
from reports.models import Report
from reports.rendering import FORMATS, draw, draw_issued
from reports.rules import rules_for
from reports.selectors import content_of, live_content
from reports.states import ReportState


class Command(BaseCommand):
    help = (
        "Draw a unit's report. An issued one is drawn from its frozen content, any other as a marked draft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="official code, as valid on the period's last day")
        parser.add_argument("--type", required=True, choices=PeriodKind.values)
        parser.add_argument("--period", required=True, help="2019-11, 2019-H1 or 2019")
        parser.add_argument("--formats", default="pdf", help="comma-separated: " + ", ".join(FORMATS))
        parser.add_argument("--out", required=True, type=Path, help="folder the files are written to")
        parser.add_argument("--json", action="store_true", help="print paths and figures as JSON")

    def handle(self, *, type: str, formats: str, out: Path, **options: Any) -> None:
        """Draw the report into files and print their paths; exit code 1 for an unknown unit, period or format."""
        period = self._period(options["period"], type)
        place = named_unit(options["unit"], period.days().last)
        wanted = self._formats(formats)
        cut_off = self._cut_off(place, period)
        report = _latest(place, period)
        content = content_of(report) if report else live_content(place, period, cut_off, narrative={})
        issued = report if report and report.state == ReportState.ISSUED else None
        if issued and content_digest(content) != issued.content_hash:
            raise CommandError(_("Nội dung đã ban hành không khớp mã băm đã khóa: không vẽ lại được."))
        files = {
            out / f"bao-cao-{place.code}-{period.code}.{format}": _drawn(issued, content, format)
            for format in wanted
        }
        self._write(out, files)
        paths = [str(path) for path in files]
        if not options["json"]:
            for path in paths:
                self.stdout.write(path)
            return
        printed = _printed(place, content, issued=issued is not None) | {"paths": paths}
        self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=2))

    def _cut_off(self, unit: Unit, period: Period) -> CutOff:
        """The cut-off of the unit's reports of this kind; an error where there is none or the period has not begun."""
        rule = rules_for(unit, period.days().last).get(period.kind)
        if rule is None:
            raise CommandError(_("Chưa có quy định ngày chốt cho loại báo cáo này."))
        cut_off = CutOff(rule.cut_off)
        if period.days(cut_off).start > clock.today():
            raise CommandError(_("Kỳ này chưa bắt đầu nên chưa có báo cáo."))
        return cut_off

    def _write(self, out: Path, files: dict[Path, bytes]) -> None:
        try:
            out.mkdir(parents=True, exist_ok=True)
            for path, data in files.items():
                path.write_bytes(data)
        except OSError as problem:
            raise CommandError(
                _("Không ghi được vào %(out)s: %(why)s") % {"out": out, "why": problem}
            ) from problem

    def _period(self, code: str, kind: str) -> Period:
        try:
            period = Period.parse(code)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        if period.kind != kind:
            raise CommandError(
                _("Kỳ %(code)s là kỳ %(found)s, không phải %(wanted)s.")
                % {"code": code, "found": period.kind.label, "wanted": PeriodKind(kind).label}
            )
        return period

    def _formats(self, text: str) -> list[str]:
        wanted = [format.strip() for format in text.split(",") if format.strip()]
        unknown = [format for format in wanted if format not in FORMATS]
        if unknown or not wanted:
            raise CommandError(
                _("Định dạng %(unknown)s chưa có. Hiện có: %(known)s.")
                % {"unknown": ", ".join(unknown) or "trống", "known": ", ".join(FORMATS)}
            )
        return wanted


def _latest(unit: Unit, period: Period) -> Report | None:
    """The last revision of a unit's report of a period."""
    rows = Report.objects.unscoped("command: the shell's own user").filter(
        unit=unit, kind=period.kind, year=period.year, index=period.index
    )
    return rows.order_by("-revision").first()


def _drawn(issued: Report | None, content: dict, format: str) -> bytes:
    """A file of an issued report from its frozen content, else of `content` as a marked draft."""
    return bytes(draw_issued(issued, format).data) if issued else draw(content, format, made_at=clock.now())


def _printed(unit: Unit, content: dict, *, issued: bool) -> dict:
    """What `--json` prints of a report, but for its files."""
    return {
        "unit": {"code": unit.code, "name": unit.title},
        "period": content["period"],
        "state": ReportState.ISSUED.value if issued else ReportState.DRAFT.value,
        # Days as people count them: the last one is inside.
        "spans": {
            name: {"first": start, "last": (date.fromisoformat(end) - timedelta(days=1)).isoformat()}
            for name, (start, end) in content["spans"].items()
        },
        # Of an issued report the one frozen with it; whether it still holds was checked before drawing.
        "hash": content_digest(content),
        "figures": content["figures"],
    }
