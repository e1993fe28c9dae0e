"""Parses rows of text into places of a commune, or says why a row is none."""

import re
from collections import Counter
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.folding import fold
from portal.units.choices import KINDS_AT, Level, UnitKind
from portal.units.importing.codes import is_own_code
from portal.units.importing.fonts import old_font_cell
from portal.units.importing.layout import ColumnRole, Layout, find_layout
from portal.units.importing.mangled_names import spoiled
from portal.units.importing.names import BARE_GROUP, ParsedName, cased, parse, tidy
from portal.units.importing.parsed_row import ParsedRow

_LONGEST = 120
_SHOWN = 80
_TOTAL = re.compile(r"(tong (cong|so)\b.*|(tong|cong)( \d.*)?)")
_SIGNED = re.compile(
    r"\b(nguoi lap|lap bieu|ky ten|ky ghi ro|thu truong|noi nhan|tm uy ban|tm ubnd|kt chu tich|chu tich|"
    r"truong cong an|xac nhan cua)\b|\bngay\b.*\bthang\b.*\bnam\b"
)
_IN_BRACKETS = re.compile(r"\(\s*(\d{1,2}|[A-Za-z])\s*\).*")
_ONE_LETTER = re.compile(r"[A-Z]")
_SEVERAL = re.compile(r"\d+\s*(?:[,;+&–—-]|và|đến)\s*(?:tổ\s*)?(?:số\s*)?\d+", re.IGNORECASE)
# Letters of the Ê Đê, Gia Rai and others bear marks that have no composed form: "Buôn Cư̆ Blang".
_NAME = re.compile(r"[^\W_][\w\u0300-\u036f\s.,'’‘ʼ`/()-]*")
# Signs that Vietnamese in Unicode does not have: what TCVN3 and VNI fonts leave behind (in TCVN3 "ư" is a hyphen).
_OLD_FONT = re.compile("[\u00ad¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹»¼½¾¿×÷ÅÆÄÇËÎÏÖØÛÜÞßåæäëîïöøûüÿ]")
# One of them within a word: no Unicode name has that.
_OLD_WORD = re.compile("[A-Za-z][¨©ª«¬®µ¶¸¹»¼½¾ÅÆÄËÎÏÖØÛÜÞßåæäëîïöøûüÿ]|[©«®µ¶¸ÅÆÄÖØÛÜÞßåæäëîïöøûüÿ][A-Za-z]")
_COMMUNE_KINDS = {str(kind) for kind in KINDS_AT[Level.COMMUNE]}


def parse_rows(rows: list[list[str]], *, usual_kind: str = "") -> list[ParsedRow]:
    """One line for every row that holds anything, in their order; rows are numbered as Excel does.

    `usual_kind` is what the commune's hamlets are called, for rows that do not say. Raises ValidationError when no
    column names hamlets or groups, and for a table in a font older than Unicode.
    """
    if found := old_font_cell(rows):
        raise _old_font(*found)
    layout = find_layout(rows)
    if layout is None:
        raise ValidationError(
            _(
                "Không thấy cột tên thôn, ấp, khu phố hay tổ tự quản. Ghi tiêu đề cột, ví dụ “Tên ấp”, “Tổ tự quản”, rồi tải lại."
            )
        )
    reader = _Reader(layout)
    for at, row in enumerate(rows):
        if word := next((cell for role in ColumnRole if _OLD_WORD.search(cell := reader.raw(row, role))), ""):
            raise _old_font(at + 1, word)
    lines = [reader.line(at, row) for at, row in enumerate(rows) if any(tidy(cell) for cell in row)]
    kind = _common_kind(lines, layout, usual_kind)
    return [_settled(line, kind) for line in lines]


def _old_font(row: int, cell: str) -> ValidationError:
    return ValidationError(
        _(
            "Bảng gõ bằng phông chữ cũ (VNI hoặc TCVN3), ví dụ dòng %(row)d: “%(cell)s”. Chuyển cả bảng sang "
            "Unicode (UniKey: Ctrl + Shift + F6), lưu rồi tải lại."
        )
        % {"row": row, "cell": tidy(cell)[:_SHOWN]}
    )


