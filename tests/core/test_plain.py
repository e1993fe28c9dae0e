"""What cannot be seen is not kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.plain import plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Trộm chó", "Trộm chó"),
        (unicodedata.normalize("NFD", "Trộm chó"), "Trộm chó"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x9fd", "abcd"),
        ("abc\u202egnas\u202c", "abcgnas"),
        ("🐃 vẫn còn", "🐃 vẫn còn"),
    ],
)
def test_plain(typed, kept):
    assert plain(typed) == kept


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    once = plain(text)
    assert plain(once) == once
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in once)
