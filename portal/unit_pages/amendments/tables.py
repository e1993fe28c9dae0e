"""Columns of the list of amendments."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.actors import ActorProtocol
from portal.core.columns import Column, DayColumn, MomentColumn
from portal.core.lists import LeanTable
from portal.core.templatetags.components import status
from portal.unit_pages.amendments.summaries import TONE, names_before, state_words
from portal.units.amendments.kinds import read
from portal.units.amendments.serialization import units_named
from portal.units.amendments.wording import Call
from portal.units.choices import AmendmentKind, AmendmentState
from portal.units.models import Amendment, Unit

# These headers are left of their right-aligned cells.
_HEAD_LEFT = {"th": {"class": ""}}


class _TitleColumn(Column):
    """What an amendment changes, its units called as they were until its day; two queries a page."""

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        """The title of each amendment."""
        known = units_named([row.details for row in rows])
        until = names_before(known.values())
        for row in rows:
            yield title_of(row.kind, row.details, known, until(row.on))


class AmendmentTable(LeanTable):
    """Newest first; by their day where that matters more."""

    what = _TitleColumn(_("Thay đổi"), accessor="details", reads=("kind", "on"), css="wide")
    on = DayColumn(_("Hiệu lực từ"), order_by="on", initial_sort_descending=True, attrs=_HEAD_LEFT)
    state = Column(_("Tình trạng"), reads=("done_on",))
    legal_act = Column(_("Văn bản"))
    made_by = Column(_("Người lập"), accessor="made_by__full_name", default=_("hệ thống"))
    made = MomentColumn(
        _("Lập lúc"),
        accessor="created_at",
        order_by="created_at",
        initial_sort_descending=True,
        attrs=_HEAD_LEFT,
    )

    model = Amendment
    caption = _("Thay đổi về đơn vị")

    class Meta:
        order_by = "-made"

    def href(self, row: Any) -> str:
        """The page of the amendment."""
        return reverse("units:amendment", args=[row.public_id])

    def render_state(self, record: Any) -> str:
        """Its state, with the day on which it was done, as a pill."""
        return status(state_words(record.state, record.done_on), TONE[AmendmentState(record.state)])


def title_of(kind: str, details: dict, known: dict[str, Unit], call: Call) -> str:
    """A stored amendment as a line of a list; only the label of its kind where a unit it names no longer exists."""
    try:
        return read(kind, details, known).title(call)
    except Unit.DoesNotExist:
        return str(AmendmentKind(kind).label)
