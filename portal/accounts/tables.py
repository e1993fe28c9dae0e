"""The list of people and their roles."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Role
from portal.core.formatting import day
from portal.core.lists import Drawn, LeanTable
from portal.units.name_cache import names_of


class RoleTable(LeanTable):
    """One row a role that someone has, had or will have; it leads to the person."""

    name = tables.Column(_("Họ và tên"), attrs={"css": "wide"})
    username = tables.Column(_("Tên đăng nhập"))
    role = tables.Column(_("Vai trò"))
    unit = tables.Column(_("Đơn vị"))
    since = tables.Column(_("Từ ngày"), attrs={"css": "num"})
    until = tables.Column(_("Đến trước ngày"), attrs={"css": "num"})

    fields = (
        "user__public_id",
        "user__full_name",
        "user__username",
        "user__is_active",
        "role",
        "unit_id",
        "valid_from",
        "valid_to",
    )
    keysets = {
        "name": ("user__sort", False),
        "-name": ("user__sort", True),
        "-since": ("valid_from", True),
        "since": ("valid_from", False),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._roles = {str(value): str(label) for value, label in Role.choices}
        self._base = reverse("accounts:people")

    def look_up(self, rows: list[tuple]) -> None:
        self._places = names_of(row[5] for row in rows)

    def draw(self, values: tuple) -> Drawn:
        public_id, name, username, is_active, role, unit, since, until = values
        label = self.labels
        return f"{self._base}{public_id}/", [
            ("wide", label["name"], name if is_active else _("%(name)s (đã đóng)") % {"name": name}),
            ("", label["username"], username),
            ("", label["role"], self._roles[role]),
            ("", label["unit"], self._places[unit]),
            ("num", label["since"], day(since)),
            ("num", label["until"], day(until)),
        ]
