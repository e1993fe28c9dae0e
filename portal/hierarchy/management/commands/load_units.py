from django.core.management.base import BaseCommand

from portal.hierarchy import national_tables


class Command(BaseCommand):
    help = "Load the country's units of both eras (63 and 34 provinces). Run again, it adds only what is missing."

    def handle(self, **options):
        added = national_tables.load(progress=self._say)
        self.stdout.write(self.style.SUCCESS(f"Đã nạp {added} đơn vị hành chính."))

    def _say(self, what: str, done: int, total: int) -> None:
        self.stdout.write(f"  {what}: thêm {done} / {total}")
