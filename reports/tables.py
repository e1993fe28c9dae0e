"""The list of reports."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import day
from portal.core.lists import Drawn, LeanTable
from portal.core.periods import Period, PeriodKind
from portal.core.templatetags.components import status
from portal.units.name_cache import names_of
from reports.deadlines import is_in_time
from reports.states import TONE, ReportState


class ReportTable(LeanTable):
    period = tables.Column(_("Kỳ"), attrs={"css": "wide"})
    unit = tables.Column(_("Đơn vị"))
    number = tables.Column(_("Số"))
    state = tables.Column(_("Trạng thái"))
    due = tables.Column(_("Hạn"), attrs={"css": "num"})
    issued = tables.Column(_("Ban hành"), attrs={"css": "num"})

    fields = (
        "public_id",
        "kind",
        "year",
        "index",
        "unit_id",
        "number",
        "symbol",
        "state",
        "due_on",
        "issued_at",
    )
    keysets = {"-due": ("due_on", True), "due": ("due_on", False)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._states = {
            str(value): status(label, TONE[ReportState(value)]) for value, label in ReportState.choices
        }
        self._base = reverse("reports:list")

    def look_up(self, rows: list[tuple]) -> None:
        self._places = names_of(row[4] for row in rows)

    def draw(self, values: tuple) -> Drawn:
        public_id, kind, year, index, unit, number, symbol, state, due_on, issued_at = values
        label = self.labels
        late = issued_at and not is_in_time(issued_at, due_on)
        return f"{self._base}{public_id}/", [
            ("wide", label["period"], Period(PeriodKind(kind), year, index).label.capitalize()),
            ("", label["unit"], self._places[unit]),
            ("", label["number"], f"{number:02}/{symbol}" if number else "—"),
            ("", label["state"], status(_now("Gửi chậm"), "waiting") if late else self._states[state]),
            ("num", label["due"], day(due_on)),
            ("num", label["issued"], day(issued_at)),
        ]
