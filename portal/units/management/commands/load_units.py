"""`manage.py load_units`: loads the country's units of both eras."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.core.formatting import number
from portal.units.models import Unit
from portal.units.national import tables
from portal.units.national.gaps import gaps

_NAMED = 10


class Command(BaseCommand):
    help = (
        "Load the country's units of both eras (63 and 34 provinces) and say which old units have no successor in the "
        "tables. Run again, it adds only what is missing."
    )

    def handle(self, **options: Any) -> None:
        """Load what is missing of the national tables, then print which units have no successor there."""
        added = tables.load(progress=lambda *step: self.stdout.write(f"  {tables.load_summary(*step)}"))
        self.stdout.write(
            self.style.SUCCESS(_("Đã nạp %(count)s đơn vị hành chính.") % {"count": number(added)})
        )
        found = gaps()
        self._say(_("Xã, phường, thị trấn cũ chưa có đơn vị kế thừa trong bảng"), found.communes)
        self._say(_("Huyện đảo chưa có đơn vị kế thừa trong bảng"), found.districts)

    def _say(self, what: str, units: list[Unit]) -> None:
        names = ", ".join(f"{unit.full_name} ({unit.code})" for unit in units[:_NAMED])
        more = ", …" if len(units) > _NAMED else ""
        self.stdout.write(f"{what}: {number(len(units))}{f' · {names}{more}' if names else ''}")
