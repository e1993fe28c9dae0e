"""`manage.py bodies` lists the bodies that existed in a unit on a day, each with the one above it."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.bodies.services import end_body, set_line
from tests.factories.rows import body
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    said = StringIO()
    call_command("bodies", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def register(country):
    women = body(country.commune, "mass-organisation", name="Hội Phụ nữ xã", valid_from=date(2019, 3, 1))
    above = body(country.province, "mass-organisation", name="Hội Phụ nữ tỉnh")
    set_line(by=SYSTEM, body=women, version=1, above=above, on=None)
    school = body(country.hamlet, "school", name="Trường Mầm non", school_level="preschool")
    end_body(by=SYSTEM, body=school, version=1, on=date(2019, 6, 1))
    body(country.neighbour, "front", name="Mặt trận xã bên")
    return country


def test_it_lists_a_unit_and_what_lies_in_it_as_of_a_day(register):
    assert [one["name"] for one in json.loads(told("--unit", "25561", "--json"))["bodies"]] == [
        "Hội Phụ nữ xã"
    ]
    may = json.loads(told("--unit", "25561", "--on", "2019-05-31", "--json"))
    assert [(one["name"], one["liable"], one["last"]) for one in may["bodies"]] == [
        ("Hội Phụ nữ xã", None, None),
        ("Trường Mầm non", False, "2019-05-31"),
    ]
    assert may["bodies"][0]["above"] == {
        "name": "Hội Phụ nữ tỉnh",
        "kind": "mass-organisation",
        "unit": "tỉnh Tây Ninh",
    }
    january = json.loads(told("--unit", "25561", "--on", "2019-01-31", "--json"))
    assert [one["name"] for one in january["bodies"]] == ["Trường Mầm non"]


def test_in_words_a_body_stands_beside_the_one_above(register):
    assert (
        told("--unit", "25561")
        == "Đoàn thể: Hội Phụ nữ xã (xã Phước Ninh) < Hội Phụ nữ tỉnh (tỉnh Tây Ninh)\n"
    )


def test_a_code_that_means_nothing_on_the_day_is_said(register):
    with pytest.raises(CommandError, match="25387"):
        told("--unit", "25387")
