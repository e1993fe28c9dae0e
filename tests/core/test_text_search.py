"""Rows are found by words in any order, not touching, without accents, however their numbers are written."""

from random import Random

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from groups.models import ChatGroup
from portal.core.text_search import found_by, narrow, searchable, words_of
from portal.units.search import SHORT
from tests.factories.rows import group

words = st.lists(st.text("aăâbcdđeêghiouưyÀẰẬĐỆỞỰỹ0123.-", min_size=1, max_size=6), min_size=1, max_size=8)


def holds(condition: Q | None, text: str) -> bool:
    """What the database returns for a row of this text: `contains`, and, or."""
    if condition is None:
        return False
    each = (
        holds(part, text) if isinstance(part, Q) else part[1] in searchable(text)
        for part in condition.children
    )
    return all(each) if condition.connector == Q.AND else any(each)


def finds(query: str, text: str) -> bool:
    return holds(found_by(query, short=SHORT), text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("phuoc loi 07", "Tổ tự quản số 07, ấp Phước Lợi"),
        ("mui hoi muong", "Mùi hôi thối bốc lên từ mương nước"),
        ("muong hoi mui", "Mùi hôi thối bốc lên từ mương nước"),
        ("70B1", "Xe 70-B1 123.45 màu đỏ"),
        ("70b1", "Xe 70B112345"),
        ("12345", "Xe 70-B1 123.45 màu đỏ"),
        ("12345", "Xe 70B112345"),
        ("70B112345", "Xe 70-B1 123.45 màu đỏ"),
        ("70-B1 123.45", "Xe 70B112345"),
        ("70-B1 123.45", "Xe 70B1-12345"),
        ("70B1 123", "Xe 70B112345"),
        ("123.45", "Xe 70B112345"),
        ("70AB 123.45", "Xe 70-AB 12345"),
        ("0912345678", "Gọi 0912.345.678"),
        ("0912 345 678", "Gọi 0912345678"),
        ("0912.345", "Gọi 0912345678"),
        ("912345678", "Gọi 0912 345 678"),
        ("Mĩ Quí", "Mỹ Quý"),
        ("My Quy", "Mĩ Quí"),
        ("ly", "ông Lí"),
        ("Quỳnh", "bà Quình"),
        ("quy", "bà Quỳnh"),
        ("P. Bến Nghé", "phường Bến Nghé"),
        ("TP Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("TP.HCM", "thành phố Hồ Chí Minh"),
        ("q1", "quận 1"),
        ("KP.3", "khu phố 3"),
        ("7", "Tổ 07"),
        ("tổ 07", "Tổ 7"),
        ("4", "tỉnh Cao Bằng 00004"),
        ("dong", "Đống rác"),
    ],
)
def test_a_row_is_found(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("rom cho", "trộm chó"),
        ("tổ 1 an ninh", "Tổ 10, an ninh"),
        ("tai", "Tây Ninh"),
        ("hai", "hay"),
        ("00004", "ấp 4"),
        ("2345", "Xe 70B112345"),
        ("trom meo", "trộm chó"),
        ("!!!", "bất kỳ"),
        ("% _", "bất kỳ"),
        ("", "bất kỳ"),
    ],
)
def test_a_row_is_not_found(query, text):
    assert not finds(query, text)


@given(words, st.randoms(use_true_random=False))
def test_any_order_of_a_rows_words_finds_it(text, dice: Random):
    row = " ".join(text)
    own = words_of(row)
    dice.shuffle(own)
    assert finds(" ".join(own), row) or not own
    some = own[: dice.randint(1, len(own))] if own else []
    assert finds(" ".join(some), row) or not some


@given(words, st.data())
def test_the_last_word_may_be_its_beginning(text, data):
    own = words_of(" ".join(text))
    if not own:
        return
    last = data.draw(st.sampled_from(own))
    cut = data.draw(st.integers(1, len(last)))
    others = data.draw(st.lists(st.sampled_from(own), max_size=4))
    assert finds(" ".join([*others, last[:cut]]), " ".join(text))


@given(st.text())
def test_a_column_reads_back_as_itself_and_holds_no_sign(text):
    kept = searchable(text)
    assert set(kept) <= set("0123456789abcdefghijklmnopqrstuvwxyz ")
    assert searchable(kept).split()[: len(words_of(text))] == words_of(text)


def test_a_long_query_is_cut_and_its_conditions_end():
    assert str(found_by("a " * 10_000)).count("contains") <= 12
    assert str(found_by("1-2." * 10_000)).count("contains") <= 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Tổ tự quản số 07, ấp Phước Lợi", "Nhóm 70-B1 123.45"}),
        ("  ", {"Tổ tự quản số 07, ấp Phước Lợi", "Nhóm 70-B1 123.45"}),
        ("!!!", set()),
        ("phuoc loi 7", {"Tổ tự quản số 07, ấp Phước Lợi"}),
        ("12345", {"Nhóm 70-B1 123.45"}),
        ("nhóm%", {"Nhóm 70-B1 123.45"}),
        ("n_óm", set()),
        ("'; --", set()),
    ],
)
def test_the_database_narrows_so(country, query, names):
    for name in ("Tổ tự quản số 07, ấp Phước Lợi", "Nhóm 70-B1 123.45"):
        group(country.hamlet, name=name)
    rows = ChatGroup.objects.unscoped("all of a test")
    assert set(narrow(rows, query).values_list("name", flat=True)) == names


@pytest.mark.django_db
def test_words_may_stand_in_different_columns(country):
    group(country.hamlet, name="Đồng Kèn")
    rows = ChatGroup.objects.unscoped("all of a test")
    assert narrow(rows, "ken phuoc ninh", "search", "commune__search").exists()
    assert not narrow(rows, "ken phuoc minh", "search", "commune__search").exists()
