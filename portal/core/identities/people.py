"""Names of people in a text, told by what stands around them: a sender's header, "tôi là …", a number beside, "… báo".

A name alone is no finding: tips name suspects and victims all the time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.identities.reading import Reading, Word, bare, key

_LONGEST = 6


def _listed(words: str, by=key) -> frozenset[str]:
    return frozenset(map(by, words.split()))


_TITLES = _listed("ông bà anh chị cô chú bác em cậu dì mợ thím cháu cụ thầy")
# "Bà" and "ba", "cụ" and "cu": without accents only what is no other common word.
_BARE_TITLES = _listed("ong ba anh chi co chu bac em cau di mo thim chau", str)
_SURNAMES = _listed("""
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô
Hà Tạ Hứa Châu Thạch Quách Lương Lưu Từ Thái Triệu Tống Kiều Nghiêm Cao Văn La Lò Lô Lường Quàng Cầm Vàng Giàng Sùng Lầu
Thào Hạng Ma Nông Hoa Bế Chu Vi Hầu Đàm Thân Khổng Doãn Lại Mạc Mạch Tăng Thiều Ông Âu Diệp Kim Sơn Danh Thị Niê Êban
Ksor Rơ Siu Hồng Giang Cù Viên Ninh Bạch Phí Nhâm Trà Mã Ung Chế Đồng Tôn Trầm Khương Biện Cung Điêu Điểu Thổ Chau
""")
# In lower case only what is no common word: "nguyễn văn a", but not "cao", "hoa", "mai".
_SURE = _listed("nguyễn trần lê phạm huỳnh phan võ vũ đặng bùi ngô trịnh đoàn trương")
# What begins a line with a colon, or follows "tôi là", and is no person.
_NO_NAME = _listed(
    "công bí chủ trưởng phó cán người dân tổ hội ban đội nhà xe địa nội việc lúc khu ấp thôn", bare
)
# Where a name in lower case ends.
_AFTER_NAME = _listed("ở nhà tại số sđt đt điện thôn ấp xóm tổ khu xã báo gọi muốn xin có thấy đây bị và là")

_INTRODUCED = re.compile(
    r"\b(?:(?:tôi|tui|toi|mình|em|cháu|con|tớ)\s+(?:tên\s+là|tên|ten la|ten|là|la)"
    r"|(?:tên|ten)\s+(?:tôi|tui|toi|mình|em|cháu|con)\s*(?:là|la)?"
    r"|(?:người\s+(?:báo(?:\s+tin)?|gửi|tố\s+giác|cung\s+cấp)|họ\s+(?:và\s+)?tên|sđt\s+người\s+báo)\s*(?:là|:))\s*:?\s*",
    re.IGNORECASE,
)
_STAMP = r"(?:\[[^\]\n]{0,30}\d{1,2}[:h]\d{2}[^\]\n]{0,30}\]|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\s*[-–])"
_STAMPED = re.compile(rf"^[ \t>]*{_STAMP}[ \t]*(?P<who>[^:\n\[\]]{{1,60}}):[ \t]*", re.MULTILINE)
_HEADED = re.compile(r"^[ \t>]*(?P<who>[^:\n\[\]]{2,80}?)[ \t]*:[ \t]*", re.MULTILINE)
# Zalo's own way of copying several messages: the name, its time after it, the text on the next line.
_TIMED_AFTER = re.compile(
    r"^[ \t>]*(?P<who>[^:\n\[\]]{2,60}?)[ \t]*,?[ \t]*\[?\d{1,2}[:h]\d{2}[^\n]{0,14}\]?[ \t]*$", re.MULTILINE
)
_SAYS = re.compile(
    r"\s+(?:(?:có\s+)?(?:trình\s+)?báo(?!\s+(?:động|thù|đài))|cho\s+biết|phản\s+[áả]nh|tố\s+giác|tố\s+cáo|cung\s+cấp|kể)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A name in a reading: where it stands, what to cut with it, and what to say in its place."""

    start: int
    end: int
    cut_start: int
    cut_end: int
    instead: str = ""


def is_title(word: Word) -> bool:
    """Whether a word is how people are addressed: chị, ông, bác."""
    return word.key in _TITLES or (not word.accented and word.text.lower() in _BARE_TITLES)


def without_titles(words: list[Word]) -> list[Word]:
    """The words of a name without "Chị", "Ông" before them."""
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return words


def find(reading: Reading, numbers: list[tuple[int, int]]) -> list[Named]:
    """Names that a text gives as those of who speaks, or beside a telephone number. In order, none overlapping."""
    found = [
        *_headers(reading),
        *_introductions(reading),
        *_speakers(reading),
        *_beside_numbers(reading, numbers),
    ]
    kept: list[Named] = []
    for named in found:
        if not any(named.start < other.cut_end and other.cut_start < named.end for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.start)


