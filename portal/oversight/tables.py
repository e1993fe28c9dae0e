"""Columns of the lists of audit entries."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Role
from portal.core.columns import Column, MomentColumn
from portal.core.formatting import NOTHING, moment
from portal.core.lists import Drawn, LeanTable
from portal.core.models import AuditEntry
from portal.oversight import selectors
from portal.oversight.changes import in_words
from portal.oversight.grouping import sittings
from portal.oversight.labels import action_label, audited_models


class EntryTable(LeanTable):
    """Newest first; a row leads to what it is about where its reader (`actor`) may open that."""

    at = MomentColumn(gettext_lazy("Lúc"), order_by="at", initial_sort_descending=True)
    who = Column(gettext_lazy("Ai"), accessor="actor__full_name", reads=("actor_role",))
    what = Column(gettext_lazy("Đã làm gì"), accessor="action")
    subject = Column(gettext_lazy("Với"), accessor="model", reads=("object_id", "unit_id"))

    actor: Actor
    model = AuditEntry
    caption = gettext_lazy("Lịch sử truy cập từ ngoài đơn vị")
    row_key = "object_id"

    class Meta:
        order_by = "-at"

    def look_up(self, rows: Sequence[Any]) -> None:
        """Query once a page which rows its reader may open, and the names of the units."""
        units = {row.unit_id for row in rows} | {_role(row.actor_role)[1] for row in rows}
        found = {(row.model, row.object_id) for row in rows}
        self._openable, self._names = (
            selectors.around(self.actor, found, {pk for pk in units if pk is not None})
            if rows
            else (set(), {})
        )

    def href(self, row: Any) -> str:
        """The page of the row, where its reader may open it."""
        model = audited_models().get(row.model)
        return (
            reverse(model.address, args=[row.object_id]) if model and row.object_id in self._openable else ""
        )

    def render_who(self, record: Any) -> str:
        """The person, the role in which they acted, and their unit where it is not the reader's."""
        role, unit = _role(record.actor_role)
        # Where someone works is worth saying of those who work elsewhere.
        works_at = self._names.get(str(unit)) if unit != self.actor.workplace.pk else ""
        return " · ".join(filter(None, (record.actor__full_name, role, works_at)))

    def render_what(self, record: Any) -> str:
        """The label of the action."""
        return action_label(record.action)

    def render_subject(self, record: Any) -> str:
        """The kind of row and its unit, or a dash."""
        model = audited_models().get(record.model)
        word = str(model.word) if model else ""
        return " · ".join(filter(None, (word, self._names.get(str(record.unit_id), "")))) or NOTHING


class LogTable(EntryTable):
    """Entries with what they changed, as far as the reader may read it; those of one sitting share a line."""

    changes = Column(gettext_lazy("Đổi những gì"), reads=("model",), css="wide")

    caption = gettext_lazy("Nhật ký")

    class Meta:
        order_by = "-at"

    def render_changes(self, record: Any) -> str:
        """The fields that changed; their values only for a reader of such rows."""
        model = audited_models().get(record.model)
        readable = model is not None and (model.permission is None or self.actor.has(model.permission))
        return in_words(record.model, record.changes, values=readable) or NOTHING

    def drawn(self, rows: Sequence[Any]) -> list[Drawn]:
        """The rows of a page, the entries of one sitting joined to one line."""
        entries = super().drawn(rows)
        return [
            entries[line[0]]
            if len(line) == 1
            else self._together(
                [rows[position] for position in line], [entries[position] for position in line]
            )
            for line in sittings(rows)
        ]

    def _together(self, rows: Sequence[Any], entries: Sequence[Drawn]) -> Drawn:
        """One line for entries of one sitting: from when to when, how many, and each of them when opened."""
        texts = [
            dict(zip(self.shown, (text for _css, _label, text in cells), strict=True))
            for _href, cells in entries
        ]
        opened = format_html_join(
            "",
            "<li>{}</li>",
            ((_one_of(href, own),) for (href, _cells), own in zip(entries, texts, strict=True)),
        )
        what = format_html(
            "{} · {}<details><summary>{}</summary><ul>{}</ul></details>",
            texts[0]["what"],
            _("%(count)d lần") % {"count": len(entries)},
            _("Xem từng lần"),
            opened,
        )
        ends = sorted((rows[0].at, rows[-1].at))
        subjects = {own["subject"] for own in texts}
        return self.line(
            "",
            {
                "at": " – ".join(dict.fromkeys(map(moment, ends))),
                "who": texts[0]["who"],
                "what": what,
                "subject": subjects.pop() if len(subjects) == 1 else _common_end(subjects),
                "changes": NOTHING,
            },
        )


def _common_end(subjects: set[str]) -> str:
    """What all of these have in common at their end ("… · xã Phước Ninh"), else how many different ones there are."""
    ends = {subject.rpartition(" · ")[2] for subject in subjects}
    return ends.pop() if len(ends) == 1 else _("%(count)d nơi") % {"count": len(ends)}


def _one_of(href: str, texts: dict[str, Any]) -> str:
    """One entry inside its line: when, which row, what changed."""
    shown = (texts["at"], texts["subject"], texts["changes"])
    text = " · ".join(str(part) for part in shown if part != NOTHING)
    return format_html('<a href="{}">{}</a>', href, text) if href else text


def _role(label: str) -> tuple[str, int | None]:
    """Of "role@unit" the role in words and the unit's number; of anything else that the system did it, or nothing."""
    role, _at, unit = label.partition("@")
    if role in Role.values:
        return str(Role(role).label), int(unit) if unit.isdecimal() else None
    return (_("Hệ thống") if role.startswith("system") else "", None)
