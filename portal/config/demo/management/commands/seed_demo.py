"""`manage.py seed_demo`: fills the demo with its stories. Run again, it changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from portal.accounts.permissions import Role
from portal.config.demo import seeding
from portal.core import clock, jobs
from portal.core.formatting import day
from portal.units.models import Unit
from portal.units.national import tables


class Command(BaseCommand):
    help = "Fill the demo with its stories and print the names to sign in with. Demo settings only."

    def handle(self, **options: Any) -> None:
        self._load_units()
        if seeding.is_seeded():
            self.stdout.write("Dữ liệu minh họa đã có sẵn, không nạp lại.")
        else:
            self.stdout.write("Đang nạp dữ liệu minh họa…")
            seeding.seed()
            drawn = jobs.drain()
            self.stdout.write(self.style.SUCCESS(f"Đã nạp dữ liệu minh họa, vẽ {drawn} báo cáo đã ban hành."))
        self._print_people()

    def _load_units(self) -> None:
        if Unit.objects.filter(code="25561").exists() and Unit.objects.filter(code="25387").exists():
            return
        self.stdout.write("Đang nạp danh mục đơn vị hành chính của hai thời kỳ…")
        # Names given after the stories' days would be in their pages too early.
        with clock.pinned_to(max(story.day for story in seeding.STORIES)):
            tables.load(progress=lambda *step: self.stdout.write(f"  {tables.load_summary(*step)}"))

    def _print_people(self) -> None:
        for story in seeding.STORIES:
            self.stdout.write(f"\n{story.title} · ngày làm việc {day(story.day)}")
            rows = [(p.username, p.full_name, str(Role(p.role).label)) for p in story.personas]
            widths = [max(len(row[n]) for row in rows) for n in range(3)]
            for row in rows:
                cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                self.stdout.write(f"  {cells.rstrip()}")
        self.stdout.write(f"\nKhông cần mật khẩu: mở {reverse('demo:personas')} và bấm một nút để vào vai.")