class _Reader:
    """Goes down the table and remembers what rows below leave out: the hamlet above, that the signatures began."""

    def __init__(self, layout: Layout):
        self.layout = layout
        self.hamlet: ParsedName | None = None
        self.parent = ""
        self.started = False
        self.signed = False

    def line(self, at: int, row: list[str]) -> ParsedRow:
        line = ParsedRow(row=at + 1, text=self._written(row))
        if why := self._no_data(at, row):
            return replace(line, skipped=why, text="" if self.signed else line.text)
        if any(_OLD_FONT.search(self.raw(row, role)) for role in ColumnRole):
            return replace(
                line, problem=_("Có vẻ gõ bằng phông chữ cũ (TCVN3, VNI). Chuyển sang Unicode rồi tải lại.")
            )
        place, code = self._place(row)
        if place is None:
            if _numbers_only(row):
                return replace(line, skipped=_("Chỉ có số thứ tự."))
            return replace(line, problem=_("Không có tên thôn, ấp hay tổ ở dòng này."), text="")
        self.started = True
        return _line_of(line, place, code)

    def _no_data(self, at: int, row: list[str]) -> str:
        if at < self.layout.header:
            return _("Phần đầu bảng.")
        if at == self.layout.header:
            return _("Tiêu đề cột.")
        words = [fold(tidy(cell)).strip() for cell in row if tidy(cell)]
        if self.signed or self._is_signature(row, words):
            self.signed = self.signed or self.started
            return _("Ngoài bảng (ngày tháng, ký tên).") if self.signed else _("Phần đầu bảng.")
        if self.layout.labels and {fold(tidy(cell)) for cell in row if tidy(cell)} <= self.layout.labels:
            return _("Tiêu đề cột lặp lại.")
        if any(_TOTAL.fullmatch(w) for w in words[:2]):
            return _("Dòng cộng.")
        if not self.started and _numbers_columns(row):
            return _("Số thứ tự của cột.")
        if self.layout.header < 0 and not self.started and not self._names_a_place(row):
            return _("Phần đầu bảng.")
        return ""

    def _is_signature(self, row: list[str], words: list[str]) -> bool:
        """Day, "người lập", "chủ tịch": unless a place is in the column of places, and that is only a note."""
        places = [
            fold(cell)
            for role in (ColumnRole.NAME, ColumnRole.HAMLET, ColumnRole.GROUP)
            if (cell := self._cell(row, role))
        ]
        if places and not any(_SIGNED.search(cell) for cell in places):
            return False
        return any(_SIGNED.search(w) for w in words) and not self._names_a_place(row)

    def _names_a_place(self, row: list[str]) -> bool:
        return any(place.kind and place.name for cell in row if (place := parse(cell)))

    def _written(self, row: list[str]) -> str:
        """What is in the columns about places, else the first text: for a person to know the row again."""
        roles = (ColumnRole.PARENT, ColumnRole.HAMLET, ColumnRole.GROUP, ColumnRole.NAME)
        return " · ".join(cell for role in roles if (cell := self._cell(row, role)))[:_SHOWN] or _shown(row)

    def raw(self, row: list[str], role: ColumnRole) -> str:
        """What is in the column of a role, as it was read; empty where the table has none."""
        column = self.layout.columns.get(role)
        return row[column] if column is not None and column < len(row) else ""

    def _cell(self, row: list[str], role: ColumnRole) -> str:
        return tidy(self.raw(row, role))

    def _place(self, row: list[str]) -> tuple[ParsedName | None, str]:
        """The place a row names, with the hamlet above where it leaves it out."""
        kind, code = self._cell(row, ColumnRole.KIND), self._cell(row, ColumnRole.CODE)
        self.parent = self._cell(row, ColumnRole.PARENT) or self.parent
        group, hamlet = self._cell(row, ColumnRole.GROUP), self._cell(row, ColumnRole.HAMLET)
        name = self._cell(row, ColumnRole.NAME)
        if hamlet and ColumnRole.GROUP in self.layout.columns:
            self.hamlet = self._hamlet(hamlet)
        place: ParsedName | None
        if group:
            place = _as_group(parse(group), group)
        elif hamlet or name:
            place = _with_kind(parse(hamlet or name), kind, hamlet or name)
        else:
            # A heading over the whole width: "I. ẤP PHƯỚC LỄ" in whichever cell.
            named = [place for cell in row if (place := parse(cell)).kind and place.name]
            place = named[0] if named else None
        if place is None:
            return None, ""
        if place.level == Level.HAMLET or (not place.level and place.kind != BARE_GROUP):
            self.hamlet = place if place.kind not in _COMMUNE_KINDS else self.hamlet
            return place, code
        return replace(place, parent=place.parent or self._above()), code

    def _above(self) -> ParsedName | None:
        return self._hamlet(self.parent) if self.parent else self.hamlet

    def _hamlet(self, text: str) -> ParsedName:
        """A hamlet where a column says that it is one: "Tổ 5" of a ward is one of its quarters."""
        place = parse(text)
        return ParsedName(UnitKind.TO_DAN_PHO, place.name) if place.kind == BARE_GROUP else place


def _as_group(place: ParsedName, text: str) -> ParsedName:
    """What is in a column of groups is a group; a hamlet there is its heading."""
    if place.level == Level.HAMLET and place.name:
        return place
    if place.kind in (BARE_GROUP, UnitKind.TO_TU_QUAN):
        return replace(place, kind=UnitKind.TO_TU_QUAN)
    return ParsedName(UnitKind.TO_TU_QUAN, tidy(text))


def _with_kind(place: ParsedName, said: str, text: str) -> ParsedName:
    """The kind a column of its own says, where the name does not."""
    kind = parse(f"{said} 1").kind if said else ""
    if not kind:
        return place
    if not place.kind:
        return replace(place, kind=kind, strange="")
    return replace(place, kind=kind) if place.kind == BARE_GROUP and kind != BARE_GROUP else place


