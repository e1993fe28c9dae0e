"""Days that people type have both ends: no address, form or command breaks at 0001, 9999 or 29/02."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.core.day_input import EARLIEST, LATEST, day_argument, read_day
from portal.core.forms import DayField, MomentField
from portal.core.indicators import everything
from portal.core.periods import CutOff, Period
from tests.architecture.access_world import AccessWorld
from tests.architecture.asking import Asker, letter
from tests.architecture.test_access_table import table
from tests.architecture.test_rules import source_files

# The words of addresses that carry a day or a period.
WORDS = ("ngay", "tu", "den", "ngay-ban-do", "ky")
EDGES = ["0001-01-01", "9999-12-31", "2019-02-29", "31/02/2019", "10000-01-01", "-1", "2100-12-31", "1950-01-01"]  # fmt: skip
# A page may stop at the first wrong word, so the ends of time are also asked one by one.
_QUERIES = [
    *(
        urlencode(dict.fromkeys(WORDS, edge))
        for edge in ("0001-01-01", "9999-12-31", "2019-02-29", "2100-12-31")
    ),
    "den=9999-12-31",
    "tu=0001-01-01",
]
OWN_PACKAGES = ("portal", "groups", "tips", "propaganda", "reports")
PEOPLE = ("officer", "district", "admin", "top-admin", "head", "province", "leader", "raised", "nobody")


def pages(world: AccessWorld):
    """Every page that opens by GET, with the first person of PEOPLE to whom it opens."""
    rows = [row for row in table() if row.method == "GET"]
    for row in rows:
        opening = (
            (column, url)
            for column in PEOPLE
            for url, answer in row.expected(column, world.around[column])
            if answer == "+" and url
        )
        if first := next(opening, None):
            yield first


@pytest.mark.django_db
def test_no_page_breaks_at_the_ends_of_time(world: AccessWorld):
    askers = {column: Asker(world.actors[column]) for column in PEOPLE}
    broken = []
    for column, url in pages(world):
        for query in _QUERIES:
            if letter(askers[column].ask("GET", f"{url}?{query}")) == "!":
                broken.append(f"{url}?{query} as {column}")
    assert broken == []


@pytest.mark.django_db
@pytest.mark.parametrize("edge", EDGES)
def test_no_figure_breaks_at_the_ends_of_time(world: AccessWorld, edge):
    officer = world.actors["officer"]
    asker, unit = Asker(officer), world.around["officer"][0].unit
    for indicator in everything():
        query = {"chi-tieu": indicator.key, "don-vi": unit.public_id, "tu": "2019-11-01", "den": "2019-11-30"}
        for word in ("tu", "den", "ngay-ban-do"):
            url = f"{reverse(indicator.source.list_url)}?{urlencode(query | {word: edge})}"
            assert letter(asker.ask("GET", url)) in "+.x", url


def test_the_words_of_addresses_are_all_asked():
    """Whoever reads a day from an address under another word adds it to WORDS."""
    read = re.compile(
        r"(?:read_day|Period\.parse)\(\s*(?:request|given)\.?(?:GET|POST)?[.\[](?:get\()?\"([a-z-]+)\""
    )
    field = re.compile(r"^    ([a-z_]+) = DayField\(", re.MULTILINE)
    asked = set()
    for file in source_files():
        text = file.read_text(encoding="utf-8")
        asked |= set(read.findall(text))
        if "request.GET" in text or "Its fields are the page's address" in text:
            asked |= set(field.findall(text))
    assert {"tu", "den", "ngay-ban-do", "ky"} <= asked
    assert asked - {"period"} <= set(WORDS)


@pytest.mark.parametrize("edge", [*EDGES, ""])
def test_a_day_field_refuses_what_is_no_day_or_too_far(edge):
    with suppress(ValidationError):
        assert date(2000, 1, 1) <= DayField().clean(edge) <= LATEST


@pytest.mark.parametrize("edge", [f"{edge}T{time}" for edge in EDGES for time in ("00:00", "23:59")])
def test_a_moment_field_refuses_what_is_no_moment_or_too_far(edge):
    with suppress(ValidationError):
        moment = MomentField().clean(edge)
        assert datetime(2000, 1, 1, tzinfo=UTC) <= moment <= datetime(2101, 1, 1, tzinfo=UTC)


@given(st.dates() | st.dates(EARLIEST, LATEST))
def test_a_typed_day_is_read_within_both_ends_only(day):
    for written in (f"{day:%d/%m/}{day.year:04}", day.isoformat()):
        if EARLIEST <= day <= LATEST:
            assert read_day(written) == day
        else:
            with pytest.raises(ValueError, match="quá xa"):
                read_day(written)


@given(
    st.integers(EARLIEST.year, LATEST.year),
    st.sampled_from(["", "-01", "-12", "-H1", "-H2"]),
    st.sampled_from(CutOff),
)
def test_a_period_that_can_be_typed_has_neighbours_on_both_sides(year, part, cut_off):
    period = Period.parse(f"{year:04}{part}")
    for other in (period.previous(), period.next(), period.same_last_year()):
        assert other.days(cut_off).start < other.days(cut_off).end
        assert other.due_on(31, 2)


@pytest.mark.parametrize("year", [0, 1, EARLIEST.year - 1, LATEST.year + 1, 9999])
def test_a_period_too_far_is_refused(year):
    with pytest.raises(ValueError, match="không đúng"):
        Period.parse(f"{year:04}-12")


# One line for each option of a command that takes a day or a period.
COMMANDS = [
    ["unit", "25561", "--on={}"],
    ["bodies", "--unit=25561", "--on={}"],
    ["who_can", "--unit=25561", "--on={}"],
    ["plan", "--unit=25561", "--year=2019", "--on={}"],
    ["rollout", "--unit=25561", "--on={}"],
    ["import_units", "x.xlsx", "--commune=25561", "--on={}"],
    ["trim_audit", "--before={}"],
    ["verify_audit", "--from={}"],
    ["make_report", "--unit=25561", "--type=month", "--out=/tmp", "--period={}"],
]


@pytest.mark.django_db
@pytest.mark.parametrize("edge", [edge for edge in EDGES if edge not in ("2100-12-31", "1950-01-01")])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_breaks_at_the_ends_of_time(command, edge):
    name, *arguments = (part.format(edge) for part in command)
    with pytest.raises(CommandError, match=r"quá xa|không phải là ngày|không đúng"):
        call_command(name, *arguments)


def test_every_option_that_takes_a_day_is_asked():
    """The options of each command as it parses them, wherever they were added."""
    ours = [name for name, app in get_commands().items() if str(app).split(".")[0] in OWN_PACKAGES]
    taking = {
        (name, option)
        for name in ours
        for action in load_command_class(get_commands()[name], name).create_parser("", name)._actions
        if action.type is day_argument
        for option in action.option_strings
    }
    assert taking
    assert taking <= {(command[0], part.split("=")[0]) for command in COMMANDS for part in command[1:]}
