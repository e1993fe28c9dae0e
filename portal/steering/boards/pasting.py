"""Members of a board from a pasted table: one line a member, name, position and place, as copied from Word or Excel."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.plain_text import column_key, plain_line
from portal.steering.choices import BoardPlace

#: So many members at once; a committee has 15 to 25.
MOST = 60
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_HEADINGS = {"họ và tên", "họ tên", "tên", "tt", "stt"}
_WORDS = {
    "trưởng ban chỉ đạo": BoardPlace.HEAD,
    "trưởng ban điều hành": BoardPlace.HEAD,
    "phó ban thường trực": BoardPlace.STANDING_DEPUTY,
    "phó trưởng ban thường trực": BoardPlace.STANDING_DEPUTY,
    "phó trưởng ban - thường trực": BoardPlace.STANDING_DEPUTY,
    "phó ban": BoardPlace.DEPUTY,
    "ủy viên": BoardPlace.MEMBER,
    "uỷ viên": BoardPlace.MEMBER,
    "thành viên ban chỉ đạo": BoardPlace.MEMBER,
    "": BoardPlace.MEMBER,
} | {str(place.label).lower(): place for place in BoardPlace}
_PLACES = {column_key(words): place for words, place in _WORDS.items()}


@dataclass(frozen=True)
class PastedMember:
    """One line of the table."""

    name: str
    position: str
    place: BoardPlace


def read_table(text: str) -> list[PastedMember]:
    """The members of a pasted table, in its order. A column of numbers and a line of headings are left out; an empty place
    is a member's. Raises ValidationError with every line that cannot be read."""
    members, wrong = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line)
        if not cells or cells[0].lower() in _HEADINGS:
            continue
        try:
            members.append(_member(cells))
        except ValueError as why:
            wrong.append(_("Dòng %(number)d: %(why)s") % {"number": number, "why": why})
    if len(members) > MOST:
        wrong.append(_("Nhiều nhất %(most)d người một lần.") % {"most": MOST})
    if not members and not wrong:
        wrong.append(_("Chưa có dòng nào. Dán bảng từ Word hoặc Excel, mỗi người một dòng."))
    if sum(member.place is BoardPlace.HEAD for member in members) > 1:
        wrong.append(_("Chỉ một người là Trưởng ban."))
    if wrong:
        raise ValidationError(wrong)
    return members


def _cells(line: str) -> list[str]:
    """The cells of a line, divided by tabs, semicolons or bars; without the number of the line."""
    cells = [plain_line(cell) for cell in re.split(r"[\t;|]", line)]
    while cells and (not cells[0] or _NUMBER.fullmatch(cells[0])):
        cells.pop(0)
    return cells


def _member(cells: list[str]) -> PastedMember:
    name, position, place = (*cells, "", "")[:3]
    if len(cells) > 3 and any(cells[3:]):
        raise ValueError(_("có hơn ba cột; chỉ giữ họ tên, chức vụ, vị trí trong ban."))
    if column_key(place) not in _PLACES:
        raise ValueError(
            _("không rõ vị trí “%(place)s”. Ghi Trưởng ban, Phó Trưởng ban, Thành viên hoặc Thư ký.")
            % {"place": place}
        )
    if len(name) > 120 or len(position) > 150:
        raise ValueError(_("họ tên hoặc chức vụ quá dài."))
    return PastedMember(name, position, _PLACES[column_key(place)])