def _line_of(line: ParsedRow, place: ParsedName, code: str) -> ParsedRow:
    above = place.parent
    line = replace(
        line,
        level=place.level,
        kind=place.kind,
        name=cased(place.name),
        code=code if is_own_code(code) else "",
        note=_("Không lấy mã “%(code)s”: ngắn hơn mã của một thôn, ấp.") % {"code": code[:20]}
        if code and not is_own_code(code)
        else "",
        parent_kind=above.kind if above else "",
        parent_name=cased(above.name) if above else "",
    )
    if place.kind in _COMMUNE_KINDS:
        return ParsedRow(row=line.row, text=line.text, skipped=_("Tên xã, phường; không phải thôn, ấp."))
    return replace(line, problem=_problem(place, code))


def _problem(place: ParsedName, code: str) -> str:
    """Why a place cannot be brought in as it is written; empty when it can."""
    if not place.name:
        return _("Chỉ có loại, thiếu tên hoặc số.")
    if place.strange:
        return _(
            "Loại “%(word)s” chưa có trong danh mục. Ghi theo loại đang dùng: thôn, ấp, bản, khu phố…"
        ) % {"word": place.strange}
    for name in (place.name, place.parent.name if place.parent else ""):
        if why := spoiled(name):
            return why
    if _SEVERAL.search(place.name):
        return _("Nhiều đơn vị trong một ô. Tách mỗi đơn vị một dòng.")
    if too_long := _too_long(place.name, place.parent.name if place.parent else ""):
        return too_long
    if len(code) > 10:
        return _("Mã dài quá 10 chữ.")
    if not _NAME.fullmatch(place.name):
        return _("Tên có ký tự lạ. Tên chỉ gồm chữ, số, dấu cách.")
    return ""


def _too_long(name: str, parent_name: str) -> str:
    """Why a name is too long, its own or that of the hamlet that would be created with it."""
    if len(name) > _LONGEST:
        return _("Tên dài quá %(most)d chữ.") % {"most": _LONGEST}
    if len(parent_name) > _LONGEST:
        return _("Tên thôn, ấp của tổ dài quá %(most)d chữ.") % {"most": _LONGEST}
    return ""


def _settled(line: ParsedRow, hamlet_kind: str) -> ParsedRow:
    """The kind, where only the rest of the table determines it."""
    if line.skipped or line.problem:
        return line
    kind = line.kind
    if kind == BARE_GROUP:
        # With a hamlet above it is one of its groups; in a commune of quarters it is a quarter.
        kind = UnitKind.TO_TU_QUAN if line.parent_name else ""
        kind = kind or (UnitKind.TO_DAN_PHO if hamlet_kind == UnitKind.TO_DAN_PHO else "")
        if not kind:
            return replace(line, problem=_("Không rõ là tổ dân phố hay tổ tự quản. Ghi đủ loại rồi tải lại."))
    kind = kind or hamlet_kind
    if not kind:
        return replace(line, problem=_("Không rõ loại: thôn, ấp hay khu phố. Ghi đủ loại rồi tải lại."))
    level = ParsedName(kind, line.name).level
    name = line.name
    if level == Level.SELF_MANAGED_TEAM and name.isdigit():
        name = f"số {name}"
        if too_long := _too_long(name, ""):
            return replace(line, problem=too_long)
    parent_kind = line.parent_kind or (hamlet_kind if line.parent_name else "")
    return replace(line, kind=str(kind), level=str(level), name=name, parent_kind=str(parent_kind))


def _common_kind(lines: list[ParsedRow], layout: Layout, usual_kind: str) -> str:
    """What hamlets without a kind are: as the header says, else as most others here, else as the commune's."""
    said = Counter(line.kind for line in lines if line.level == Level.HAMLET)
    said.update(line.parent_kind for line in lines if line.parent_kind in KINDS_AT[Level.HAMLET])
    most = said.most_common(1)[0][0] if said else ""
    return str(layout.hamlet_kind or most or usual_kind)


def _shown(row: list[str]) -> str:
    """The first text of a row, for the person to know it again."""
    return next((tidy(cell) for cell in row if tidy(cell) and not tidy(cell).isdigit()), "")[:_SHOWN]


def _numbers_only(row: list[str]) -> bool:
    filled = [tidy(cell) for cell in row if tidy(cell)]
    return len(filled) == 1 and filled[0].rstrip(".").isdigit()


def _numbers_columns(row: list[str]) -> bool:
    """The row under a header that numbers the columns: (1) (2) (3), or A B 1 2 3."""
    filled = [tidy(cell) for cell in row if tidy(cell)]
    if len(filled) > 1 and all(_IN_BRACKETS.fullmatch(cell) for cell in filled):
        return True
    numbers = [cell for cell in filled if not _ONE_LETTER.fullmatch(cell)]
    return len(numbers) > 2 and numbers == [str(n + 1) for n in range(len(numbers))]
