"""`manage.py reform`: the reform of 1 July 2025 for one province, as its screen does it. Run again, it goes on or does
nothing."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.accounts.actor import SystemActor
from portal.core.errors import Refused
from portal.core.formatting import number
from portal.unit_pages.amendments.selectors import undecided_in
from portal.unit_pages.reform import jobs
from portal.unit_pages.reform.views import ReformOverview, asked_of, counts_of
from portal.units.amendments import reform
from portal.units.amendments.preview import lines_of, tally
from portal.units.models import Unit
from portal.units.selectors import UnknownUnit


class Command(BaseCommand):
    help = "Let what lay in a province's older units lie in those of 1 July 2025. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--province", required=True, help="official code since 2025-07-01, or an older one"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would move, change nothing")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *, province, dry_run, json: bool, **options):
        self.as_json = json
        try:
            found = reform.province_of(province)
            amendment = reform.Reform(found)
            amendment.check(reform.REFORM)
            told = self._told(found, amendment, dry_run)
            self._say_before(told)
            if not dry_run and told["left"]:
                told["moved"] = self._run(amendment)
        except (UnknownUnit, Refused) as no:
            raise CommandError(str(no)) from no
        except ValidationError as no:
            raise CommandError(" ".join(no.messages)) from no
        if not dry_run:
            if begun := reform.current(found):
                jobs.note_done(begun)
            told["waiting"] = [_named(waiting.unit) for waiting in undecided_in(found)]
        self._say_after(told)

    def _told(self, province: Unit, amendment: reform.Reform, dry_run: bool) -> dict:
        """What is left to do, as plain values."""
        left = reform.steps_left(amendment)
        overview = ReformOverview.of(left)
        found = reform.questions(left)
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

    def _run(self, amendment: reform.Reform) -> int:
        by = SystemActor("manage.py reform")
        stored = reform.begin_reform(by=by, amendment=amendment)
        return reform.run_reform(by=by, stored=stored, progress=self._progress)

    def _progress(self, done: int, total: int) -> None:
        if not self.as_json:
            self.stdout.write(
                _("  đã chuyển %(done)d / %(total)d đơn vị cũ") % {"done": done, "total": total}
            )

    def _say_before(self, told: dict) -> None:
        if self.as_json:
            return
        self.stdout.write(_("Sắp xếp 01/7/2025: %(unit)s") % {"unit": told["province"]["name"]})
        if not told["left"]:
            return
        for label, count in (
            (_("xã, phường, thị trấn chuyển toàn bộ"), told["whole"]),
            (_("xã chia về nhiều nơi"), len(told["shared_out"])),
            (_("xã bảng kế thừa không ghi"), len(told["unknown"])),
            (_("huyện, quận, thị xã kết thúc"), told["districts"]),
            *((line.label, line.number) for line in lines_of(told["rows"])),
        ):
            self.stdout.write(f"  {label}: {number(count)}")
        self._list(_("Chưa quyết định, tỉnh tạm giữ:"), told["undecided"] + told["unknown"])

    def _say_after(self, told: dict) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        if told["dry_run"]:
            self.stdout.write(_("Chỉ xem trước, chưa có gì thay đổi."))
            return
        words = _("Đã chuyển %(n)s đơn vị cũ.") % {"n": number(told["moved"])}
        self.stdout.write(self.style.SUCCESS(words) if told["moved"] else _("Không còn gì để chuyển."))
        self._list(_("Chờ quyết định, ở trang của tỉnh:"), told["waiting"])

    def _list(self, head: str, units: list[dict]) -> None:
        if units:
            self.stdout.write(head)
        for unit in units:
            self.stdout.write(f"  {unit['name']}")


def _named(unit: Unit) -> dict[str, str]:
    return {"code": unit.code, "name": unit.full_name}
