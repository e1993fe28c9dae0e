"""The list of amendments on units; the units they name are read once a page."""

from collections.abc import Iterable

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import day, moment
from portal.core.lists import Drawn, LeanTable
from portal.core.templatetags.components import status
from portal.unit_pages.amendments.summaries import TONE, names_before, state_words
from portal.units.amendments.kinds import read
from portal.units.amendments.serialization import units_named
from portal.units.amendments.wording import Call
from portal.units.choices import AmendmentKind, AmendmentState
from portal.units.models import Unit


class AmendmentTable(LeanTable):
    """Newest first; by their day where that matters more."""

    what = tables.Column(_("Thay đổi"), attrs={"css": "wide"})
    on = tables.Column(_("Hiệu lực từ"))
    state = tables.Column(_("Tình trạng"))
    legal_act = tables.Column(_("Văn bản"))
    made_by = tables.Column(_("Người lập"))
    made = tables.Column(_("Lập lúc"))

    fields = (
        "public_id",
        "kind",
        "details",
        "on",
        "state",
        "done_on",
        "legal_act",
        "made_by__full_name",
        "created_at",
    )
    keysets = {
        "-made": ("created_at", True),
        "made": ("created_at", False),
        "-on": ("on", True),
        "on": ("on", False),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._known: dict[str, Unit] = {}
        self._until = names_before([])

    def drawn(self, rows: Iterable[tuple]) -> list[Drawn]:
        rows = list(rows)
        self._known = units_named([values[2] for values in rows])
        self._until = names_before(self._known.values())
        return super().drawn(rows)

    def draw(self, values: tuple) -> Drawn:
        public_id, kind, details, on, state, done_on, legal_act, made_by, created_at = values
        label = self.labels
        return reverse("units:amendment", args=[public_id]), [
            ("wide", label["what"], title_of(kind, details, self._known, self._until(on))),
            ("num", label["on"], day(on)),
            ("", label["state"], status(state_words(state, done_on), TONE[AmendmentState(state)])),
            ("", label["legal_act"], legal_act or "—"),
            ("", label["made_by"], made_by or str(_("hệ thống"))),
            ("num", label["made"], moment(created_at)),
        ]


def title_of(kind: str, details: dict, known: dict[str, Unit], call: Call) -> str:
    """A stored amendment as a line of a list; only the label of its kind where a unit it names is gone."""
    try:
        return read(kind, details, known).title(call)
    except Unit.DoesNotExist:
        return str(AmendmentKind(kind).label)
