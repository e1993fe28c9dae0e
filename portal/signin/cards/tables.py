"""The list of those who may have a card, by name."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import day, moment
from portal.core.lists import Drawn, LeanTable
from portal.core.templatetags.components import status
from portal.signin.cards.choices import TONES
from portal.signin.cards.selectors import state_of
from portal.signin.models import Card
from portal.units.name_cache import names_of


class HolderTable(LeanTable):
    name = tables.Column(_("Họ và tên"), attrs={"css": "wide"})
    place = tables.Column(_("Đơn vị"))
    state = tables.Column(_("Thẻ"))
    bound = tables.Column(_("Gắn máy từ"), attrs={"css": "num"})
    until = tables.Column(_("Đến"), attrs={"css": "num"})
    used = tables.Column(_("Dùng lần cuối"), attrs={"css": "num"})

    fields = (
        "public_id",
        "full_name",
        "place",
        "card__public_id",
        "card__locked_at",
        "card__asked_at",
        "card__allowed_until",
        "card__bound_at",
        "card__bound_until",
        "card__last_used_at",
    )
    keysets = {"name": ("sort", False), "-name": ("sort", True)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._base = reverse("cards:list")

    def look_up(self, rows: list[tuple]) -> None:
        self._places = names_of(row[2] for row in rows)

    def draw(self, values: tuple) -> Drawn:
        public_id, name, place, card, *moments = values
        locked_at, asked_at, allowed_until, bound_at, bound_until, last_used_at = moments
        state = state_of(
            Card(
                locked_at=locked_at,
                asked_at=asked_at,
                allowed_until=allowed_until,
                bound_at=bound_at,
                bound_until=bound_until,
            )
            if card
            else None
        )
        label = self.labels
        return f"{self._base}{public_id}/", [
            ("wide", label["name"], name),
            ("", label["place"], self._places[place]),
            ("", label["state"], status(state.label, TONES[state])),
            ("num", label["bound"], day(bound_at)),
            ("num", label["until"], day(bound_until)),
            ("num", label["used"], moment(last_used_at)),
        ]
