"""The words of official papers: frame of a first page, numbers, types, bodies (Nghị định 30/2020/NĐ-CP; HD 36-HD/VPTW)."""

import re

# Letters of symbols: KH-UBND, CV/ĐU, TTg.
UPPER = "A-ZĐĂÂÊÔƠƯ"
_LOWER = rf"[^\W\d_{UPPER}]"
# A piece of a symbol ends before a word that was extracted without its gap ("KH-UBNDHà Giang").
_PIECE = rf"(?:TTg\b|[{UPPER}\d&]+(?!{_LOWER}))"
SYMBOL = rf"(?:\d{{4}}/)?(?=[{UPPER}]){_PIECE}(?:[-–/.]{_PIECE})*"
#: "Số: 68/KH-UBND", "Số 29-CV/ĐU", "Số: 07/2026/QĐ-TTg", "Số:   /KH-UBND" before it has its number.
NUMBER = re.compile(
    rf"(?<!{_LOWER})S[ốỐ]\s*:?\s*(?:(?P<number>\d{{1,6}}))?\s*(?P<sign>[/\-–])\s*(?P<symbol>{SYMBOL})"
)
#: The same without "Số", where nothing else is on the line.
BARE_NUMBER = re.compile(rf"(?P<number>\d{{1,6}})\s*(?P<sign>[/\-–])\s*(?P<symbol>{SYMBOL})")
DAY = re.compile(
    r",?\s*ngày\s*(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4})\s*\Z", re.IGNORECASE
)
_BLANK_DAY = re.compile(
    r",\s*ngày[\s.…]*(?:\d{1,2})?[\s.…]*tháng[\s.…]*(?:\d{1,2})?[\s.…]*năm[\s.…\d]*\Z", re.IGNORECASE
)
_MOTTOES = re.compile(
    r"C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Đ[ỘÔ]C LẬP\s*[-–—]\s*TỰ DO\s*[-–—]\s*HẠNH PHÚC"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
OTHER_STAMPS = re.compile(
    r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|\bKHẨN\b|TÀI LIỆU THU HỒI|BẢN SỐ\s*:?\s*\d*", re.IGNORECASE
)
RULE = re.compile(r"[\s*_=─—–.•-]*")

#: The types of papers that are distinguished, by their abbreviation.
TYPES = {
    "KH": "KẾ HOẠCH",
    "QĐ": "QUYẾT ĐỊNH",
    "HD": "HƯỚNG DẪN",
    "CV": "CÔNG VĂN",
    "BC": "BÁO CÁO",
    "TB": "THÔNG BÁO",
    "CT": "CHỈ THỊ",
    "NQ": "NGHỊ QUYẾT",
}
_HEADINGS = {heading.replace(" ", ""): code for code, heading in TYPES.items()}

#: How the name of a body begins: a line that begins so names another one than the line before.
BODY_BEGINS = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|UBMTTQ|HỘI ĐỒNG|HĐND|BAN|BCĐ|CÔNG AN|BỘ|SỞ|PHÒNG|ĐẢNG|HUYỆN ỦY|TỈNH ỦY|THÀNH ỦY|MẶT TRẬN|MTTQ"
    r"|ĐOÀN|HỘI|CHI BỘ|CỤC|TỔNG CỤC|VỤ|VIỆN|THANH TRA|VĂN PHÒNG|TRUNG TÂM|TRƯỜNG|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|TÒA ÁN"
    r"|TỔ)\b"
)
#: A line that ends so is not the end of a name.
NOT_AN_END = re.compile(r"(?:\b(?:VÀ|CỦA|VỀ)|[,&-])\s*\Z", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    """The lines of a text, cut where a motto was: it has no gap to what text of two columns puts beside it."""
    return [line.strip() for line in _MOTTOES.sub("\n", text).split("\n")]


def without_place_and_day(line: str) -> tuple[str, re.Match[str] | None]:
    """What is before place and day, and the day; the whole line and None where it does not end in them."""
    found = DAY.search(line)
    blank = None if found else _BLANK_DAY.search(line)
    at = found or blank
    if at is None:
        return line, None
    words = line[: at.start()].split(" ")
    while words and _is_of_a_place(words[-1]):
        words.pop()
    if found and len(" ".join(words)) == len(line[: at.start()]) and line[: at.start()].strip():
        # No place before it: a day within a sentence.
        return line, None
    return " ".join(words), found


def type_of_heading(line: str) -> str | None:
    """The type whose name is the whole line, in capitals, with or without gaps between its letters."""
    return _HEADINGS.get("".join(line.split()).strip(":"))


def _is_of_a_place(word: str) -> bool:
    """Whether a word may belong to the name of a place: "Hà", "TP.", not "phủ", not "UBND", not "68/KH-UBND"."""
    bare = word.strip(".,")
    if not bare or bare in ("TP", "Tp"):
        return True
    # Behind a mark of secrecy the place begins.
    return bare.isalpha() and bare[0].isupper() and not bare[1:].isupper() and bare != "Mật"
