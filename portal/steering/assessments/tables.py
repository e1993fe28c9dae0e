"""What the list of a year shows of a roll: its filters, the lines of shares, each figure with the address of its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.list_filters import address
from portal.steering.assessments.communes import CommuneShares
from portal.steering.assessments.reasons import why_apart
from portal.steering.assessments.rules import COUNTED, KindShares, Share, Standing
from portal.steering.assessments.selectors import Entry, Roll
from portal.steering.choices import SheetStage, SubjectKind

#: How a stage is drawn (portal.core.templatetags.components.status).
TONES = {
    SheetStage.UNREGISTERED: "neutral",
    SheetStage.REGISTERED: "doing",
    SheetStage.PROPOSED: "waiting",
    SheetStage.RECOGNISED: "done",
    SheetStage.NOT_RECOGNISED: "late",
}


_UNDER_WAY = {SheetStage.REGISTERED, SheetStage.PROPOSED}
_APART = {Standing.NOT_LIABLE, Standing.BEGAN_LATE, Standing.ENDED}


@dataclass(frozen=True)
class EntryFilter:
    """One way to narrow the list of a year: its value in the address, its label, which entries it keeps."""

    key: str
    label: str | Promise
    keeps: Callable[[Entry], bool]


FILTERS = [
    EntryFilter("", _("Tất cả"), lambda entry: True),
    EntryFilter("thuoc-dien", _("Thuộc diện xét"), lambda entry: entry.is_counted),
    EntryFilter("dung-han", _("Đăng ký trong quý I"), lambda e: e.is_counted and e.registered_in_time),
    EntryFilter(
        "chua-dang-ky", _("Chưa đăng ký trong quý I"), lambda e: e.is_counted and not e.registered_in_time
    ),
    EntryFilter("dang-xet", _("Đang xét"), lambda e: e.is_counted and e.stage in _UNDER_WAY),
    EntryFilter("cong-nhan", _("Đã công nhận"), lambda e: e.is_counted and e.is_recognised),
    EntryFilter(
        "khong-cong-nhan",
        _("Không công nhận"),
        lambda e: e.is_counted and e.stage == SheetStage.NOT_RECOGNISED,
    ),
    EntryFilter("chua-ro", _("Chưa đủ thông tin"), lambda e: e.standing is Standing.UNKNOWN),
    EntryFilter("khong-xet", _("Không xét"), lambda e: e.standing in _APART),
]


@dataclass(frozen=True)
class Line:
    """One subject as the list draws it."""

    entry: Entry
    tone: str
    reason: str

    @property
    def kind_label(self) -> str:
        return str(self.entry.kind.label)


def lines(entries: Iterable[Entry]) -> list[Line]:
    """The lines of some entries, in their order."""
    return [Line(entry, TONES[entry.stage], why_apart(entry)) for entry in entries]


def kept(entries: Iterable[Entry], *, kind: str, key: str) -> list[Entry]:
    """The entries that the address asks for: of a kind and by a filter; what is neither narrows nothing."""
    keeps = next((one.keeps for one in FILTERS if one.key == key), FILTERS[0].keeps)
    return [entry for entry in entries if keeps(entry) and (kind not in COUNTED or entry.kind == kind)]


def filter_chips(request: HttpRequest, entries: list[Entry], *, kind: str, key: str) -> list[dict[str, Any]]:
    """The filters that keep something of a kind, each with how many."""
    counts = {one.key: len(kept(entries, kind=kind, key=one.key)) for one in FILTERS}
    return [
        {
            "label": one.label,
            "url": address(request, xem=one.key),
            "active": one.key == key,
            "count": counts[one.key],
        }
        for one in FILTERS
        if counts[one.key] or one.key in ("", key)
    ]


@dataclass(frozen=True)
class ShareNumber:
    """A number of a share and the address of exactly the rows it counts."""

    number: int
    url: str


@dataclass(frozen=True)
class ShareCell:
    """A share in words: both numbers lead to their rows."""

    label: str | Promise
    top: ShareNumber
    base: ShareNumber
    percent: float | None
    target: int
    reached: bool | None


@dataclass(frozen=True)
class ShareLine:
    """The shares of one kind of a commune."""

    kind: SubjectKind
    cells: list[ShareCell]
    unknown: ShareNumber
    apart: ShareNumber

    @property
    def holds(self) -> bool | None:
        return (
            None if any(cell.reached is None for cell in self.cells) else all(c.reached for c in self.cells)
        )


def share_lines(roll: Roll) -> list[ShareLine]:
    """The shares of each kind of a commune that has one of it."""
    found = []
    for kind, shares in roll.shares.items():
        own = [entry for entry in roll.entries if entry.kind == kind]
        if own:
            found.append(_share_line(roll, kind, shares, own))
    return found


def _share_line(roll: Roll, kind: SubjectKind, shares: KindShares, own: list[Entry]) -> ShareLine:
    registered_percent, recognised_percent = roll.rules.percents

    def part(number: int, key: str) -> ShareNumber:
        return ShareNumber(number, list_url(roll, kind=kind, key=key) if number else "")

    def cell(label: str | Promise, share: Share, key: str, target: int) -> ShareCell:
        top, base = part(share.top, key), part(share.base, "thuoc-dien")
        return ShareCell(label, top, base, share.percent, target, share.reaches(target))

    return ShareLine(
        kind=kind,
        cells=[
            cell(_("Đăng ký"), shares.registered, "dung-han", registered_percent),
            cell(_("Công nhận"), shares.recognised, "cong-nhan", recognised_percent),
        ],
        unknown=part(shares.registered.unknown, "chua-ro"),
        apart=part(sum(entry.standing in _APART for entry in own), "khong-xet"),
    )


def list_url(roll: Roll | CommuneShares, *, kind: str = "", key: str = "") -> str:
    """The address of a commune's list of a year, narrowed."""
    query = {"don-vi": roll.commune.public_id, "nam": roll.rules.year, "loai": kind, "xem": key}
    return f"{reverse('steering:assessments')}?{urlencode({k: v for k, v in query.items() if v})}"


@dataclass(frozen=True)
class CommuneCell:
    """Both shares of one kind in a commune, or in several together, with the address of the commune's list."""

    kind: SubjectKind
    registered: Share
    recognised: Share
    holds: bool | None
    url: str = ""


def commune_cells(roll: CommuneShares) -> list[CommuneCell]:
    """The shares of each kind of one commune, for a line among others."""
    return [
        CommuneCell(
            kind,
            shares.registered,
            shares.recognised,
            shares.hold(*roll.rules.percents),
            list_url(roll, kind=kind),
        )
        for kind, shares in roll.shares.items()
    ]


def total_cells(found: Iterable[CommuneShares]) -> list[CommuneCell]:
    """The shares of each kind over all communes: their parts added up."""
    rows = [roll.shares for roll in found]
    return [
        CommuneCell(
            kind,
            _sum(shares[kind].registered for shares in rows),
            _sum(shares[kind].recognised for shares in rows),
            None,
        )
        for kind in COUNTED
    ]


def _sum(shares: Iterable[Share]) -> Share:
    rows = list(shares)
    return Share(
        sum(row.top for row in rows), sum(row.base for row in rows), sum(row.unknown for row in rows)
    )
