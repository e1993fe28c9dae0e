"""Sort keys of Vietnamese names, the same in Python and on every database.

A database's own collation differs between SQLite, PostgreSQL and versions of ICU, so rows keep `sort_key` of their
name in a column that is compared byte by byte.
"""

import re
import unicodedata
from functools import lru_cache
from string import ascii_uppercase
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# The 29 letters, with f, j, w and z where the Latin alphabet has them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = dict(zip(_ALPHABET, ascii_uppercase + "abcdefg", strict=True))
# Tones in the order of dictionaries: ngang (1), huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_TOKEN = re.compile(r"[0-9]+|(?:[^\W\d_][\u0300-\u036f]*)+")
_LENGTHS = "123456789" + ascii_uppercase
# Letters with a stroke that Vietnam's other languages write, beside the letter they vary ("Buôn Ƀư̆r").
_STROKED = {"ƀ": "b", "ɓ": "b", "ŧ": "t", "ł": "l", "ħ": "h", "ø": "o"}
# Above every letter of the alphabet: letters of other scripts, by their number.
_FOREIGN = "h"


def sort_key(name: str) -> str:
    """A text of [0-9A-Za-z] whose byte order is the order of names, compared word by word.

    Words compare by letters of the Vietnamese alphabet, then by tone; runs of digits compare as numbers and come
    before words; case, signs, spaces and leading zeros do not count. Names that differ in nothing else share a key.
    """
    return "".join(map(_code, _TOKEN.findall(unicodedata.normalize("NFKC", name).casefold())))


@lru_cache(maxsize=8192)
def _code(token: str) -> str:
    return _number(token) if token[0] in "0123456789" else _word(token)


def _number(digits: str) -> str:
    """ "0", how many digits, the digits: shorter numbers are smaller, and "0" is below every letter."""
    digits = digits.lstrip("0") or "0"
    length = _LENGTHS[len(digits) - 1] if len(digits) <= len(_LENGTHS) else f"a{len(digits):09}"
    return f"0{length}{digits}"


def _word(word: str) -> str:
    """Its letters, then its tone. Tones are digits, below every letter: "an" comes before "anh" in any tone."""
    tone = "1"
    codes: list[str] = []
    letter = ""
    for char in unicodedata.normalize("NFD", word):
        if not unicodedata.combining(char):
            letter = char
            codes.append(_letter(char))
        elif (marked := unicodedata.normalize("NFC", letter + char)) in _LETTERS:
            letter = marked
            codes[-1] = _LETTERS[marked]
        elif tone == "1":
            tone = _TONES.get(char, "1")
    return "".join(codes) + tone


def _letter(char: str) -> str:
    return _LETTERS.get(_STROKED.get(char, char)) or f"{_FOREIGN}{ord(char):06x}"


class SortKeyField(models.TextField):
    """The `sort_key` of a row's name: compared byte by byte on either database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own: dict[str, Any] = {"default": "", "db_default": "", "editable": False}
        super().__init__(*args, **own | kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, str | None]:
        # SQLite compares bytes unless a collation is named; PostgreSQL by the database's language.
        byte_order = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": byte_order}
