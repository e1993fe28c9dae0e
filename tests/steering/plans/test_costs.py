"""The yearly cost estimate: its lines, their sums, and what is pasted from a spreadsheet."""

import pytest
from django.core.exceptions import ValidationError

from portal.core.errors import Conflict
from portal.core.models import AuditEntry
from portal.steering.models import PlanCost
from portal.steering.models.plans import MOST_MONEY
from portal.steering.plans import cost_forms, selectors
from portal.steering.plans.cost_services import MOST_LINES, set_costs
from tests.factories import people
from tests.factories.steering import cost, plan, with_costs

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(country):
    return plan(country.commune, first_year=2019, last_year=2020)


def texts(row, year=2019):
    return [line.text for line in selectors.estimate(row, year).lines]


def test_sums_are_of_the_lines_of_a_year(row):
    with_costs(
        row,
        cost(quantity=3, unit_price=500_000, spent=1_200_000),
        cost(quantity=1, unit_price=0, spent=500_000),
    )
    with_costs(row, cost(quantity=1, unit_price=7), year=2020)
    found = selectors.estimate(row, 2019)
    assert (found.amount, found.spent, found.left, found.over) == (1_500_000, 1_700_000, -200_000, 200_000)
    assert (selectors.estimate(row, 2020).left, selectors.estimate(row, 2020).over) == (7, 0)
    assert selectors.estimated_years(row) == {2019: 1_500_000, 2020: 7}


def test_the_lines_are_exactly_those_given_in_their_order(row):
    with_costs(row, cost(text="Một"), cost(text="Hai"), cost(text="Ba"))
    first, second, third = selectors.estimate(row, 2019).lines
    with_costs(
        row,
        cost(text="Ba", line=third.public_id),
        cost(text="Mới"),
        cost(text="Một sửa", line=first.public_id),
    )
    assert texts(row) == ["Ba", "Mới", "Một sửa"]
    assert not PlanCost.objects.unscoped("test").filter(pk=second.pk).exists()
    counted = {
        name: AuditEntry.objects.filter(action=f"cost.{name}").count() for name in ("add", "edit", "remove")
    }
    assert counted == {"add": 4, "edit": 2, "remove": 1}


def test_the_same_lines_again_change_nothing_and_another_year_stays(row):
    with_costs(row, cost(text="Hai nghìn hai mươi"), year=2020)
    with_costs(row, cost())
    (line,) = selectors.estimate(row, 2019).lines
    before = row.version
    with_costs(row, cost(line=line.public_id))
    row.refresh_from_db()
    assert row.version == before
    with_costs(row)
    assert (texts(row), texts(row, 2020)) == ([], ["Hai nghìn hai mươi"])


def test_a_line_of_another_plan_is_not_taken_over(country, row):
    other = with_costs(plan(country.neighbour), cost(text="Của xã bên"))
    (theirs,) = selectors.estimate(other, 2019).lines
    with_costs(row, cost(text="Của mình", line=theirs.public_id))
    assert (texts(row), texts(other)) == (["Của mình"], ["Của xã bên"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"measure": ""},
        {"quantity": 1_000_001},
        {"unit_price": MOST_MONEY + 1},
        {"spent": MOST_MONEY + 1},
    ],
)
def test_a_line_says_what_for_and_stays_within_what_a_column_holds(row, wrong):
    with pytest.raises(ValidationError):
        with_costs(row, cost(**wrong))
    assert not PlanCost.objects.unscoped("test").exists()


def test_most_lines_fit_and_one_more_does_not(row):
    with_costs(row, *[cost() for _ in range(MOST_LINES)])
    with pytest.raises(ValidationError):
        with_costs(row, *[cost() for _ in range(MOST_LINES + 1)])


@pytest.mark.parametrize("year", [2018, 2021])
def test_an_estimate_is_of_a_year_of_the_plan(row, year):
    with pytest.raises(ValidationError):
        with_costs(row, cost(), year=year)


def test_whoever_comes_second_is_told(country, row):
    officer = people.officer(country.commune)
    read = type(row).objects.unscoped("test").get(pk=row.pk)
    with_costs(row, cost(), by=officer)
    with pytest.raises(Conflict):
        set_costs(by=officer, plan=row, version=read.version, year=2019, lines=[])
    assert len(texts(row)) == 1


# --- what is pasted ---------------------------------------------------------------------------------


def test_cells_are_parted_by_tabs_and_missing_ones_are_empty():
    text = "In băng rôn\tcái\t10\t350.000\tNgân sách xã\r\n\n\t\t\nNước uống\tlần\t4\t200000\tVận động\t100000\tthừa"
    first, second = cost_forms.pasted(text)
    assert first == {
        "line": "",
        "text": "In băng rôn",
        "measure": "cái",
        "quantity": "10",
        "unit_price": "350.000",
        "source": "Ngân sách xã",
        "spent": "",
    }
    assert (second["text"], second["spent"]) == ("Nước uống", "100000")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Nội dung chi\tĐơn vị tính\tSố lượng\tĐơn giá", 0),
        ("Họp sơ kết\tlần\tmột\t500000", 1),
        ("Họp sơ kết\tlần\t1", 1),
        ("Họp sơ kết", 1),
        ("  ", 0),
    ],
)
def test_a_line_of_headings_is_left_out_and_one_with_a_number_is_not(line, kept):
    assert len(cost_forms.pasted(line)) == kept


def test_what_stands_in_the_table_is_kept_as_it_was_typed():
    data = {"form-TOTAL_FORMS": "3", "form-0-text": "Một", "form-0-quantity": "mười", "form-2-line": "abc"}
    (line,) = cost_forms.typed_in(data)
    assert (line["text"], line["quantity"], line["line"]) == ("Một", "mười", "")
    assert cost_forms.typed_in({"form-TOTAL_FORMS": "x"}) == []
