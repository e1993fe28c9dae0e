"""Every address is asked as every person about their own targets, those below, beside and above; see access_table."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from tests.architecture.access_table import TABLE
from tests.architecture.access_world import AccessWorld, Place
from tests.architecture.asking import Asker, address, letter, statements
from tests.architecture.urls import patterns

BESIDE = 2


@dataclass(frozen=True)
class Row:
    """One address, asked by one method, and the answers by column."""

    name: str
    target: str
    method: str
    cells: dict[str, str]

    def expected(self, column: str, around: tuple[Place | None, ...]) -> list[tuple[str, str]]:
        """The addresses to ask as someone, each with the answer."""
        cell = self.cells[column]
        if self.target == "-":
            return [(address(self.name), cell)]
        found = [place and place.address(self.name, self.target) for place in around]
        if column == "nobody":
            return [(found[0], cell)]
        if cell in ("x", "o"):
            # Refused before the key is looked at: one's own and a neighbour's answer for all.
            found = [found[0], found[BESIDE]] if found[0] or found[BESIDE] else found
        return [(url, answer) for url, answer in zip(found, _each(cell, len(found)), strict=True) if url]


def _each(cell: str, count: int) -> str:
    return cell * count if len(cell) == 1 else cell


def table() -> list[Row]:
    """The table, a row for each method."""
    head, *lines = [line.split() for line in TABLE.splitlines() if line.strip()]
    rows = []
    for name, target, how, *cells in lines:
        answers = dict(zip(head[3:], cells, strict=True))
        if how == "post":
            # Who is not signed in is sent to the sign-in page first, unless the address is one of signing in.
            gets = dict.fromkeys(answers, "o")
            if answers["nobody"] == ">":
                gets["nobody"] = ">"
            rows.append(Row(name, target, "GET", gets))
        for method in {"both": ("GET", "POST"), "post": ("POST",)}.get(how, (how,)):
            rows.append(Row(name, target, method, answers))
    return rows


def test_every_view_declares_who_may_open_it():
    undeclared = [
        name
        for name, pattern in patterns().items()
        if not hasattr(pattern.callback, "permissions") and getattr(pattern.callback, "login_required", True)
    ]
    assert undeclared == []


def test_every_address_has_its_row_and_every_row_its_address():
    asked = {(row.name, row.method) for row in table()}
    addresses = {(name, method) for name in patterns() for method in ("GET", "POST")}
    assert asked == addresses, "add a row to tests/architecture/access_table.TABLE"


def test_a_row_names_a_thing_where_its_address_has_a_key():
    keyed = {name for name, pattern in patterns().items() if "public_id" in pattern.pattern.converters}
    assert {row.name for row in table() if row.target != "-"} == keyed


# Whose requests about a neighbour's target are compared with those about a key that nobody bears.
TWINS = ("officer", "head", "district", "admin")
# What a GET may write: that the session is used, and in the audit that something was looked at or taken along.
_NOTED = {"signin_opensession", "signin_accountstate", "core_auditentry"}
_WRITES = re.compile(r'^\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass(frozen=True)
class Told:
    """All that someone learns from an answer: what it says, and how long the database took for it."""

    status: int
    text: str
    statements: int


@dataclass(frozen=True)
class Answer:
    """What came of one request; of a neighbour's target also what is told of it and of a key that nobody bears."""

    row: Row
    url: str
    expected: str
    letter: str
    written: list[str]
    twins: tuple[Told, Told] | None


@pytest.fixture(scope="module")
def answers(world: AccessWorld) -> Callable[[str], list[Answer]]:
    """Every address asked as a person, once for all tests of that person."""
    return cache(lambda column: list(_asked(world, column)))


def _asked(world: AccessWorld, column: str) -> Iterator[Answer]:
    asker, around = Asker(world.actors[column]), world.around[column]
    for row in table():
        unknown = _of_nobody(row, column, around[BESIDE]) if column in TWINS else {}
        for url, expected in row.expected(column, around):
            with statements() as sent:
                response = asker.ask(row.method, url)
            twins = None
            if url in unknown:
                with statements() as sent_of_nobody:
                    of_nobody = asker.ask(row.method, unknown[url])
                twins = _told(response, sent), _told(of_nobody, sent_of_nobody)
            written = [match[1] for sql in sent if (match := _WRITES.match(sql))]
            yield Answer(row, url, expected, letter(response), written, twins)


def _of_nobody(row: Row, column: str, beside: Place | None) -> dict[str, str]:
    """{a neighbour's address that is answered as if it were not there: the same with keys that nobody bears}."""
    if row.target == "-" or _each(row.cells[column], 4)[BESIDE] != ".":
        return {}
    url = beside and beside.address(row.name, row.target)
    if not url:
        return {}
    return {url: url.replace(beside.key_of(row.target), "0" * 12).replace(beside.unit.public_id, "0" * 12)}


def _told(response, sent: list[str]) -> Told:
    return Told(response.status_code, _TOKEN.sub("", response.content.decode()), len(sent))


def _each_column():
    """One process asks as a person and keeps the answers for the next test."""
    return [
        pytest.param(column, marks=pytest.mark.xdist_group(f"asked as {column}"))
        for column in table()[0].cells
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("column", _each_column())
def test_every_address_answers_as_the_table_says(answers, column):
    others = [
        f"{one.row.method} {one.url} ({one.row.name}, {one.row.target}): {one.letter} instead of {one.expected}"
        for one in answers(column)
        if one.letter != one.expected
    ]
    assert others == []


@pytest.mark.django_db
@pytest.mark.parametrize("column", [param for param in _each_column() if param.values[0] in TWINS])
def test_a_neighbours_key_and_one_that_nobody_bears_look_and_cost_the_same(answers, column):
    """Were there a difference in words or in queries, guessing would reveal what is there."""
    compared = [one for one in answers(column) if one.twins]
    assert compared
    for one in compared:
        of_neighbour, of_nobody = one.twins
        assert of_neighbour == of_nobody, one.row.name


@pytest.mark.django_db
@pytest.mark.parametrize("column", _each_column())
def test_reading_a_page_changes_nothing(answers, column):
    """Chats open addresses for their previews, and browsers fetch ahead."""
    pages = [one for one in answers(column) if (one.row.method, one.letter) == ("GET", "+")]
    assert pages
    assert [(one.row.name, table) for one in pages for table in one.written if table not in _NOTED] == []