def _headers(reading: Reading) -> Iterator[Named]:
    letters = reading.letters
    for match in _STAMPED.finditer(letters):
        start, end = match.span("who")
        end = start + len(match["who"].rstrip())
        yield Named(*_name_in(reading, start, end), start, match.end())
    for shape in (_TIMED_AFTER, _HEADED):
        for match in shape.finditer(letters):
            start, end = match.span("who")
            words = _words(reading, start, end)
            titled = bool(words) and is_title(words[0])
            name = without_titles(words)
            name = name[: _capitals(reading, name)]
            rest = letters[name[-1].end : end] if name else ""
            person = name and (titled or (len(name) > 1 and name[0].key in _SURNAMES))
            # After the name only a number, a bracket, signs: "Chị Nguyễn Thị A 0912345678:".
            if person and bare(name[0].text) not in _NO_NAME and not re.search(r"[^\W\d_]{2}", rest):
                yield Named(name[0].start, name[-1].end, start, match.end())


def _introductions(reading: Reading) -> Iterator[Named]:
    for match in _INTRODUCED.finditer(reading.letters):
        following = _words(reading, match.end(), match.end() + 60)
        if not following or reading.letters[match.end() : following[0].start].strip():
            continue
        words = without_titles(following)
        count = _capitals(reading, words)
        if count == 0 and words[0].key in _SURE:
            count = _touching(reading, words, 4)
            if count < 2:
                continue
        if count and bare(words[0].text) not in _NO_NAME:
            yield Named(words[0].start, words[count - 1].end, match.start(), words[count - 1].end)


def _beside_numbers(reading: Reading, numbers: list[tuple[int, int]]) -> Iterator[Named]:
    """The capital words that end shortly before a number, or begin right after it."""
    for start, end in numbers:
        before = [word for word in reading.words if word.end <= start and start - word.end <= 60]
        for place in range(len(before) - 1, -1, -1):
            if start - before[place].end > 24 or "\n" in reading.letters[before[place].end : start]:
                break
            if not before[place].capital:
                continue
            first = place
            while (
                first > 0 and before[first - 1].capital and _touch(reading, before[first - 1], before[first])
            ):
                first -= 1
            titled = is_title(before[first]) or (first > 0 and is_title(before[first - 1]))
            name = without_titles(before[first : place + 1])
            if _is_name(name, titled):
                cut = before[first - 1] if first > 0 and is_title(before[first - 1]) else before[first]
                yield Named(name[0].start, name[-1].end, cut.start, name[-1].end)
            break
        after = [word for word in reading.words if end <= word.start <= end + 40]
        if not after or after[0].start - end > 4:
            continue
        name = without_titles(after)
        titled = is_title(after[0])
        name = name[: _capitals(reading, name)]
        if _is_name(name, titled):
            yield Named(name[0].start, name[-1].end, after[0].start, name[-1].end)


def _speakers(reading: Reading) -> Iterator[Named]:
    """ "Chị Nguyễn Thị Lan báo …": who is said to have told."""
    words, place = reading.words, 0
    while place < len(words):
        titled = is_title(words[place])
        first = place + 1 if titled else place
        count = _capitals(reading, words[first:])
        name = words[first : first + count]
        if count > 1 and _SAYS.match(reading.letters, name[-1].end) and (titled or name[0].key in _SURNAMES):
            yield Named(name[0].start, name[-1].end, words[place].start, name[-1].end, "Người dân")
        place += max(1, count)


def _is_name(words: list[Word], titled: bool) -> bool:
    if not words or bare(words[0].text) in _NO_NAME:
        return False
    return titled or (len(words) > 1 and words[0].key in _SURNAMES)


def _name_in(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The words of a name within a header, without title, number and signs; the whole where there are none."""
    words = without_titles(_words(reading, start, end))
    return (words[0].start, words[-1].end) if words else (start, end)


def _words(reading: Reading, start: int, end: int) -> list[Word]:
    return [word for word in reading.words if start <= word.start and word.end <= end]


def _capitals(reading: Reading, words: list[Word]) -> int:
    """How many words from the first on are capital and touch."""
    count = 0
    while count < min(len(words), _LONGEST) and words[count].capital:
        if count and not _touch(reading, words[count - 1], words[count]):
            break
        count += 1
    return count


def _touching(reading: Reading, words: list[Word], most: int) -> int:
    """How many words of a name in lower case touch, up to a word that no name holds."""
    count = 1
    while count < min(len(words), most) and _touch(reading, words[count - 1], words[count]):
        if words[count].key in _AFTER_NAME:
            break
        count += 1
    return count


def _touch(reading: Reading, one: Word, other: Word) -> bool:
    """Whether nothing but blanks stands between two words."""
    between = reading.letters[one.end : other.start]
    return not between.strip(" \u00a0") and len(between) < 4
