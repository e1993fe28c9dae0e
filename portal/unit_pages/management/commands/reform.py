"""`manage.py reform`: carries out the reform of 1 July 2025 for one province; run again, it continues or does
nothing."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.accounts.actor import SystemActor
from portal.core.errors import Refused
from portal.core.formatting import number
from portal.unit_pages.amendments.selectors import undecided_in
from portal.unit_pages.reform import jobs
from portal.unit_pages.reform.selectors import ReformOverview, asked_of, counts_of
from portal.units.amendments import reform, reform_steps
from portal.units.amendments.preview import lines_of, tally
from portal.units.models import Unit
from portal.units.selectors import UnknownUnit


class Command(BaseCommand):
    help = "Move the rows of a province's older units into those of 1 July 2025. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--province", required=True, help="official code since 2025-07-01, or an older one"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would move, change nothing")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *, province: str, dry_run: bool, json: bool, **options: Any) -> None:
        """Run what is left of the reform of a province, or say what that is; exit code 1 where it is refused."""
        self.as_json = json
        try:
            found = reform_steps.province_of(province)
            plan = reform.ReformProvince(found)
            plan.check(reform.REFORM)
            facts = self._left(found, plan, dry_run)
            self._say_before(facts)
            if not dry_run and facts["left"]:
                facts["moved"] = self._run(plan)
        except (UnknownUnit, Refused) as no:
            raise CommandError(str(no)) from no
        except ValidationError as no:
            raise CommandError(" ".join(no.messages)) from no
        if not dry_run:
            if begun := reform.current(found):
                jobs.note_done(begun)
            facts["waiting"] = [_named(waiting.unit) for waiting in undecided_in(found)]
        self._say_after(facts)

    def _left(self, province: Unit, plan: reform.ReformProvince, dry_run: bool) -> dict:
        """What is left to do, as plain values."""
        left = reform_steps.steps_left(plan.province)
        overview = ReformOverview.of(left)
        found = reform_steps.questions(left)
        filed = counts_of(left, found)
        return {
            "province": _named(province),
            "dry_run": dry_run,
            "left": len(left),
            "whole": len(overview.whole),
            "shared_out": [
                {**_named(step.unit), "became": [_named(unit) for unit in step.successors]}
                for step in overview.shared_out
            ],
            "unknown": [_named(step.unit) for step in [*overview.unknown, *overview.lost_islands]],
            "districts": len(overview.districts),
            "rows": tally([step.unit for step in overview.provinces]),
            "undecided": [_named(unit) for one in asked_of(found, filed) for unit in one.units()],
            "moved": 0,
        }

    def _run(self, plan: reform.ReformProvince) -> int:
        by = SystemActor("manage.py reform")
        amendment = reform.begin_reform(by=by, plan=plan)
        return reform.run_reform(by=by, amendment=amendment, progress=self._progress)

    def _progress(self, done: int, total: int) -> None:
        if not self.as_json:
            self.stdout.write(
                _("  đã chuyển %(done)d / %(total)d đơn vị cũ") % {"done": done, "total": total}
            )

    def _say_before(self, facts: dict) -> None:
        if self.as_json:
            return
        self.stdout.write(_("Sắp xếp 01/7/2025: %(unit)s") % {"unit": facts["province"]["name"]})
        if not facts["left"]:
            return
        for label, count in (
            (_("xã, phường, thị trấn chuyển toàn bộ"), facts["whole"]),
            (_("xã chia về nhiều nơi"), len(facts["shared_out"])),
            (_("xã bảng kế thừa không ghi"), len(facts["unknown"])),
            (_("huyện, quận, thị xã kết thúc"), facts["districts"]),
            *((line.label, line.number) for line in lines_of(facts["rows"])),
        ):
            self.stdout.write(f"  {label}: {number(count)}")
        self._list(_("Chưa quyết định, tỉnh tạm giữ:"), facts["undecided"] + facts["unknown"])

    def _say_after(self, facts: dict) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
            return
        if facts["dry_run"]:
            self.stdout.write(_("Chỉ xem trước, chưa có gì thay đổi."))
            return
        words = _("Đã chuyển %(n)s đơn vị cũ.") % {"n": number(facts["moved"])}
        self.stdout.write(self.style.SUCCESS(words) if facts["moved"] else _("Không còn gì để chuyển."))
        self._list(_("Chờ quyết định, ở trang của tỉnh:"), facts["waiting"])

    def _list(self, head: str, units: list[dict]) -> None:
        if units:
            self.stdout.write(head)
        for unit in units:
            self.stdout.write(f"  {unit['name']}")


def _named(unit: Unit) -> dict[str, str]:
    return {"code": unit.code, "name": unit.full_name}
