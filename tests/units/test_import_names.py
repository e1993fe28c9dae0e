"""A place as people write it: which kind, which name, and when two of them are likely the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.units.importing.names import blind_key, cased, close_key, exact_key, near_key, parse, tidy


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("Ấp 3", "ap", "3"),
        ("ấp 3", "ap", "3"),
        ("AP 3", "ap", "3"),
        ("ap3", "ap", "3"),
        ("  ẤP\u00a0 PHƯỚC   LỄ ", "ap", "PHƯỚC LỄ"),
        ("1. Ấp 3", "ap", "3"),
        ("II. Ấp Phước Lễ", "ap", "Phước Lễ"),
        ("- Ấp 3;", "ap", "3"),
        ("KP.2", "khu-pho", "2"),
        ("kp2", "khu-pho", "2"),
        ("K.P 2", "khu-pho", "2"),
        ("Khu phố 2", "khu-pho", "2"),
        ("TDP 5", "to-dan-pho", "5"),
        ("T.D.P. 5", "to-dan-pho", "5"),
        ("Tổ dân phố số 5", "to-dan-pho", "số 5"),
        ("Tổ TQ số 5", "to-tu-quan", "số 5"),
        ("Tổ dân cư tự quản số 05", "to-tu-quan", "số 05"),
        ("Tổ nhân dân 4", "to-tu-quan", "4"),
        ("TO TU QUAN 4", "to-tu-quan", "4"),
        ("Tổ 5", "to", "5"),
        ("Thôn Đoài", "thon", "Đoài"),
        ("Buôn Ea Kmắt", "buon", "Ea Kmắt"),
        ("xã Phước Ninh", "xa", "Phước Ninh"),
        ("ấp", "ap", ""),
        # Not a kind: another word, or a name that only looks like one.
        ("Phước Lễ", "", "Phước Lễ"),
        ("Apatit", "", "Apatit"),
        ("Ban Mai", "", "Ban Mai"),
        ("Xa Mát", "", "Xa Mát"),
        ("Tố Hữu", "", "Tố Hữu"),
        ("Xóm Mới", "", "Xóm Mới"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_kind_and_name_are_told_apart(written, kind, name, form):
    place = parse(unicodedata.normalize(form, written))
    assert (place.kind, place.name) == (kind, name)


@pytest.mark.parametrize(
    "written",
    [
        "Tổ 03 - ấp Phước Lễ",
        "Tổ 03, ấp Phước Lễ",
        "Tổ 03 (ấp Phước Lễ)",
        "Tổ 03 ấp Phước Lễ",
        "ấp Phước Lễ / Tổ 03",
        "Tổ tự quản 03 thuộc ấp Phước Lễ",
        "TO 03 AP PHUOC LE",
    ],
)
def test_a_group_may_name_its_hamlet(written):
    place = parse(written)
    assert place.name == "03"
    assert place.parent.kind == "ap"
    assert blind_key(place.parent.name) == "phuoc le"


def test_a_kind_of_another_region_is_remembered_when_a_number_follows():
    assert parse("Khóm 3").strange == "khóm"
    assert parse("Khóm Đông").strange == ""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("PHƯỚC LỄ", "Phước Lễ"),
        ("phước lễ", "Phước Lễ"),
        ("PHƯỚC AN II", "Phước An II"),
        ("3A", "3A"),
        ("Ea Kmắt", "Ea Kmắt"),
    ],
)
def test_capitals_are_set_as_in_names(written, name):
    assert cased(written) == name


LIKELY = [
    ("03", "3"),
    ("số 05", "5"),
    ("II", "2"),
    ("Phước An I", "Phước An 1"),
    ("3A", "3 a"),
    ("3-A", "3a"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mỹ Quý", "Mĩ Quý"),
        ("Mỹ Quý", "Mĩ Quí"),
        ("Phước Lể", "Phước Lễ"),
        ("Lý Thường Kiệt", "Lí Thường Kiệt"),
        ("Sỹ Bình", "Sĩ Bình"),
        ("Kỳ Sơn", "Kì Sơn"),
        ("QUÝ HỶ", "Quí Hỉ"),
    ],
)
def test_names_people_mix_up_are_near_and_never_the_same(one, other):
    assert near_key(one) == near_key(other)
    assert close_key(one) != close_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tây", "Tai"),
        ("Thúy", "Thúi"),
        ("Phước Lễ", "Phước Lệ"),
        ("Mỹ", "Mị"),
        ("Suy", "Sui"),
        ("Hòa", "Hóa"),
    ],
)
def test_other_tones_and_other_y_are_other_names(one, other):
    assert near_key(one) != near_key(other)


@pytest.mark.parametrize(
    "written",
    ["Ấp Tân Tám (mới)", "ấp Tân Tám (mới).", "1. Ấp Tân Tám (mới)"],
)
def test_a_bracket_that_closes_stays(written):
    assert parse(written).name == "Tân Tám (mới)"


@pytest.mark.parametrize(("one", "other"), LIKELY)
def test_names_likely_meant_alike_have_one_key(one, other):
    assert close_key(one) == close_key(other)
    assert exact_key(one) != exact_key(other) or one == "số 05"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Phước Hoà", "Phước Hòa"), ("Thuỷ Tiên", "THỦY TIÊN"), ("Ðồng Xa", "Đồng Xa"), ("Ấp\u200b 3", "ấp ３")],
)
def test_names_that_are_the_same_have_one_key(one, other):
    assert exact_key(one) == exact_key(other)
    assert close_key(one) == close_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3", "13"),
        ("Phước Lễ", "Phước Lê"),
        ("Hòa", "Hóa"),
        ("Vi", "Vị"),
        ("1 2", "12"),
        ("C", "100"),
        ("An Phú", "An Phu"),
    ],
)
def test_accents_and_numbers_make_other_names(one, other):
    assert close_key(one) != close_key(other)


def test_a_number_is_the_same_with_and_without_the_word_for_it():
    assert exact_key("số 5") == exact_key("5") != exact_key("05")


WORDS = "phước hòa hoà lễ an đông đoài thủy thuỷ ấp số quí quý 3 03 12 ii iv x a b kmắt ngã y"
SYLLABLES = st.sampled_from(WORDS.split(" "))
NAMES = st.one_of(st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join), st.text(max_size=20))
KEYS = pytest.mark.parametrize("key", [exact_key, close_key, blind_key])


@KEYS
@given(name=NAMES)
def test_a_key_of_a_key_is_itself(key, name):
    assert key(key(name)) == key(name)


@KEYS
@given(words=st.lists(SYLLABLES, min_size=1, max_size=5), data=st.data())
def test_keys_do_not_see_form_case_or_spaces(key, words, data):
    """Written by another program, in another mood."""
    space = st.sampled_from([" ", "  ", "\t", "\u00a0", " \u200b"])
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    written = "".join(data.draw(space) + word for word in words)
    assert key(unicodedata.normalize(form, case(written))) == key(" ".join(words))


@given(text=st.text(max_size=40))
def test_tidy_text_is_tidy(text):
    assert tidy(tidy(text)) == tidy(text)


@given(text=st.text(max_size=40))
def test_any_text_is_taken_apart(text):
    place = parse(text)
    assert place.name == tidy(place.name) or place.strange
