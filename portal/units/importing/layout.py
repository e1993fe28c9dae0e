"""Finds the header row of a table and the meaning of its columns; no fixed form is required."""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from portal.core.folding import fold
from portal.units.choices import KINDS_AT, Level, UnitKind
from portal.units.importing.names import BARE_GROUP, parse, tidy

# A title, the committee's name and some empty rows are above the header; more than this is not.
_HEADER_WITHIN = 40


class ColumnRole(StrEnum):
    """What a column says of a row."""

    NAME = "name"  # of a place of any kind
    HAMLET = "hamlet"
    GROUP = "group"
    PARENT = "parent"
    KIND = "kind"
    CODE = "code"


_PLACES = {ColumnRole.NAME, ColumnRole.HAMLET, ColumnRole.GROUP}
_NUMBERS = {"tt", "stt", "so tt", "so thu tu", "thu tu", "no"}
# Columns about people, houses and numbers: never read, so that no name or telephone number is kept.
_OTHERS = re.compile(
    r"\b(truong|pho|ho|hoten|ten chu|dien thoai|sdt|dt|so luong|so to|so ap|so thon|so nguoi|nhan khau|dan so|khau|"
    r"dien tich|dia chi|nam sinh|ngay|chuc vu|chuc danh|ghi chu|thanh vien|nhom|zalo|link|ky nhan|ket qua|phu trach)\b"
)
_TITLES = re.compile(
    r"(danh sach|bang|bieu|thong ke|tong hop|bao cao|phu luc|uy ban|ubnd|cong an|ban chi dao|cong hoa|doc lap)\b"
)
_HAMLET_WORDS = re.compile(
    r"\b(thon|ap|khu pho|kp|buon|ban|lang|xom|khom|to dan pho|tdp|khu dan cu|dia ban)\b"
)
_GROUP_WORDS = re.compile(r"\b(to (dan cu|nhan dan|an ninh)?( ?tu quan)?|to)\b")
_ASIDE = re.compile(r"\b(va|hoac|cac|so|thuoc|ten|don vi)\b")


@dataclass(frozen=True)
class Layout:
    """The last row of the header (-1: there is none), the column of each role, and the kind the header names."""

    header: int
    columns: dict[ColumnRole, int]
    hamlet_kind: str = ""
    labels: frozenset[str] = field(default_factory=frozenset)


def find_layout(rows: list[list[str]]) -> Layout | None:
    """The layout by the header's words, else by what is in the columns; None where neither determines it."""
    best = None
    for at in range(min(len(rows), _HEADER_WITHIN)):
        columns = _roles(rows[at])
        if _PLACES & columns.keys() and not _has_places(rows[at]):
            score = len(columns) + (len([cell for cell in rows[at] if cell.strip()]) > 1)
            if best is None or score > best[0]:
                best = (score, at, columns)
    if best is None:
        return _by_content(rows)
    _score, at, columns = best
    last = at
    if at + 1 < len(rows) and _goes_on(rows[at + 1]):
        # Two rows of header: what is under a wide label says it more closely.
        below = _roles(rows[at + 1])
        columns = {role: column for role, column in columns.items() if column not in below.values()} | below
        last = at + 1
    if (
        ColumnRole.NAME in columns
        and ColumnRole.HAMLET in columns
        and not {ColumnRole.GROUP, ColumnRole.PARENT} & columns.keys()
    ):
        columns[ColumnRole.PARENT] = columns.pop(ColumnRole.HAMLET)
    cells = [tidy(cell) for row in rows[at : last + 1] for cell in row if cell.strip()]
    return Layout(last, columns, _kind_in(cells), frozenset(fold(cell) for cell in cells))


def _roles(row: list[str]) -> dict[ColumnRole, int]:
    """The column of each role by the words of a header; the first column that says it has it."""
    found: dict[ColumnRole, int] = {}
    for column, cell in enumerate(row):
        role = role_of(cell)
        if role and role not in found:
            found[role] = column
    return found


def role_of(label: str) -> ColumnRole | None:
    """What a column of this label says; None for a column that is not read, and for what is no label."""
    words = fold(tidy(label)).strip()
    if not words or words in _NUMBERS or _TITLES.match(words):
        return None
    if words.startswith("loai") or words == "cap":
        return ColumnRole.KIND
    if words == "ma" or words.startswith(("ma so", "ma don vi", "ma thon", "ma ap", "ma to", "ma khu")):
        return ColumnRole.CODE
    if words.startswith(("thuoc", "truc thuoc", "don vi cap tren")):
        return ColumnRole.PARENT
    without_hamlets = _HAMLET_WORDS.sub(" ", words)
    if _OTHERS.search(without_hamlets):
        return None
    hamlet, group = without_hamlets != words, _GROUP_WORDS.search(without_hamlets) is not None
    # "Ấp Phước Lễ" is a place, not a label: of a label nothing is left but words for kinds.
    left = _ASIDE.sub(" ", _GROUP_WORDS.sub(" ", without_hamlets)).strip()
    if left and not words.startswith("ten"):
        return None
    if hamlet != group:
        return ColumnRole.HAMLET if hamlet else ColumnRole.GROUP
    return ColumnRole.NAME if hamlet or re.search(r"\b(ten|don vi)\b", words) else None


def _is_label(cell: str) -> bool:
    """Whether a cell is a label, of whichever column; "phố" of "khu phố" is no "phó"."""
    return bool(role_of(cell) or _OTHERS.search(_HAMLET_WORDS.sub(" ", fold(cell))))


def _has_places(row: list[str]) -> bool:
    """Whether a row names places, as rows of the table do: a kind with a name behind it."""
    return any(place.kind and place.name and not _is_label(cell) for cell in row if (place := parse(cell)))


def _goes_on(below: list[str]) -> bool:
    """Whether a row below a header is its second row: labels, and nothing else."""
    filled = [tidy(cell) for cell in below if tidy(cell)]
    return bool(filled) and all(_is_label(cell) for cell in filled) and not _has_places(below)


def _by_content(rows: list[list[str]]) -> Layout | None:
    """Without a header: the columns in which most cells name a hamlet or a group by its kind."""
    hamlets: Counter[int] = Counter()
    groups: Counter[int] = Counter()
    for row in rows:
        for column, cell in enumerate(row):
            place = parse(cell)
            if not place.name:
                continue
            if place.level == Level.HAMLET:
                hamlets[column] += 1
            elif place.level == Level.SELF_MANAGED_TEAM or (
                place.kind == BARE_GROUP and place.name[:1].isdigit()
            ):
                groups[column] += 1
    hamlet = hamlets.most_common(1)[0][0] if hamlets else None
    group = groups.most_common(1)[0][0] if groups else None
    name = group if hamlet is None else hamlet
    if name is None:
        return None
    if hamlet is None or group is None or hamlet == group:
        return Layout(-1, {ColumnRole.NAME: name})
    return Layout(-1, {ColumnRole.HAMLET: hamlet, ColumnRole.GROUP: group})


def _kind_in(labels: list[str]) -> str:
    """The one kind of hamlet that the header names; empty when it names several or none."""
    named = {
        str(kind)
        for label in labels
        if role_of(label) in (ColumnRole.HAMLET, ColumnRole.NAME, ColumnRole.PARENT)
        for kind in KINDS_AT[Level.HAMLET]
        if fold(str(UnitKind(kind).label)) in fold(label)
    }
    return named.pop() if len(named) == 1 else ""
