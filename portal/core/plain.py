"""What people type, without what cannot be seen: control characters and those that turn the direction of text."""

import re
import unicodedata

# Everything of category Cc but the line break, and the bidirectional marks.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """NFC, line breaks as one, tabs and other unseen characters as spaces or nothing."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNSEEN.sub("", unicodedata.normalize("NFC", joined))
