"""Every address is asked as every person about their own targets, those below, beside and above; see access_table."""

import re
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.architecture.access_table import TABLE
from tests.architecture.access_world import AccessWorld, Place
from tests.architecture.asking import Asker, address, letter
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
            # Who is not inside is sent to the door first, where the address is not itself a door.
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


@pytest.mark.django_db
@pytest.mark.parametrize("column", table()[0].cells)
def test_every_address_answers_as_the_table_says(world: AccessWorld, column):
    asker = Asker(world.actors[column])
    others = []
    for row in table():
        for url, expected in row.expected(column, world.around[column]):
            found = letter(asker.ask(row.method, url))
            if found != expected:
                others.append(f"{row.method} {url} ({row.name}, {row.target}): {found} instead of {expected}")
    assert others == []


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["officer", "head", "district", "admin"])
def test_a_neighbours_key_and_one_that_nobody_bears_look_and_cost_the_same(world: AccessWorld, column):
    """Were there a difference in words or in queries, guessing would tell what is there."""
    asker, beside = Asker(world.actors[column]), world.around[column][BESIDE]
    for row in table():
        if row.target == "-" or _each(row.cells[column], 4)[BESIDE] != ".":
            continue
        url = beside.address(row.name, row.target)
        if url is None:
            continue
        unknown = url.replace(beside.key_of(row.target), "0" * 12).replace(beside.unit.public_id, "0" * 12)
        assert _told(asker, row.method, url) == _told(asker, row.method, unknown), row.name


# What a GET may write: that the session is used, and in the audit that something was looked at or taken along.
_NOTED = {"signin_opensession", "signin_accountstate", "core_auditentry"}
_WRITES = re.compile(r'^\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["officer", "head", "district", "top-admin", "raised"])
def test_reading_a_page_changes_nothing(world: AccessWorld, column):
    """Chats open addresses for their previews, and browsers fetch ahead."""
    asker, written = Asker(world.actors[column]), []
    for row in table():
        if row.method != "GET":
            continue
        for url, expected in row.expected(column, world.around[column]):
            if expected != "+":
                continue
            with CaptureQueriesContext(connection) as queries:
                asker.ask("GET", url)
            found = (_WRITES.match(query["sql"]) for query in queries)
            written += [(row.name, match[1]) for match in found if match and match[1] not in _NOTED]
    assert written == []


def _told(asker: Asker, method: str, url: str) -> tuple[int, str, int]:
    with CaptureQueriesContext(connection) as queries:
        response = asker.ask(method, url)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return response.status_code, text, len(queries)
