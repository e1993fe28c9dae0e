"""`manage.py assessments`: as JSON and as text."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import rows
from tests.factories.assessments import recognised

pytestmark = pytest.mark.django_db


def printed(*arguments) -> str:
    out = StringIO()
    call_command("assessments", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_who_is_assessed_and_the_shares(november):
    recognised(november.new_hamlet)
    rows.body(november.new_commune, "enterprise", name="Quán nhỏ", enterprise_size="micro")
    told = json.loads(printed("--unit", "25387", "--year", "2025", "--json"))
    assert told["hold"] is True
    assert told["shares"]["area"] == {
        "registered": {"top": 1, "base": 1, "percent_asked": 100, "hold": True},
        "recognised": {"top": 1, "base": 1, "percent_asked": 70, "hold": True},
        "unknown": 0,
    }
    assert [(one["name"], one["standing"], one["stage"]) for one in told["subjects"]] == [
        ("Xã Thuận Lợi", "began-late", "unregistered"),
        ("Ấp Thuận Tiến", "counted", "recognised"),
        ("Quán nhỏ", "not-liable", "unregistered"),
    ]
    text = printed("--unit", "25387", "--year", "2025")
    assert "Khu dân cư: Ấp Thuận Tiến: Đã công nhận\n" in text
    assert "Quán nhỏ: Chưa đăng ký (Doanh nghiệp siêu nhỏ được trừ.)" in text
    assert "Khu dân cư: đăng ký 1/1, công nhận 1/1" in text


@pytest.mark.parametrize(("code", "year"), [("00000", "2025"), ("25561", "2019")])
def test_a_code_without_a_commune_and_a_year_without_criteria_are_refused(november, code, year):
    with pytest.raises(CommandError):
        printed("--unit", code, "--year", year)
