"""Lists of groups, counts and confirmations."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.choices import Condition, GroupKind
from portal.core.formatting import day, number
from portal.core.lists import Drawn, LeanTable
from portal.core.templatetags.components import status
from portal.units.name_cache import names_of, reads_of_communes


class _GroupRows(LeanTable):
    """What the three lists share: labels looked up once a page, and where a row leads."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._kinds = {str(value): str(label) for value, label in GroupKind.choices}
        self._base = reverse("groups:list")


class GroupTable(_GroupRows):
    name = tables.Column(_("Nhóm"), attrs={"css": "wide"})
    kind = tables.Column(_("Loại"))
    place = tables.Column(_("Thuộc"))
    members = tables.Column(_("Thành viên"), attrs={"css": "num"})
    counted = tables.Column(_("Ngày cập nhật"), attrs={"css": "num"})
    officer = tables.Column(_("Cán bộ phụ trách"))

    fields = (
        "public_id",
        "name",
        "kind",
        "unit_id",
        "members",
        "counted_on",
        "officer__full_name",
        "closed_on",
    )
    keysets = {"name": ("sort", False), "-name": ("sort", True), "kind": ("kind", False)}

    def look_up(self, rows: list[tuple]) -> None:
        self._places = names_of((row[3] for row in rows), with_commune=reads_of_communes(self.actor))

    def draw(self, values: tuple) -> Drawn:
        public_id, name, kind, unit, members, counted_on, officer, closed_on = values
        label = self.labels
        return f"{self._base}{public_id}/", [
            ("wide", label["name"], f"{name} ({_('đã ngừng')})" if closed_on else name),
            ("", label["kind"], self._kinds[kind]),
            ("", label["place"], self._places[unit]),
            ("num", label["members"], number(members)),
            ("num", label["counted"], day(counted_on)),
            ("", label["officer"], officer or "—"),
        ]


class CountTable(_GroupRows):
    group = tables.Column(_("Nhóm"), attrs={"css": "wide"})
    members = tables.Column(_("Thành viên"), attrs={"css": "num"})
    households = tables.Column(_("Hộ"), attrs={"css": "num"})
    bodies = tables.Column(_("Đơn vị"), attrs={"css": "num"})
    counted = tables.Column(_("Ngày cập nhật"), attrs={"css": "num"})
    by = tables.Column(_("Người cập nhật"))

    fields = (
        "group__public_id",
        "group__name",
        "members",
        "households",
        "bodies",
        "counted_on",
        "counted_by__full_name",
    )
    keysets = {
        "-counted": ("counted_on", True),
        "counted": ("counted_on", False),
        "-members": ("members", True),
        "group": ("group__sort", False),
        "-group": ("group__sort", True),
    }

    def draw(self, values: tuple) -> Drawn:
        group, name, members, households, bodies, counted_on, by = values
        label = self.labels
        return f"{self._base}{group}/", [
            ("wide", label["group"], name),
            ("num", label["members"], number(members)),
            ("num", label["households"], number(households)),
            ("num", label["bodies"], number(bodies)),
            ("num", label["counted"], day(counted_on)),
            ("", label["by"], by or "—"),
        ]


class ConfirmationTable(_GroupRows):
    group = tables.Column(_("Nhóm"), attrs={"css": "wide"})
    condition = tables.Column(_("Tình hình"))
    note = tables.Column(_("Ghi chú"))
    on = tables.Column(_("Ngày"), attrs={"css": "num"})
    by = tables.Column(_("Người xác nhận"))

    fields = (
        "group__public_id",
        "group__name",
        "condition",
        "note",
        "confirmed_on",
        "confirmed_by__full_name",
    )
    keysets = {"-on": ("confirmed_on", True), "on": ("confirmed_on", False)}

    _TONES = {Condition.ACTIVE: "done", Condition.QUIET: "waiting", Condition.TROUBLED: "late"}

    def draw(self, values: tuple) -> Drawn:
        group, name, condition, note, confirmed_on, by = values
        label = self.labels
        return f"{self._base}{group}/", [
            ("wide", label["group"], name),
            ("", label["condition"], status(Condition(condition).label, self._TONES[condition])),
            ("", label["note"], note or "—"),
            ("num", label["on"], day(confirmed_on)),
            ("", label["by"], by or "—"),
        ]
