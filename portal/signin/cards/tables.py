"""Columns of the list of people who may have a card."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.actors import ActorProtocol
from portal.core.columns import Column, DayColumn, MomentColumn, StatusColumn
from portal.core.lists import LeanTable
from portal.signin.cards.choices import TONES, CardState
from portal.signin.cards.selectors import state_of
from portal.signin.models import Card
from portal.units.columns import UnitColumn

_MOMENTS = ("locked_at", "asked_at", "allowed_until", "bound_at", "bound_until")


class _CardStateColumn(StatusColumn):
    """The state of someone's live card now, or that there is none."""

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[CardState]:
        """The state of each person's live card."""
        for row in rows:
            moments = {name: getattr(row, f"card__{name}") for name in _MOMENTS}
            yield state_of(Card(**moments) if row.card__public_id else None)


class HolderTable(LeanTable):
    """By name; a row leads to the person's card."""

    name = Column(_("Họ và tên"), accessor="full_name", order_by="sort", css="wide")
    place = UnitColumn(_("Đơn vị"))
    state = _CardStateColumn(
        _("Thẻ"),
        CardState.choices,
        TONES,
        accessor="card__public_id",
        reads=tuple(f"card__{name}" for name in _MOMENTS),
    )
    bound = DayColumn(_("Gắn máy từ"), accessor="card__bound_at")
    until = DayColumn(_("Đến"), accessor="card__bound_until")
    used = MomentColumn(_("Dùng lần cuối"), accessor="card__last_used_at")

    model = User
    caption = _("Thẻ của trưởng thôn, ấp")
    leads_to = "cards:list"

    class Meta:
        order_by = "name"
