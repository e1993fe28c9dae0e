"""`manage.py plan`: as JSON and as text, as of which day, and what it refuses."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.core import clock
from portal.steering.plans.services import transition_plan
from portal.steering.plans.task_services import transition_task
from tests.factories import people
from tests.factories.steering import cost, directive, plan, task, with_costs
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


def printed(*arguments, unit: str = "25561", year: int = 2019) -> str:
    out = StringIO()
    call_command("plan", "--unit", unit, "--year", str(year), *arguments, stdout=out)
    return out.getvalue()


def told(*arguments, **where) -> dict:
    return json.loads(printed(*arguments, "--json", **where))


@pytest.fixture
def carried_out(country):
    """A plan resting on two papers, with two targets, three tasks and two lines of costs; on 8 December 2019."""
    with clock.pinned_to(date(2019, 12, 8)):
        above = directive(country.commune, code="22/HD-BCA", issued_on=date(2019, 4, 1))
        own = directive(country.commune, above, code="68/KH-UBND", issued_on=date(2019, 5, 1))
        row = plan(
            country.commune,
            directive=own,
            title="Kế hoạch của xã",
            targets={("households", 2019): 70, ("tips", 2019): 100},
        )
        task(row, text="Lập nhóm", due_on=date(2019, 11, 30))
        task(row, text="Tuyên truyền", owner_unit=country.hamlet)
        done = task(row, text="Khảo sát", due_on=date(2019, 11, 1))
        transition_task(by=SYSTEM, task=done, name="report", version=done.version, result="Đã khảo sát")
        with_costs(row, cost(spent=400_000), cost(text="Tập huấn", quantity=1, unit_price=300_000, source=""))
        yield row


def test_json_tells_targets_tasks_costs_and_the_chain(carried_out):
    whole = told()
    assert (whole["unit"], whole["on"], whole["state"]) == (
        carried_out.unit.full_name,
        "2019-12-08",
        "in-force",
    )
    assert {one["subject"]: (one["percent"], one["value"], one["met"]) for one in whole["targets"]} == {
        "households": (70, None, None),
        "tips": (100, None, None),
    }
    assert [(one["text"], one["state"], one["late"], one["due_on"]) for one in whole["tasks"]] == [
        ("Lập nhóm", "open", True, "2019-11-30"),
        ("Tuyên truyền", "open", False, None),
        ("Khảo sát", "done", False, "2019-11-01"),
    ]
    assert whole["tasks"][2]["settled_on"] == "2019-12-08"
    assert whole["tasks"][2]["result"] == "Đã khảo sát"
    money = whole["costs"]
    assert (money["amount"], money["spent"], money["left"]) == (1_300_000, 400_000, 900_000)
    assert [line["amount"] for line in money["lines"]] == [1_000_000, 300_000]
    assert [(one["steps"], [paper["code"] for paper in one["papers"]]) for one in whole["chain"]] == [
        (-1, ["22/HD-BCA"]),
        (0, ["68/KH-UBND"]),
    ]


def test_text_tells_the_same(carried_out, country):
    text = printed()
    assert "Kế hoạch của xã (2019): Đang thực hiện\n" in text
    assert "hộ gia đình: 70%, đạt —\n" in text
    assert f"1. Lập nhóm – {country.commune.title} – Đang làm, quá hạn 8 ngày\n" in text
    assert f"2. Tuyên truyền – {country.hamlet.title} – Đang làm, làm thường xuyên\n" in text
    assert "In băng rôn: 2 cái × 500.000 = 1.000.000\n" in text
    assert "Cộng 1.300.000, đã chi 400.000, còn 900.000\n" in text
    assert text.index("22/HD-BCA, 01/04/2019") < text.index("68/KH-UBND, 01/05/2019")


def test_what_is_late_is_so_as_of_the_day_asked_for(carried_out):
    late = {on: told("--on", on)["tasks"][0]["late"] for on in ("2019-11-30", "2019-12-01")}
    assert late == {"2019-11-30": False, "2019-12-01": True}


def test_a_year_that_is_over_is_told_as_of_its_last_day_and_by_the_code_of_then(carried_out):
    with clock.pinned_to(date(2025, 12, 8)):
        assert told()["on"] == "2019-12-31"


def test_a_plan_that_ended_still_tells_its_year_but_a_draft_does_not(carried_out, country):
    transition_plan(by=SYSTEM, plan=carried_out, name="end", version=carried_out.version, note="Hết năm")
    plan(country.commune, title="Dự thảo", begun=False)
    assert told()["title"] == "Kế hoạch của xã"


def test_the_plan_in_force_speaks_before_one_that_ended(carried_out, country):
    transition_plan(by=SYSTEM, plan=carried_out, name="end", version=carried_out.version, note="Thay")
    plan(country.commune, by=people.officer(country.commune), title="Kế hoạch mới")
    assert told()["title"] == "Kế hoạch mới"


def test_each_purpose_has_its_own_plan(carried_out, country):
    plan(country.commune, purpose="safety", title="Kế hoạch an toàn")
    assert told("--purpose", "safety")["title"] == "Kế hoạch an toàn"
    with pytest.raises(CommandError, match="Phòng, chống tội phạm"):
        printed("--purpose", "prevention")


def test_a_plan_without_paper_has_no_chain(country):
    with clock.pinned_to(date(2019, 12, 8)):
        plan(country.commune)
        assert (told()["chain"], told()["directive"]) == ([], None)


@pytest.mark.parametrize(
    ("arguments", "where", "why"),
    [
        ((), {"unit": "00000"}, "Không có đơn vị nào mang mã 00000"),
        ((), {"year": 2018}, "không có kế hoạch “Mô hình nhóm Zalo”"),
        ((), {"year": 1999}, "Năm 1999 quá xa"),
        ((), {"year": 2025}, "thêm --on 2025-06-30"),
        (("--on", "2018-12-31"), {}, "Ngày 31/12/2018 không thuộc năm 2019"),
    ],
)
def test_what_cannot_be_told_is_refused_in_a_sentence(carried_out, arguments, where, why):
    with clock.pinned_to(date(2025, 12, 8)), pytest.raises(CommandError, match=why):
        printed(*arguments, **where)
