"""What cannot be seen is not kept, and what a reader takes for the same text is the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.folding import fold
from portal.core.plain_text import KEY_LENGTH, column_key, plain, plain_line, same_key

NAME = "Nhóm thử Hòa Bình"
# One name as eight people's keyboards and copies give it, and more of the kind.
TWINS = [
    "Nhóm th\u200bử Hòa Bình",
    "Nhóm thử Hòa Bình\u200d",
    "Nhóm  thử Hòa Bình",
    "Nhóm\u00a0thử Hòa Bình",
    "Nhóm thử Hòa\u00ad Bình",
    "Nhóm thử Hòa Bình\ufe0f",
    "Nhóm thử Hoà Bình",
    "NHÓM THỬ HÒA BÌNH",
    "nhóm thử hoà bình",
    unicodedata.normalize("NFD", NAME),
    "Ｎｈóm thử Hòa Bình",
    "Nhóm\u2800thử\u3000Hòa\u202fBình",
    "\ufeffNhóm thử\u2060 Hòa Bình\u200e",
    " \nNhóm thử\tHòa\nBình\u3164",
    "Nhóm thử H\u03bf\u0300a B\u0456\u0300nh",  # Greek omicron, Cyrillic і
]
UNSEEN = "\u200b\u200c\u200d\u2060\u00ad\ufe0f\ufeff\u200e\u202e\u2066\u034f\u115f\U000e0041"
vietnamese = st.text("aăâbcdđeêghiouơưyàằậáạảãẢĐẬỆỞỰỹ0123 -'.,", max_size=30)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Trộm chó", "Trộm chó"),
        (unicodedata.normalize("NFD", "Trộm chó"), "Trộm chó"),
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x9fd", "abcd"),
        ("abc\u202egnas\u202c", "abcgnas"),
        ("🐃 vẫn còn", "🐃 vẫn còn"),
        ("\u200b\u200b\u200b\u200b\u200b\u200b", ""),
        ("\u2800 \u3164\n\u00a0", ""),
        ("Ðối tượng lạ ở Ðồng Kèn", "Đối tượng lạ ở Đồng Kèn"),
        ("ðường Ɖồng ɖó", "đường Đồng đó"),
        ("cạnh ch\u200bợ", "cạnh chợ"),
        ("hai  ô\u00a0\u00a0trống", "hai ô trống"),
        ("cuối dòng  \n  đầu dòng\n", "cuối dòng\n đầu dòng"),
        ("e\u200b\u0301", "é"),
        ("\ud800nửa cặp", "nửa cặp"),
        ("👨‍👩‍👧 ❤️ 1️⃣ 👩🏽‍⚕️ 🙂‍↔️", "👨‍👩‍👧 ❤️ 1️⃣ 👩🏽‍⚕️ 🙂‍↔️"),
        ("chữ\u200dnối tên\ufe0f 5\ufe0f", "chữnối tên 5"),
        ("Buôn Cư̆ Blang", "Buôn Cư̆ Blang"),
    ],
)
def test_plain(typed, kept):
    assert plain(typed) == kept


def test_a_name_is_one_line_without_joiners():
    assert plain_line("❤️ Nhóm\n👨‍👩‍👧  ấp 1 ") == "❤ Nhóm 👨👩👧 ấp 1"


@pytest.mark.parametrize("twin", TWINS)
def test_a_reader_takes_these_for_one_name(twin):
    assert same_key(twin) == same_key(NAME)
    assert fold(twin) == fold(NAME)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đồng Xa", "Ðồng Xa"),
        ("ĐỒNG XA", "ðồng xa"),
        ("can-bo.phuoc-ninh", "Can-bo.phuoc-ninh"),
        ("can-bo", "can\u2011bo"),
        ("Ea H'leo", "Ea H’leo"),
        ("Ea H'leo", "Ea H´leo"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("Tổ １２", "Tổ 12"),
        ("Straße", "STRASSE"),
    ],
)
def test_same(one, other):
    assert same_key(one) == same_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoa Binh"),
        ("Phước Lể", "Phước Lễ"),
        ("Đồng Xa", "Dồng Xa"),
        ("Tổ 1", "Tổ 01"),
        ("Buôn Cư̆", "Buôn Cư"),
        ("Buôn Ƀư̆r", "Buôn Bư̆r"),
        ("Ấp 1", "Ấp l"),
        ("ab", "a b"),
    ],
)
def test_not_the_same(one, other):
    assert same_key(one) != same_key(other)


@given(st.text())
def test_kept_text_stays_as_it_is(text):
    for kept in (plain(text), plain_line(text)):
        assert plain(kept) == kept
        assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in kept)
    assert plain_line(plain_line(text)) == plain_line(text) == plain_line(plain(text))
    assert "\n" not in plain_line(text)


@given(st.text())
def test_no_letter_that_can_be_seen_is_lost(text):
    def seen(text):
        apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text))
        letters = "".join(c for c in apart if unicodedata.category(c)[0] in "LNPS")
        return sorted(letters.translate(str.maketrans("ÐðƉɖ", "ĐđĐđ", "\u115f\u1160\u2800\u3164\uffa0")))

    assert seen(plain(text)) == seen(plain_line(text)) == seen(text)


@given(st.text())
def test_a_key_is_its_own_key_and_never_longer_than_its_column(text):
    assert same_key(same_key(text)) == same_key(text)
    assert same_key(text) == same_key(plain(text)) == same_key(plain_line(text))
    assert len(column_key(text * 50)) <= KEY_LENGTH


@given(vietnamese, st.data())
def test_form_case_and_what_is_unseen_make_no_other_text(text, data):
    other = data.draw(st.sampled_from([str.upper, str.lower, str.title, str]))(text)
    other = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), other)
    for _times in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(other)))
        other = other[:at] + data.draw(st.sampled_from(UNSEEN)) + other[at:]
    other = other.replace(" ", data.draw(st.sampled_from([" ", "\u00a0", "  ", "\u3000"])))
    assert same_key(other) == same_key(text)
    assert fold(other) == fold(text)


def test_long_texts_that_differ_at_their_end_have_different_column_keys():
    assert column_key("a" * 500 + "b") != column_key("a" * 500 + "c")
