"""`manage.py make_report`: a unit's report of a period as files, from the shell. Same content as the screens."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.periods import CutOff, Period, PeriodKind
from portal.units.models import Unit
from portal.units.selectors import UnknownUnit, unit_by_code
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

    def handle(self, *, unit: str, type: str, period: str, formats: str, out: Path, **options: Any) -> None:
        period = self._period(period, type)
        place = self._unit(unit, period)
        wanted = self._formats(formats)
        rule = rules_for(place, period.days().last).get(period.kind)
        if rule is None:
            raise CommandError(_("Chưa có quy định ngày chốt cho loại báo cáo này."))
        if period.days(CutOff(rule.cut_off)).start > clock.today():
            raise CommandError(_("Kỳ này chưa bắt đầu nên chưa có báo cáo."))
        report = (
            Report.objects.unscoped("command: the shell's own user")
            .filter(unit=place, kind=period.kind, year=period.year, index=period.index)
            .order_by("-revision")
            .first()
        )
        content = (
            content_of(report) if report else live_content(place, period, CutOff(rule.cut_off), narrative={})
        )
        issued = report is not None and report.state == ReportState.ISSUED
        if issued and content_digest(content) != report.content_hash:
            raise CommandError(_("Nội dung đã ban hành không khớp mã băm đã khóa: không vẽ lại được."))
        files = {
            out / f"bao-cao-{place.code}-{period.code}.{format}": bytes(draw_issued(report, format).data)
            if issued
            else draw(content, format, made_at=clock.now())
            for format in wanted
        }
        try:
            out.mkdir(parents=True, exist_ok=True)
            for path, data in files.items():
                path.write_bytes(data)
        except OSError as problem:
            raise CommandError(
                _("Không ghi được vào %(out)s: %(why)s") % {"out": out, "why": problem}
            ) from problem
        paths = [str(path) for path in files]
        if not options["json"]:
            for path in paths:
                self.stdout.write(path)
            return
        printed = _printed(place, content, issued=issued) | {"paths": paths}
        self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=2))

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

    def _unit(self, code: str, period: Period) -> Unit:
        try:
            return unit_by_code(code, period.days().last)
        except UnknownUnit as unknown:
            raise CommandError(str(unknown)) from unknown

    def _formats(self, text: str) -> list[str]:
        wanted = [format.strip() for format in text.split(",") if format.strip()]
        unknown = [format for format in wanted if format not in FORMATS]
        if unknown or not wanted:
            raise CommandError(
                _("Định dạng %(unknown)s chưa có. Hiện có: %(known)s.")
                % {"unknown": ", ".join(unknown) or "trống", "known": ", ".join(FORMATS)}
            )
        return wanted


def _printed(unit: Unit, content: dict, *, issued: bool) -> dict:
    """What `--json` tells of a report, but for its files."""
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
