"""The stored form of typed text, and when two texts count as the same.

`plain` and `plain_line` give what is written to the database; `same_key` is what is compared. Search without accents
(portal.core.folding) starts from the same tables.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

# Letters that look like the Vietnamese Đ and are offered by other keyboards.
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Whatever leaves a gap between words. The Braille blank and the Hangul filler are letters to Unicode, gaps to a reader.
_GAPS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164]")
# Default_Ignorable_Code_Point of Unicode 16, controls but the line break, anchors, halves of pairs, noncharacters.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER, _AS_EMOJI, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_SKINS = range(0x1F3FB, 0x1F400)
_SPACES = re.compile(" {2,}")
_SPACES_AT_LINE_END = re.compile(r" +(?=\n)")


def plain(text: str) -> str:
    """Text as it is kept: NFC, Đ for its look-alikes, "\\n" for line breaks, one space for gaps, no unseen letters.

    The joiners that hold one emoji together stay. Leading and trailing space is off; idempotent.
    """
    return _cleaned(text, keep_emoji=True)


def plain_line(text: str) -> str:
    """As `plain`, on one line and without joiners: for names, where nothing unseen may distinguish two."""
    return _SPACES.sub(" ", _cleaned(text, keep_emoji=False).replace("\n", " "))


@lru_cache(maxsize=8192)
def same_key(text: str) -> str:
    """Equal for two texts that a reader takes for the same one. Marks stay: "Hòa" is not "Hoa".

    Case, full-width and other compatibility forms, the place of a tone mark ("Hoà", "Hòa"), kinds of apostrophe and
    dash, and letters of other alphabets that look Latin make no difference.
    """
    # Signs first: to NFKC a loose accent used as an apostrophe is a space with a mark on it.
    line = plain_line(unicodedata.normalize("NFKC", plain_line(text).translate(_ONE_SIGN)))
    lowered = unicodedata.normalize("NFKC", line.casefold()).casefold()
    apart = unicodedata.normalize("NFD", lowered).translate(LATIN)
    return unicodedata.normalize("NFC", _WORD.sub(lambda word: tone_last(word[0]), apart))


def column_key(text: str) -> str:
    """`same_key` for a column of `KEY_LENGTH` characters: a longer one ends in its digest."""
    key = same_key(text)
    if len(key) <= KEY_LENGTH:
        return key
    return key[: KEY_LENGTH - 32] + hashlib.sha256(key.encode()).hexdigest()[:32]


KEY_LENGTH = 200

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_ONE_SIGN = str.maketrans("‘’ʻʼ`´′‐‑‒–—―−", "'''''''-------")
# Small Cyrillic and Greek letters that no reader distinguishes from a Latin one, in either case; rare forms of Latin ones.
LATIN = str.maketrans(
    "авсеіјкмнорѕтхуһԁԛԝαβεζηικμνορτυχıɑɡ",
    "abceijkmhopstxyhdqwabezhikmnoptyxiag",
)


def tone_last(word: str) -> str:
    """A decomposed word with its tone marks behind it: where a tone is put is a matter of taste."""
    tones = "".join(c for c in word if c in TONES)
    return "".join(c for c in word if c not in TONES) + tones if tones else word


def _cleaned(text: str, *, keep_emoji: bool) -> str:
    text = _GAPS.sub(" ", _BREAKS.sub("\n", text)).translate(_LOOK_ALIKES)
    if keep_emoji and (_JOINER in text or _AS_EMOJI in text):
        text = _UNSEEN.sub(lambda found: found[0] if _holds_emoji(found) else "", text)
    else:
        text = _UNSEEN.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return _SPACES_AT_LINE_END.sub("", _SPACES.sub(" ", text)).strip(" \n")


def _holds_emoji(found: re.Match) -> bool:
    """Whether an unseen letter shapes an emoji: "as emoji" behind a sign, a joiner between two signs."""
    text, at = found.string, found.start()
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if found[0] == _AS_EMOJI:
        return _is_sign(before) or (after == _KEYCAP and before in tuple("0123456789#*"))
    if found[0] == _JOINER:
        behind = text[at - 2 : at - 1] if before == _AS_EMOJI else before
        return _is_sign(behind) and _is_sign(after)
    return False


def _is_sign(letter: str) -> bool:
    return bool(letter) and (unicodedata.category(letter) in ("So", "Sm") or ord(letter) in _SKINS)
