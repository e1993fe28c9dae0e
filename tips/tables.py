"""Columns of the list of tips."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.actors import ActorProtocol
from portal.core.columns import Cell, ChoiceColumn, Column, MomentColumn, StatusColumn
from portal.core.formatting import NOTHING, due_teller
from portal.core.lists import LeanTable
from portal.core.templatetags.components import status
from portal.core.working_time import unknown_words, unknown_years
from portal.units.columns import UnitColumn
from tips.choices import WORKING_CLOCKS, Category, Urgency
from tips.models import Tip
from tips.states import OPEN, TONE, TipState


class _SummaryColumn(ChoiceColumn):
    """The summary, cut to a line; of a tip without words, its category."""

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        return [row.shown or self.words[row.category] for row in rows]

    def render(self, value: str) -> str:
        return _shorten(value)


class _CategoryColumn(ChoiceColumn):
    """The category; before that of an urgent tip a mark."""

    def prepare(self, name: str) -> None:
        super().prepare(name)
        urgent = status(str(_("Gấp")), "late")
        self._drawn = {(key, False): word for key, word in self.words.items()} | {
            (key, True): SafeString(f"{urgent} {escape(word)}") for key, word in self.words.items()
        }

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[tuple[str, bool]]:
        return [(row.category, row.urgency == Urgency.URGENT) for row in rows]

    def render(self, value: tuple[str, bool]) -> str:  # type: ignore[override]  # as `read` gives it
        return self._drawn[value]


class _DueColumn(Column):
    """The state of a tip against its due time at this moment, in words and (as CSS class) in its tone."""

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[tuple[str, str]]:
        say, unknown = due_teller(clock.now()), _over_unknown_years(rows)
        for row in rows:
            words, tone = NOTHING, "neutral"
            if row.state != TipState.VOID:
                words, tone = say(row.due_at, row.met_at, row.received_at if row.state in OPEN else None)
            if gap := unknown.get(row.public_id):
                words = f"{words} ({gap})"
            yield words, tone

    def cells(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[Cell]:
        return [(_CSS.get(tone, ""), self.label, words) for words, tone in self.read(rows, actor)]


class TipTable(LeanTable):
    """Newest first; by due time where what is due matters more."""

    summary = _SummaryColumn(_("Tin"), Category.choices, accessor="shown", reads=("category",), css="wide")
    category = _CategoryColumn(_("Việc"), Category.choices, reads=("urgency",))
    place = UnitColumn(_("Nơi"), accessor="unit_id", with_commune=True)
    received = MomentColumn(
        _("Nhận lúc"),
        accessor="received_at",
        order_by="received_at",
        initial_sort_descending=True,
        attrs={"th": {"class": ""}},
    )
    state = StatusColumn(_("Trạng thái"), TipState.choices, TONE)
    due = _DueColumn(
        _("Thời hạn xử lý ban đầu"),
        accessor="due_at",
        reads=("public_id", "met_at", "received_at", "state"),
        order_by="due_at",
    )
    handler = Column(_("Người xử lý"), accessor="handler__full_name")

    model = Tip
    caption = _("Tin báo")
    leads_to = "tips:list"

    class Meta:
        order_by = "-received"


# Which CSS class a due time has in a list, by its tone.
_CSS = {"late": "late", "waiting": "soon", "done": "done"}


def _over_unknown_years(rows: Sequence[Any]) -> dict[str, str]:
    """{tip: what to say} of those whose due time, in working days, runs over a year without days off."""
    # Nearly every page is within known years: one check instead of fifty.
    if not rows or not unknown_years(min(row.received_at for row in rows), max(row.due_at for row in rows)):
        return {}
    said = {row.public_id: words for row in rows if (words := unknown_words(row.received_at, row.due_at))}
    if not said:
        return {}
    counted = Tip.objects.unscoped("clocks of rows already listed").filter(
        public_id__in=said, limit__clock__in=WORKING_CLOCKS
    )
    return {public_id: said[public_id] for public_id in counted.values_list("public_id", flat=True)}


def _shorten(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + "…"
