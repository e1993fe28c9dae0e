"""Lists of audit entries. What a page of them needs to know (names, what may be opened) is asked once for all."""

from collections.abc import Iterable
from dataclasses import replace

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.permissions import Role
from portal.core.formatting import NOTHING, moment
from portal.core.lists import Drawn, LeanTable, Page
from portal.oversight import selectors
from portal.oversight.changes import in_words
from portal.oversight.grouping import sittings
from portal.oversight.labels import ACTIONS, THINGS


class EntryTable(LeanTable):
    """Newest first. Its rows come as they are: only `for_reader` knows who reads them."""

    at = tables.Column(gettext_lazy("Lúc"), attrs={"css": "num"})
    who = tables.Column(gettext_lazy("Ai"))
    what = tables.Column(gettext_lazy("Đã làm gì"))
    thing = tables.Column(gettext_lazy("Với"))
    changes = tables.Column(gettext_lazy("Đổi những gì"), attrs={"css": "wide"})

    fields = ("at", "actor__full_name", "actor_role", "action", "model", "object_id", "unit_id", "changes")
    keysets = {"-at": ("at", True), "at": ("at", False)}

    def drawn(self, rows: Iterable[tuple]) -> list[tuple]:
        return list(rows)


def for_reader(actor, listed: Page, *, changes: bool = True) -> Page:
    """Draw a page of entries for whoever reads it: links to what she may open, values she may read."""
    columns = listed.columns if changes else listed.columns[:-1]
    roles = [_role(row[2]) for row in listed.rows]
    units = {row[6] for row in listed.rows} | {unit for _word, unit in roles}
    things = {(row[4], row[5]) for row in listed.rows}
    openable, names = selectors.around(actor, things, units - {None}) if listed.rows else (set(), {})
    labels = [str(column["label"]) for column in listed.columns]
    drawn = []
    for row, (role, role_unit) in zip(listed.rows, roles, strict=True):
        at, name, _label, action, model, object_id, unit_id, changed = row
        thing = THINGS.get(model)
        place = names.get(str(unit_id), "")
        # Where someone works is worth saying of those who work elsewhere.
        works_at = names.get(str(role_unit)) if role_unit != actor.unit.pk else ""
        cells = [
            ("num", labels[0], moment(at)),
            ("", labels[1], " · ".join(filter(None, (name, role, works_at)))),
            ("", labels[2], str(ACTIONS.get(action, action))),
            ("", labels[3], " · ".join(filter(None, (str(thing.word) if thing else "", place))) or NOTHING),
        ]
        if changes:
            readable = thing is not None and (thing.permission is None or actor.has(thing.permission))
            cells.append(("wide", labels[4], in_words(model, changed, values=readable) or NOTHING))
        href = reverse(thing.address, args=[object_id]) if thing and object_id in openable else ""
        drawn.append((href, cells))
    # Who looked from outside is read one by one.
    grouped = sittings(listed.rows) if changes else [[position] for position in range(len(drawn))]
    lines = [
        drawn[line[0]] if len(line) == 1 else _together([drawn[position] for position in line])
        for line in grouped
    ]
    return replace(listed, columns=columns, rows=lines)


def _together(entries: list[Drawn]) -> Drawn:
    """One line for entries of one sitting: from when to when, how many, and each of them when opened."""
    _href, first = entries[0]
    moments = sorted((cells[0][2] for _href, cells in (entries[0], entries[-1])), key=_by_day)
    opened = format_html_join(
        "",
        "<li>{}</li>",
        ((_one_of(href, cells),) for href, cells in entries),
    )
    what = format_html(
        "{} · {}<details><summary>{}</summary><ul>{}</ul></details>",
        first[2][2],
        _("%(count)d lần") % {"count": len(entries)},
        _("Xem từng lần"),
        opened,
    )
    span = " – ".join(dict.fromkeys(moments))
    cells = [(first[0][0], first[0][1], span), first[1], (first[2][0], first[2][1], what)]
    things = {str(cells[3][2]) for _href, cells in entries}
    shared = things.pop() if len(things) == 1 else _common_end(things)
    rest = [(css, label, NOTHING) for css, label, _text in first[4:]]
    return "", [*cells, (first[3][0], first[3][1], shared), *rest]


def _common_end(things: set[str]) -> str:
    """What all of these have in common at their end ("… · xã Phước Ninh"), else how many different ones there are."""
    ends = {thing.rpartition(" · ")[2] for thing in things}
    return ends.pop() if len(ends) == 1 else _("%(count)d nơi") % {"count": len(ends)}


def _by_day(written: str) -> tuple[str, ...]:
    """Orders moments as they are written, "14:05 05/12/2019": by year, month, day, then time."""
    time, _space, day = written.partition(" ")
    return (*reversed(day.split("/")), time)


def _one_of(href: str, cells: list) -> str:
    """One entry inside its line: when, with which thing, what changed."""
    text = " · ".join(str(cell[2]) for cell in (cells[0], *cells[3:]) if cell[2] != NOTHING)
    return format_html('<a href="{}">{}</a>', href, text) if href else text


def _role(label: str) -> tuple[str, int | None]:
    """Of "role@unit" the role in words and the unit's number; of anything else that the system did it, or nothing."""
    role, _at, unit = label.partition("@")
    if role in Role.values:
        return str(Role(role).label), int(unit) if unit.isdecimal() else None
    return (_("Hệ thống") if role.startswith("system") else "", None)
