"""The list of tips: columns by django-tables2, rows drawn from tuples."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.formatting import NOTHING, due_teller, moment
from portal.core.lists import Drawn, LeanTable
from portal.core.templatetags.components import status
from portal.core.working_time import unknown_words
from portal.units.name_cache import names_of, reads_of_communes
from tips.choices import WORKING_CLOCKS, Category, Urgency
from tips.models import Tip
from tips.states import OPEN, TONE, TipState


class TipTable(LeanTable):
    """Newest first; by due time where what is due matters more."""

    summary = tables.Column(_("Tin"), attrs={"css": "wide"})
    category = tables.Column(_("Việc"))
    place = tables.Column(_("Nơi"))
    received = tables.Column(_("Nhận lúc"))
    state = tables.Column(_("Trạng thái"))
    due = tables.Column(_("Thời hạn xử lý ban đầu"))
    handler = tables.Column(_("Người xử lý"))

    fields = (
        "public_id",
        "shown",
        "category",
        "urgency",
        "unit_id",
        "received_at",
        "state",
        "due_at",
        "met_at",
        "handler__full_name",
    )
    keysets = {
        "-received": ("received_at", True),
        "received": ("received_at", False),
        "due": ("due_at", False),
        "-due": ("due_at", True),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Words are looked up once, not once a cell.
        self._categories = {str(value): str(label) for value, label in Category.choices}
        self._states = {str(value): status(label, TONE[TipState(value)]) for value, label in TipState.choices}
        urgent = status(_("Gấp"), "late")
        self._urgent = {
            value: SafeString(f"{urgent} {escape(label)}") for value, label in self._categories.items()
        }
        self._base = reverse("tips:list")

    def begin(self) -> None:
        self._due = due_teller(clock.now())

    def look_up(self, rows: list[tuple]) -> None:
        self._places = names_of((row[4] for row in rows), with_commune=reads_of_communes(self.actor))
        self._unknown = _over_unknown_years(rows)

    def draw(self, values: tuple) -> Drawn:
        (public_id, summary, category, urgency, unit, received_at, state, due_at, met_at, handler) = values
        label = self.labels
        words, tone = self._due_of(state, due_at, met_at, received_at)
        if gap := self._unknown.get(public_id):
            words = f"{words} ({gap})"
        what = self._categories[category]
        return f"{self._base}{public_id}/", [
            ("wide", label["summary"], _shorten(summary) or what),
            ("", label["category"], self._urgent[category] if urgency == Urgency.URGENT else what),
            ("", label["place"], self._places[unit]),
            ("num", label["received"], moment(received_at)),
            ("", label["state"], self._states[state]),
            (_CSS.get(tone, ""), label["due"], words),
            ("", label["handler"], handler or "—"),
        ]

    def _due_of(self, state: str, due_at, met_at, received_at) -> tuple[str, str]:
        if state == TipState.VOID:
            return NOTHING, "neutral"
        return self._due(due_at, met_at, received_at if state in OPEN else None)


# Which look a due line has in a list.
_CSS = {"late": "late", "waiting": "soon", "done": "done"}


def _over_unknown_years(rows: list[tuple]) -> dict[str, str]:
    """{tip: what to say} of those whose due time, in working days, runs over a year without days off."""
    said = {row[0]: words for row in rows if (words := unknown_words(row[5], row[7]))}
    if not said:
        return {}
    counted = Tip.objects.unscoped("clocks of rows already listed").filter(
        public_id__in=said, limit__clock__in=WORKING_CLOCKS
    )
    return {public_id: said[public_id] for public_id in counted.values_list("public_id", flat=True)}


def _shorten(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + "…"
