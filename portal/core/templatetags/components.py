"""Template tags and filters of all screens, loaded with `{% load components %}`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html import escape as _escaped
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, PasswordInput, RadioSelect, Select
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.core import formatting

register = template.Library()

_RETYPE = gettext_lazy("nhập lại, vì trang không giữ mật khẩu đã gõ.")

# A tone is never colour alone: each has its own shape.
TONES = {
    "new": "circle-fill",
    "doing": "circle-half",
    "waiting": "hourglass-split",
    "done": "check-circle",
    "late": "exclamation-triangle",
    "info": "info-circle",
    "neutral": "circle",
}

register.filter("number", formatting.number)
register.filter("percent", formatting.percent)
register.filter("signed", formatting.signed)
register.filter("day", formatting.day)
register.filter("month", formatting.month)
register.filter("moment", formatting.moment)


@register.simple_tag
@cache
def icon(name: str, label: str = "") -> SafeString:
    """Draw one icon of static/img/icons.svg; silent to screen readers unless it has a label of its own.

    Kept once drawn: a page has twenty, and the same name gives the same drawing.
    """
    drawing = '<svg class="icon" width="16" height="16" {}><use href="{}#{}"></use></svg>'
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(drawing, spoken, static("img/icons.svg"), name)


_QUOTED = re.compile(r"“[^”]*”")


@register.filter
def unparted(text: str) -> SafeString:
    """Text of a title, escaped; what is in quotation marks stays on one line where a line can hold it."""
    return SafeString(_QUOTED.sub(r'<span class="quoted">\g<0></span>', escape(text)))


_kept: dict[tuple, SafeString] = {}


@register.simple_tag
def keep(name: str, **shown: Any) -> SafeString:
    """Include a template that shows only the values named here; drawn once a process for the same values.

    It is drawn without the request and the page's own context, so no one's name, token or unit can stay in it.
    """
    key = (name, get_language(), _frozen(shown))
    if key not in _kept or settings.DEBUG:
        if len(_kept) >= 256:
            _kept.clear()
        _kept[key] = SafeString(render_to_string(name, shown))
    return _kept[key]


def _frozen(value: Any) -> Any:
    """A value as a key: lists and dicts by what they hold, words as they read in this language."""
    if isinstance(value, dict):
        return tuple((name, _frozen(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    return str(value) if isinstance(value, Promise) else value


@register.simple_tag
def status(word: str, tone: str = "neutral") -> SafeString:
    """Show a state as a pill of word and shape; an unknown tone is neutral."""
    tone = tone if tone in TONES else "neutral"
    return format_html('<span class="pill pill-{}">{}{}</span>', tone, icon(TONES[tone]), word)


@register.simple_tag
def due(
    due_at: datetime | None,
    now: datetime,
    done_at: datetime | None = None,
    open_since: datetime | None = None,
) -> SafeString:
    """Show how long is left, with the exact time on hover and to screen readers; see `wording.due_words`."""
    words, tone = formatting.due_words(due_at, now, done_at, open_since)
    if due_at is None:
        return format_html('<span class="due due-neutral">{}</span>', words)
    exact = _("Hạn: %(moment)s") % {"moment": formatting.moment(due_at)}
    return format_html(
        '<time class="due due-{}" datetime="{}" title="{}">{}{}'
        '<span class="visually-hidden"> ({})</span></time>',
        tone,
        formatting.local(due_at).isoformat(timespec="minutes"),
        exact,
        icon("clock" if tone == "neutral" else TONES[tone]),
        words,
        exact,
    )


@register.inclusion_tag("_components/figure.html")
def figure(label: str, value: Any, change: str = "", href: str = "", note: str = "", tone: str = "") -> dict:
    """Show one number, what it changed by, and where its rows are; numbers are written here, text is kept.

    `tone` ("late", "new") marks a number that needs attention; none is marked, and zero stays calm.
    """
    text = value if isinstance(value, str) else formatting.number(value)
    return {
        "label": label,
        "value": text,
        "change": change,
        "href": href,
        "note": note,
        "tone": tone if tone in TONES and value else "",
        "mark": TONES.get(tone, ""),
    }


@register.inclusion_tag("_components/bar.html")
def bar(value: Any, target: Any, label: str) -> dict:
    """Draw a share in percent against its target.

    No base is "—" and an empty track; over 100 is written and drawn in full and flagged: its base is wrong.
    """
    compared = value is not None and target is not None
    return {
        "label": label,
        "value": formatting.percent(value),
        "target": "" if target is None else formatting.percent(target),
        "length": _along(value),
        "mark": "" if target is None else _along(target),
        "met": compared and value >= target,
        "missing": formatting.gap(target - value) if compared and value < target else "",
        "over": formatting.exceeds_whole(value),
    }


@register.simple_tag
def small_bar(value: Any) -> SafeString:
    """Draw a share in percent as a thin line under its number; the number itself is read out, the line is not."""
    return SafeString(
        '<svg class="small-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-track" width="100" height="4"/>'
        f'<rect class="bar-length" width="{_along(value)}" height="4"/></svg>'
    )


def _along(value: Any) -> str:
    """Place a percentage on a line of 100, as SVG writes numbers (a dot, whatever the language)."""
    return f"{min(max(float(value or 0), 0.0), 100.0):.2f}"


@register.inclusion_tag("_components/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict:
    """Say that there is nothing here yet, and what the next step is."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("_components/breadcrumbs.html")
