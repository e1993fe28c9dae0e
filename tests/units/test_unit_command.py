"""`manage.py unit` tells which unit a code means on a day, with its line of the day and what became of it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.core import clock
from portal.units.models import Succession
from tests.factories.units import REFORM, unit

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> dict:
    said = StringIO()
    call_command("unit", *arguments, "--json", stdout=said)
    return json.loads(said.getvalue())


@pytest.fixture
def again(country):
    """A commune of today that bears an old one's code, and came from it."""
    made = unit(
        "commune", "xa", "Đức Quang", country.new_province, code="25561", valid_from=REFORM, legal_act="NQ 1"
    )
    Succession.objects.create(
        predecessor=country.commune, successor=made, on=REFORM, extent="part", legal_act="NQ 1"
    )
    return made


def test_a_code_means_the_unit_of_the_day(again):
    before, since = told("25561", "--on", "2025-06-30"), told("25561", "--on", "2025-07-01")
    assert (before["name"], since["name"]) == ("xã Phước Ninh", "xã Đức Quang")
    assert [row["name"] for row in before["parents"]] == ["tỉnh Tây Ninh", "huyện Dương Minh Châu"]
    assert [row["code"] for row in since["parents"]] == ["75"]
    assert before["versions"] == [
        {
            "name": "xã Phước Ninh",
            "code": "25561",
            "first": "2000-01-01",
            "last": "2025-06-30",
            "legal_act": "",
        }
    ]
    link = {"code": "25561", "level": "commune", "on": "2025-07-01", "extent": "part", "legal_act": "NQ 1"}
    assert before["successors"] == [{"name": "xã Đức Quang", **link}]
    assert since["origin"] == [{"name": "xã Phước Ninh", **link}]
    assert before["origin"] == since["successors"] == []


def test_without_a_day_it_is_today(again):
    assert told("25561")["on"] == "2019-12-08"


def test_an_unknown_start_and_a_standing_end_are_empty(country):
    unit("province", "tinh", "Long An", code="80")
    (version,) = told("80")["versions"]
    assert (version["first"], version["last"]) == (None, None)
    said = StringIO()
    call_command("unit", "80", stdout=said)
    assert "tỉnh Long An (80), 08/12/2019: chưa rõ ngày bắt đầu" in said.getvalue()
    assert "chưa rõ – nay" in said.getvalue()


def test_a_code_nobody_bears_on_the_day_says_who_did(country):
    with pytest.raises(CommandError, match="Mã này là của: Xã Phước Ninh"):
        told("25561", "--on", "2025-07-01")


@pytest.mark.parametrize("command", [["unit", "25561"], ["who_can", "--unit", "25561"]])
def test_who_named_no_day_is_told_the_last_on_which_the_code_held(country, command):
    with clock.pinned_to(REFORM), pytest.raises(CommandError, match="thêm --on 2025-06-30"):
        call_command(*command)
    with pytest.raises(CommandError) as refused:
        call_command(*command, "--on", "2025-07-01")
    assert "--on" not in str(refused.value)


def test_a_day_that_is_none_is_explained(country):
    with pytest.raises(CommandError, match="không phải là ngày"):
        told("25561", "--on", "2025-13-01")
