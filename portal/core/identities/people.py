"""Finds names of people in a text by their context.

A name counts in a sender's header, where somebody says who they are, before a verb of speaking, as a source, as a line of
its own, and beside a telephone number. A name alone is no finding: tips name suspects and victims all the time. Nothing
here searches further than a line or a dozen words, so the time is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.identities import headers, naming
from portal.core.identities.naming import is_title, without_titles
from portal.core.identities.reading import Reading, Word

__all__ = ["PersonMention", "find", "is_title", "without_titles"]

_SELF = re.compile(
    r"(?<!\w)(?:(?:tôi|tui|toi|mình|em|cháu|con|tớ)(?:\s{1,3}(?:(?P<named>tên\s{1,3}là|tên|ten\s{1,3}la|ten)|là|la)(?!\w)|\s?,)"
    r"|(?P<name>tên|ten)\s{1,3}(?:tôi|tui|toi|mình|em|cháu|con)(?!\w)\s{0,3}(?:(?:là|la)(?!\w))?)\s{0,3}:?\s{0,3}",
    re.IGNORECASE,
)
_I = re.compile(r"(?<!\w)(?:tôi|tui|toi|em|cháu)\s{1,3}", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?<!\w)(?:người\s(?:báo|gửi|tố\sgiác|cung\scấp|phản\sánh|trình\sbáo|viết|kể)(?:\s(?:tin|báo|đơn))?"
    r"|nguoi\s(?:bao|gui|cung\scap|phan\sanh)(?:\stin)?|(?:họ\s(?:và\s)?|ho\s(?:va\s)?)?(?:tên|ten)(?=\s{0,3}:)|ký\stên|sđt\sngười\sbáo"
    r"|(?:người\s)?liên\shệ(?:\s(?:với|lại))?|(?:từ|from|by)(?=\s{0,3}:)"
    r"|(?:nguồn\stin|nguon\stin|theo|tin(?:\s(?:nhắn|báo))?|lời(?:\s(?:kể|khai|nhắn))?|đơn(?:\s(?:thư|tố\s(?:cáo|giác)|trình\sbáo|phản\sánh"
    r"|kiến\snghị))?|thư|loi(?:\ske)?|don)(?:\s(?:lời|tin|phản\sánh|trình\sbáo|thông\stin|loi))?(?:\s(?:kể|khai|báo|ke))?)"
    r"(?:\s(?:của|từ|do|là|cua|tu|la))?(?!\w)\s{0,3}[:\-–]?\s{0,3}",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?<!\w)(?:(?:có|vừa|mới|đã|cũng|đến|tới|lên|sang|qua|vô|vào|ra|trực\stiếp|gọi\sđiện|gọi|điện|nhắn|liền|co|vua|moi|da|den)\s){0,3}"
    r"(?:(?:trình\s|thông\s|trinh\s|thong\s)?b[áa]o(?!\s(?:động|thù|đài|chí))|cho\s(?:biết|hay|biet)|ph[ảa]n\s[áa]nh|t[ốo]\s(?:gi[áa]c|c[áa]o)"
    r"|cung\s(?:cấp|cap)|tr[ìi]nh\sb[àa]y|k[ểe](?:\s(?:lại|rằng))?|n[óo]i|khai|thưa|g[ửu]i|nh[ắa]n(?:\stin)?|gọi\s(?:điện|báo|đến)|nhờ"
    r"|kiến\snghị|yêu\scầu|đề\snghị)(?!\w)",
    re.IGNORECASE,
)
# At the end of a text: "… - Lan", "… . Chị Lan".
_SIGNED = re.compile(r"[.!?\-–—\n][ \t\n]{0,4}(?=[^\W\d_][^.!?:;,\-–—\n]{0,60}[ .\n]{0,3}\Z)")
_HERE = re.compile(r"(?<!\w)(?:đây|day)(?!\w)", re.IGNORECASE)
# How far before a verb of speaking its speaker is searched for: "chị Lan, nhà ở ấp 2, tổ 5, có báo".
_BEFORE = 14


@dataclass(frozen=True)
class PersonMention:
    """A name in a reading: its position, what to cut with it, and its replacement."""

    start: int
    end: int
    cut_start: int
    cut_end: int
    instead: str = ""


def find(reading: Reading, numbers: list[tuple[int, int]]) -> list[PersonMention]:
    """Names that a text gives as those of who speaks, or beside a telephone number. In order, none overlapping."""
    found = [
        *(_named(header.name, header.start, header.end) for header in headers.find(reading)),
        *_introductions(reading),
        *_speakers(reading),
        *_beside_numbers(reading, numbers),
    ]
    kept: list[PersonMention] = []
    taken = bytearray(len(reading.letters))
    for named in found:
        if not any(taken[named.start : named.end]):
            kept.append(named)
            taken[named.cut_start : named.cut_end] = b"x" * (named.cut_end - named.cut_start)
    return sorted(kept, key=lambda named: named.start)


def _named(name: list[Word], start: int, end: int, instead: str = "") -> PersonMention:
    return PersonMention(name[0].start, name[-1].end, start, end, instead)


def _introductions(reading: Reading) -> Iterator[PersonMention]:
    """ "Tôi là …", "Tôi, …, thấy", "Tôi Nguyễn Thị A thấy", "… đây", "Nguồn tin: …", "Tin của bà …"."""
    for match in _SELF.finditer(reading.letters):
        words = naming.touching(reading, match.end())
        says_name = bool(match["named"] or match["name"])
        name = naming.after_self(reading, without_titles(words), any_word=says_name)
        if name:
            yield _named(name, match.start(), name[-1].end)
    for match in _I.finditer(reading.letters):
        words = naming.touching(reading, match.end())
        if words and not is_title(words[0]) and naming.with_surname(reading, words):
            name = naming.person(reading, words)
            yield _named(name, match.end(), name[-1].end)
    for match in _SOURCE.finditer(reading.letters):
        name = naming.person(reading, naming.touching(reading, match.end()))
        if name:
            yield _named(name, match.start(), name[-1].end)
    for match in _SIGNED.finditer(reading.letters):
        words = naming.touching(reading, match.end())
        if naming.signs(reading, words) and not reading.words_within(words[-1].end, len(reading.letters)):
            yield _named(without_titles(words), words[0].start, words[-1].end)
    for match in _HERE.finditer(reading.letters):
        before = naming.touching_before(reading, match.start())
        name = naming.ends_in_person(reading, before, strict=True)
        if name:
            yield _named(name, _with_title(reading, name).start, match.end())


def _speakers(reading: Reading) -> Iterator[PersonMention]:
    """ "Chị Nguyễn Thị Lan báo …": who is named as having reported."""
    for match in _SAYS.finditer(reading.letters):
        name = naming.ends_in_person(reading, naming.touching_before(reading, match.start()))
        name = name or naming.person_from_somewhere(reading, match.start(), _BEFORE)
        if name:
            yield _named(name, _with_title(reading, name).start, name[-1].end, "Người dân")


def _beside_numbers(reading: Reading, numbers: list[tuple[int, int]]) -> Iterator[PersonMention]:
    """The capital words that end shortly before a number, or begin right after it."""
    for start, end in numbers:
        before = [
            word for word in reading.words_before(start, 12) if word.end <= start and start - word.end <= 60
        ]
        for place in range(len(before) - 1, -1, -1):
            if start - before[place].end > 24 or "\n" in reading.letters[before[place].end : start]:
                break
            if not before[place].capital:
                continue
            first = place
            while (
                first > 0
                and before[first - 1].capital
                and naming.touch(reading, before[first - 1], before[first])
            ):
                first -= 1
            titled = is_title(before[first]) or (first > 0 and is_title(before[first - 1]))
            name = without_titles(before[first : place + 1])
            if naming.is_name(reading, name, titled):
                yield _named(name, _with_title(reading, name).start, name[-1].end)
            break
        after = [word for word in reading.words_within(end, end + 40) if end <= word.start]
        if not after or after[0].start - end > 4:
            continue
        name = without_titles(after)
        name = name[: naming.capitals(reading, name)]
        if naming.is_name(reading, name, is_title(after[0])):
            yield _named(name, after[0].start, name[-1].end)


def _with_title(reading: Reading, name: list[Word]) -> Word:
    """The title right before a name, or the name's first word."""
    before = reading.words_before(name[0].start, 1)
    titled = before and is_title(before[0]) and naming.touch(reading, before[0], name[0])
    return before[0] if titled else name[0]