def breadcrumbs(items: Iterable[Any]) -> dict:
    """Show the way down to this page; items {label, url}, the last is the page itself."""
    return {"items": list(items)}


@register.inclusion_tag("_components/timeline.html")
def timeline(items: Iterable[Any]) -> dict:
    """Show what happened, in the order given; items {at, title, by, text}."""
    return {"items": list(items)}


@register.simple_tag
def chips(chips: Iterable[Any], label: str = "") -> SafeString:
    """Show filters as links that can be read aloud and shared; items {label, url, active, count?}."""
    links = []
    for chip in chips:
        here, sign = (' aria-current="true"', icon("check")) if chip["active"] else ("", "")
        count = chip.get("count")
        counted = (
            "" if count is None else f' <span class="chip-count">{escape(formatting.number(count))}</span>'
        )
        link = (
            f'<a class="chip" href="{escape(chip["url"])}"{here}>{sign}{escape(chip["label"])}{counted}</a>'
        )
        links.append(f"<li>{link}</li>")
    return SafeString(
        f'<nav class="chips" aria-label="{escape(label or _("Lọc"))}"><ul>{"".join(links)}</ul></nav>'
    )


@register.inclusion_tag("_components/progress.html")
def progress(done: int | None, total: int | None, label: str) -> dict:
    """Show how far a long job is; without a total only that it runs."""
    known = done is not None and bool(total)
    return {"done": done, "total": total, "label": label, "known": known}


