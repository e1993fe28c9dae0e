"""Words are found without accents, in order, the last one while it is being typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.folding import fold, pattern

words = st.lists(st.text("aăâbcdđeêghiouưyÀẰẬĐỆỞỰỹ0123", min_size=1, max_size=6), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Trộm chó", " trom cho "),
        ("ĐÁNH BẠC, đá gà!", " danh bac da ga "),
        ("Tru\u031b\u01a1ng", " truong "),  # written with loose marks
        ("  Ấp  3 –\tPhước\nNinh ", " ap 3 phuoc ninh "),
        ("60B1-123.45", " 60b1 123 45 "),
        ("100%_\\'", " 100 "),
        ("🎉 …", ""),
        ("", ""),
    ],
)
def test_marks_case_and_signs_do_not_matter(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_holds_nothing_a_like_pattern_would_read_as_a_sign(text):
    assert set(fold(text)) <= set("0123456789abcdefghijklmnopqrstuvwxyz ")


@given(words, st.data())
def test_words_in_order_are_found_the_last_by_its_beginning(text, data):
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first, len(text) - 1))
    cut = data.draw(st.integers(1, len(text[last])))
    query = " ".join([*text[first:last], text[last][:cut]])
    assert pattern(query) in fold(" ".join(text))


def test_a_word_is_found_from_its_beginning_only():
    assert pattern("rom") not in fold("trộm")
    assert pattern("chó trộm") not in fold("trộm chó")


def test_no_words_make_no_pattern():
    assert pattern(" … ") == ""


def test_of_an_endless_query_its_beginning_counts():
    """SQLite refuses to look for a text of tens of thousands of letters."""
    assert pattern("a" * 100_000) == " " + "a" * 200
