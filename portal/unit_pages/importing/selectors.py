"""The rows of an import for a page: filtered, paginated, each with its choices."""

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.accounts.requests import ActorRequest
from portal.core.list_filters import address
from portal.units.choices import Level
from portal.units.importing.selectors import compared_with
from portal.units.importing.services import FOR_ALL, judged_rows
from portal.units.importing.states import ImportState
from portal.units.importing.verdicts import Decision, Judged, Verdict
from portal.units.models import UnitImport
from portal.units.naming import full_name

TONES = {
    Verdict.CREATE: "new",
    Verdict.EXISTS: "done",
    Verdict.LIKELY: "waiting",
    Verdict.DUPLICATE: "neutral",
    Verdict.NO_PARENT: "waiting",
    Verdict.UNREADABLE: "late",
    Verdict.NO_UNIT: "neutral",
}
_A_PAGE = 100
# No table has rows of so many digits; Python refuses to read a number of thousands of them.
_DIGITS = 8
_OPEN = "can-chon"
PREFIX = "row-"


def rows_of(request: ActorRequest, batch: UnitImport) -> dict:
    """What the page of a batch shows of its rows: chips, the rows of this page, the buttons that decide alike."""
    judged = judged_rows(batch)
    wanted = request.GET.get("xem", "")
    shown = [one for one in judged if _is_wanted(one, wanted)]
    last = max(1, -(-len(shown) // _A_PAGE))
    asked = request.GET.get("trang", "1")
    at = max(min(int(asked), last), 1) if asked.isdecimal() and len(asked) < _DIGITS else 1
    editable = batch.state == ImportState.DRAFT
    places = _places(batch) if editable else []
    return {
        "chips": _chips(request, batch, judged, wanted),
        "rows": [_row(one, places, editable=editable) for one in shown[(at - 1) * _A_PAGE : at * _A_PAGE]],
        "page": {
            "at": at,
            "last": last,
            "previous": address(request, trang=str(at - 1)) if at > 1 else "",
            "next": address(request, trang=str(at + 1)) if at < last else "",
        },
        "for_all": _for_all(judged) if editable else [],
    }


def decisions_in(posted: QueryDict) -> dict[int, str]:
    """The choices of a page's rows, {row: decision}; rows left open are left out."""
    named = {
        name.removeprefix(PREFIX): value
        for name in posted
        if name.startswith(PREFIX) and (value := posted.get(name))
    }
    return {int(row): value for row, value in named.items() if row.isdecimal() and len(row) < _DIGITS}


def _is_wanted(one: Judged, wanted: str) -> bool:
    if wanted == _OPEN:
        return not one.decision
    return one.verdict == wanted if wanted in Verdict.values else one.verdict != Verdict.NO_UNIT


def _chips(request: ActorRequest, batch: UnitImport, judged: list[Judged], wanted: str) -> list[dict]:
    data = len(judged) - batch.counts.get(Verdict.NO_UNIT, 0)
    known = wanted == _OPEN or wanted in Verdict.values
    chips = [
        {"label": _("Tất cả"), "url": address(request, xem="", trang=""), "active": not known, "count": data}
    ]
    if open_rows := batch.counts["undecided"]:
        chips.append(
            {
                "label": _("Cần chọn"),
                "url": address(request, xem=_OPEN, trang=""),
                "active": wanted == _OPEN,
                "count": open_rows,
            }
        )
    for verdict in Verdict:
        if count := batch.counts.get(verdict, 0):
            url = address(request, xem=verdict.value, trang="")
            label = capfirst(verdict.label)
            chips.append({"label": label, "url": url, "active": wanted == verdict, "count": count})
    return chips


def _places(batch: UnitImport) -> list[tuple[str, str]]:
    """Where a group whose hamlet is not clear may be put: a hamlet that exists, or directly in the commune."""
    hamlets = [unit for unit in compared_with(batch.commune, batch.on) if unit.level == Level.HAMLET]
    return [
        (f"{Decision.UNDER}{unit.public_id}", _("Thuộc %(unit)s") % {"unit": unit.full_name})
        for unit in [*hamlets, batch.commune]
    ]


def _row(one: Judged, places: list[tuple[str, str]], *, editable: bool) -> dict:
    verdict = Verdict(one.verdict)
    return {
        "number": one.line.row,
        "name": f"{PREFIX}{one.line.row}",
        "text": one.line.text,
        "like": _like(one),
        "verdict": verdict.label,
        "tone": TONES[verdict],
        "reason": one.reason,
        "options": _options(one, places) if editable and len(one.choices) > 1 else [],
        "open": not one.decision,
    }


def _like(one: Judged) -> str:
    """The name that already exists, to be read beside the one in the file; empty for rows that are not alike."""
    return one.like if one.verdict == Verdict.LIKELY else ""


def _options(one: Judged, places: list[tuple[str, str]]) -> list[tuple[str, str | Promise, bool]]:
    """(value, label, whether it is selected). Where nothing is decided an invitation to choose comes first."""
    options: list[tuple[str, str | Promise]] = [] if one.decision else [("", _("Chọn…"))]
    for choice in one.choices:
        if choice == Decision.UNDER:
            here = f"{Decision.UNDER}{one.line.put}"
            options += [place for place in places if place[0] != here]
        elif choice == Decision.WITH_PARENT:
            above = full_name(one.line.parent_kind, one.line.parent_name)
            options.append((choice.value, _("Tạo luôn %(unit)s") % {"unit": above}))
        else:
            options.append((choice.value, choice.label))
    return [(value, label, value == one.decision) for value, label in options]


def _for_all(judged: list[Judged]) -> list[dict]:
    """The buttons that decide alike for all rows of a verdict that are open, with how many they are."""
    words = {
        "same": _("Coi các tên gần giống là một, không tạo (%(count)d)"),
        "with-parent": _("Tạo luôn các thôn, ấp chưa có (%(count)d dòng)"),
        "skip": _("Bỏ qua các dòng chưa rõ thuộc đâu (%(count)d)"),
    }
    buttons = []
    for choice, (verdict, decision) in FOR_ALL.items():
        count = sum(one.verdict == verdict and not one.decision and decision in one.choices for one in judged)
        if count:
            buttons.append({"choice": choice, "label": words[choice] % {"count": count}})
    return buttons