@register.inclusion_tag("_components/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict:
    """List all that went wrong in these forms, each line linked to its field where one can be seen."""
    return {"lines": [line for form in forms if form is not None for line in _error_lines(form)]}


@register.inclusion_tag("_components/field.html")
def field(field: BoundField, hide_label: bool = False) -> dict:
    """Show one field of a form: label, hint, what went wrong, control; choices by tap become tiles.

    `hide_label` keeps the label for screen readers only: where the page's title asks the question already.
    """
    kind = _kind(field)
    return {
        "field": field,
        "kind": kind,
        # Whole sentences to choose from are one below the other.
        "sentences": kind == "tiles"
        and any(len(str(label)) > 50 for _value, label in getattr(field.field, "choices", ())),
        "hide_label": hide_label,
        "retype": _RETYPE if _lost(field) else "",
        "control": "" if kind == "tiles" else field.as_widget(attrs=_classes(field, kind)),
        "optional": not field.field.required and kind != "check",
    }


@register.simple_tag
def list_head(columns: Iterable[dict[str, Any]]) -> SafeString:
    """Write the headers of a list: columns {label, css, sort_url, sorted}; the address sorts by that column."""
    arrows = {"asc": "arrow-up", "desc": "arrow-down"}
    written = []
    for column in columns:
        way = column["sorted"]
        text: str = escape(column["label"])
        if column["sort_url"]:
            arrow = icon(arrows[way]) if way else ""
            text = f'<a href="{escape(column["sort_url"])}">{text}{arrow}</a>'
        css = f' class="{escape(column["css"])}"' if column["css"] else ""
        sort = f' aria-sort="{way}ending"' if way else ""
        written.append(f'<th scope="col"{css}{sort}>{text}</th>')
    return SafeString("".join(written))


@register.simple_tag
def list_rows(rows: Iterable[tuple[str, list[tuple[str, Any, Any]]]]) -> SafeString:
    """Write the rows of a list: (href, cells of (css, label, text)); the first cell carries the row's link.

    A template loop over 350 cells costs ten times as much; texts are escaped here unless marked safe.
    """
    opened: dict[tuple[str, Any], str] = {}  # css and labels repeat in every row
    written = []
    for href, cells in rows:
        written.append("<tr data-href>" if href else "<tr>")
        link = href
        for css, label, text in cells:
            start = opened.get((css, label))
            if start is None:
                start = opened[css, label] = f'<td class="{escape(css)}" data-label="{escape(label)}">'
            # What is not marked safe is a stranger's; of plain strings, Django's own check takes twice as long.
            shown = _escaped(text) if text.__class__ is str else conditional_escape(text)
            if link:
                shown = f'<a class="row-link" href="{_escaped(link)}">{shown}</a>'
                link = ""
            written.append(f"{start}{shown}</td>")
        written.append("</tr>\n")
    return SafeString("".join(written))


def _error_lines(form: BaseForm) -> Iterable[dict[str, str]]:
    for name, errors in form.errors.items():
        bound: BoundField | None = form[name] if name in form.fields else None
        href = "" if bound is None or bound.is_hidden else f"#{_first_control(bound)}"
        asked = "" if bound is None else str(bound.label).rstrip("?:. ")
        for error in errors:
            yield {"href": href, "text": f"{asked}: {error}" if asked else str(error)}
    for bound in (form[name] for name in form.fields):
        if _lost(bound):
            yield {"href": f"#{_first_control(bound)}", "text": f"{bound.label}: {_RETYPE}"}


def _lost(bound: BoundField) -> bool:
    """Whether a new password was typed well and is lost all the same: pages never carry one back."""
    widget = bound.field.widget
    return (
        isinstance(widget, PasswordInput)
        and widget.attrs.get("autocomplete") == "new-password"
        and bound.form.is_bound
        and bool(bound.form.errors)
        and bool(bound.data)
        and not bound.errors
    )


def _first_control(bound: BoundField) -> str:
    """Name the control a link should land on: of a group of choices, its first."""
    if not bound.use_fieldset:
        return bound.id_for_label
    choices = bound.subwidgets
    return (choices[0].id_for_label if choices else "") or bound.auto_id


def _kind(bound: BoundField) -> str:
    """Sort widgets by how they are drawn; a group of checkboxes is a RadioSelect to Django, too."""
    kinds = ((RadioSelect, "tiles"), (CheckboxInput, "check"), (FileInput, "file"), (Select, "select"))
    return next((kind for widget, kind in kinds if isinstance(bound.field.widget, widget)), "text")


def _classes(bound: BoundField, kind: str) -> dict[str, str | bool]:
    base = {"check": "form-check-input", "select": "form-select", "file": "form-control file-drop"}
    own = bound.field.widget.attrs.get("class", "")
    css = f"{base.get(kind, 'form-control')}{' is-invalid' if bound.errors else ''} {own}".strip()
    return {"class": css}
