"""Names are in the order of Vietnamese dictionaries and by number, in Python and in the database alike."""

import re
import unicodedata
from itertools import pairwise
from random import Random

import pytest
from django.apps import apps
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.forms import fields_for_model
from hypothesis import given
from hypothesis import strategies as st

from groups import selectors
from groups.models import ChatGroup
from groups.tables import GroupTable
from portal.accounts.models import User
from portal.accounts.services import rename_person
from portal.core.list_filters import EmptyText
from portal.core.lists import page
from portal.core.ordering import sort_key
from tests.core.test_lists import asked
from tests.factories import people
from tests.factories.rows import group
from tests.factories.units import SYSTEM
from tests.list_rows import texts

# By the book (Hoàng Phê's dictionary, TCVN): 29 letters and the tones ngang, huyền, hỏi, ngã, sắc, nặng.
ORDERED = [
    ["Ấp", "Âu", "Đoàn", "Êm", "Tổ", "Zalo"],
    ["Bảo Vinh", "Bàu Hàm", "Bình An", "Bom Bo", "Bù Đăng"],
    ["Cà Mau", "Cao Bằng", "Cần Thơ"],
    ["Lạng Sơn", "Lào Cai", "Lâm Đồng"],
    ["ba", "bà", "bả", "bã", "bá", "bạ"],
    ["Ba Vì", "Bà Rịa", "Bá Thước"],
    ["da", "dạ", "đa", "đạ", "e", "ê"],
    ["an", "ạn", "anh", "ăn", "ân"],
    ["o", "ọ", "ô", "ộ", "ơ", "ợ", "p"],
    ["u", "ư", "v", "w", "x", "y", "z"],
    ["Tổ 2", "Tổ 3", "Tổ 3A", "Tổ 3B", "Tổ 10", "Tổ 100", "Tổ An Ninh"],
    ["Khu phố 9", "Khu phố 10", "Khu phố 10/2", "Khu phố Bình Hòa"],
    ["1", "9", "10", "99999999999999999999", "100000000000000000000", "A"],
    ["Tổ", "Tổ 1", "Tổ dân phố"],
    ["9" * 33, "9" * 34, "9" * 35, "1" + "0" * 35, "1" + "0" * 36],
]
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]

names = st.text("aAàạăẳâấbcdđĐeêệghiouưựvyzZ 0123459.-", max_size=14)


@pytest.mark.parametrize("row", ORDERED, ids=lambda row: row[0])
def test_names_stand_as_in_a_dictionary(row):
    for before, after in pairwise(row):
        assert sort_key(before) < sort_key(after), (before, after)
    mixed = row[:]
    Random(7).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == row


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tổ 07", "Tổ 7"),
        ("tổ 7", "TỔ 7"),
        ("Tổ  7", "Tổ-7."),
        ("Hoà Bình", "Hòa Bình"),
        ("Tổ 7", "Tổ ７"),
        (unicodedata.normalize("NFD", "Đồng Xoài"), "Đồng Xoài"),
    ],
)
def test_case_signs_spaces_zeros_and_forms_do_not_count(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.integers(0, 10**70), st.integers(0, 10**70))
def test_runs_of_digits_compare_as_numbers(one, other):
    assert (sort_key(f"Tổ {one}") < sort_key(f"Tổ {other}")) is (one < other)
    assert (sort_key(f"{one}A") < sort_key(f"{other}A")) is (one < other)


def by_the_book(name: str) -> list:
    """The order said again in the plainest way: word by word, by the letters' places, then by the tone."""
    found = []
    for token in re.findall(r"\d+|[^\W\d_]+", unicodedata.normalize("NFC", name).lower()):
        if token.isdigit():
            found.append((0, int(token), 0))
            continue
        plain = [(unicodedata.normalize("NFD", letter), letter) for letter in token]
        marks = [tone for loose, _letter in plain for tone in TONES[1:] if tone in loose]
        bare = (unicodedata.normalize("NFC", re.sub(f"[{''.join(TONES)}]", "", loose)) for loose, _l in plain)
        found.append((1, [LETTERS.index(letter) for letter in bare], TONES.index(marks[0]) if marks else 0))
    return found


@given(names, names)
def test_keys_order_as_the_book_does(one, other):
    assert (sort_key(one) < sort_key(other)) is (by_the_book(one) < by_the_book(other))
    assert (sort_key(one) == sort_key(other)) is (by_the_book(one) == by_the_book(other))


@given(st.text(max_size=40))
def test_any_text_has_a_key_that_every_collation_reads_alike(text):
    assert re.fullmatch("[0-9A-Za-z]*", sort_key(text))


@pytest.mark.django_db
def test_the_database_orders_as_python_does(country):
    wanted = list(dict.fromkeys(name for row in ORDERED for name in row))
    for name in wanted:
        group(country.hamlet, name=name)
    rows = ChatGroup.objects.unscoped("all of a test").filter(name__in=wanted)
    for kept in (rows.order_by("sort", "name"), rows.order_by("-sort")):
        keys = [sort_key(name) for name in kept.values_list("name", flat=True)]
        assert keys == sorted(keys, reverse=kept.query.order_by[0] == "-sort")


@pytest.mark.parametrize(("database", "collation"), [(SQLite, None), (PostgreSQL, "C")])
def test_either_database_compares_keys_by_bytes(database, collation):
    """SQLite does so by itself, and knows no collation of that name."""
    settings = {"NAME": "nowhere", "OPTIONS": {}}
    parameters = ChatGroup._meta.get_field("sort").db_parameters(database(settings))
    assert parameters["collation"] == collation


def test_no_form_offers_a_sort_key():
    models = [model for model in apps.get_models() if "sort" in {field.name for field in model._meta.fields}]
    assert ChatGroup in models
    assert not [model for model in models if "sort" in fields_for_model(model)]


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["name", "-name"])
def test_pages_of_a_list_follow_the_order_without_gap_or_repeat(country, monkeypatch, sort):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    # "Tổ 07" and "Tổ 7" share a key; the random id distinguishes them on every page.
    wanted = ["Ấp 2", "Ấp 10", "Âu", "Đoàn", "Tổ 2", "Tổ 7", "Tổ 07", "Tổ 10"]
    for name in reversed(wanted):
        group(country.hamlet, name=name)
    seen, query = [], f"sap-xep={sort}"
    while query is not None:
        rows = selectors.with_members(selectors.groups(officer))
        shown = page(asked(query), GroupTable, rows, empty=EmptyText(""))
        seen += texts(shown, "Nhóm")
        query = shown.next_url.partition("?")[2] or None
    seven = {"Tổ 7", "Tổ 07"}
    assert [name for name in seen if name not in seven] == [
        name for name in (wanted if sort == "name" else wanted[::-1]) if name not in seven
    ]
    assert sorted(seen) == sorted(wanted)
    assert {seen.index(name) for name in seven} == ({5, 6} if sort == "name" else {1, 2})


@pytest.mark.django_db
def test_a_key_follows_its_name(country):
    person = people.officer(country.commune).user
    rename_person(by=SYSTEM, user=person, full_name="Âu Thị Ế")
    assert User.objects.get(pk=person.pk).sort == sort_key("Âu Thị Ế")
    assert {unit.sort for unit in country.all()} == {sort_key(unit.name) for unit in country.all()}
