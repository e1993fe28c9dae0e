"""The title of a paper (trích yếu): the lines under its heading, or the subject of a công văn ("V/v …")."""

import re
from dataclasses import dataclass

from portal.core.files.paper_head import Head
from portal.core.files.paper_words import NUMBER, RULE, without_place_and_day

_LINES = 6
_LONGEST = 400
_SUBJECT = re.compile(r"(?<!\w)V/[vV]\s*:?\s*(?P<subject>\S.*)\Z")
# How the text behind a title begins.
_BEHIND = re.compile(
    r"(?:Căn cứ|Kính gửi|Thực hiện|Nhằm|Để|Ngày|Theo|Trên cơ sở|Xét|Tiếp theo|Trong|Qua|Sau khi|Điều \d|[IVX]+\.|\d+\.|\(|-)"
)


@dataclass(frozen=True)
class Title:
    """`text` is one line, or None; `is_subject` says that a "V/v" was before it."""

    text: str | None
    is_subject: bool = False


def read(lines: list[str], head: Head) -> Title:
    """The title under the heading, else the subject in the head. None where it is not clear where it ends."""
    if head.heading_type:
        return Title(_joined(lines[head.ends + 1 :]))
    for at, line in enumerate(lines[: head.ends]):
        if found := _SUBJECT.search(line):
            first = without_place_and_day(found["subject"])[0]
            rest = [without_place_and_day(following)[0] for following in lines[at + 1 : head.ends]]
            ends = head.ends < len(lines)
            return Title(_joined([first, *rest], may_end=ends), is_subject=True)
    return Title(None)


def _joined(lines: list[str], *, may_end: bool = False) -> str | None:
    """The lines up to the first that is none of the title; `may_end`: the end of the lines is one, too."""
    taken: list[str] = []
    for line in lines:
        if _ends(line, is_first=not taken):
            return _one_line(taken)
        if line:
            taken.append(line)
        if len(taken) > _LINES:
            return None
    return _one_line(taken) if may_end else None


def _ends(line: str, *, is_first: bool) -> bool:
    if is_first:
        # Empty lines between heading and title are passed over.
        return bool(line) and (line.isupper() or line.startswith(("Căn cứ", "Kính gửi")))
    return bool(RULE.fullmatch(line) or line.isupper() or NUMBER.search(line) or _BEHIND.match(line))


def _one_line(taken: list[str]) -> str | None:
    text = " ".join(taken).strip()
    return text if 0 < len(text) <= _LONGEST else None
