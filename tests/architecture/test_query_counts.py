"""Each list makes the same few queries for one row and for three: nothing is asked row by row."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from groups.services import confirm_group, count_members
from portal.core.working_time import forget_known_years
from portal.units import name_cache
from propaganda.services import relay_post
from reports.models import Report
from tests.factories import assessments, people, rows, steering

pytestmark = pytest.mark.django_db
MOST = 8


def _tip(commune, hamlet):
    rows.tip(hamlet)


def _group(commune, hamlet):
    """A group with all that is noted of it."""
    officer = people.officer(commune)
    made = rows.group(commune)
    count_members(by=officer, group=made, counted_on=date(2019, 12, 1), members=40)
    confirm_group(by=officer, group=made, condition="active")


def _post(commune, hamlet):
    """A post and its passing-on."""
    officer = people.officer(commune)
    relay_post(by=officer, post=rows.post(commune), groups=[rows.group(commune)])


def _report(commune, hamlet):
    month = Report.objects.unscoped("the next month has none").count() + 1
    rows.report(commune, f"2019-{month:02}")


def _directive(commune, hamlet):
    steering.directive(commune)


def _activity(commune, hamlet):
    steering.activity(commune)


def _finding(commune, hamlet):
    steering.finding(steering.activity(commune, "inspection"), owner=hamlet)


def _assessment(commune, hamlet):
    assessments.rules_since_long_ago()
    assessments.sheet(rows.body(commune, "agency"))


def _plan(commune, hamlet):
    steering.plan(commune, begun=False)


def _inspection(commune, hamlet):
    rows.inspection(rows.group(commune))


def _difficulty(commune, hamlet):
    steering.difficulty(hamlet)


def _body(commune, hamlet):
    rows.body(hamlet, "operating-board", contact_name="Trần Văn Mẫu")


LISTS = [
    ("/tin-bao/?loc=tat-ca", _tip, 4),
    ("/tin-bao/?q=xe", _tip, 4),
    ("/nhom/", _group, 3),
    ("/nhom/so-thanh-vien/", _group, 2),
    ("/nhom/lan-xac-nhan/", _group, 2),
    ("/bai-dang/", _post, 2),
    ("/bai-dang/luot-chia-se/", _post, 2),
    ("/ban-chi-dao/van-ban/", _directive, 2),
    ("/ban-chi-dao/hoat-dong/", _activity, 3),
    ("/ban-chi-dao/can-khac-phuc/", _finding, 3),
    ("/ban-chi-dao/an-toan-antt/", _assessment, 7),
    ("/ban-chi-dao/ke-hoach/", _plan, 4),
    ("/ban-chi-dao/kho-khan/", _difficulty, 4),
    ("/nhom/kiem-tra/", _inspection, 3),
    ("/bao-cao/", _report, 5),
    ("/dia-ban/co-quan/", _body, 3),
]


@pytest.mark.parametrize(("url", "add", "queries"), LISTS, ids=[url for url, _add, _queries in LISTS])
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    country, django_assert_num_queries, url, add, queries
):
    officer = people.officer(country.commune)
    client = Client()
    client.force_login(officer.user)
    assert queries <= MOST
    for new in (1, 2):
        for _row in range(new):
            add(country.commune, country.hamlet)
        # The first look of a process: what units are called and which years have days off is asked, too.
        name_cache.forget()
        forget_known_years()
        with django_assert_num_queries(queries):
            answer = client.get(url)
    assert answer.content.decode().count("<tr data-href>") == 3


def _begun(commune):
    """A plan in force, whose page and whose panel on the committee's page are looked at."""
    issued = steering.directive(commune)
    return steering.plan(
        commune, directive=issued, targets={("households", 2019): 70, ("hamlets", 2019): 100}
    )


def _more_of_a_plan(made, hamlet, n):
    steering.task(made, text=f"Việc {n}", owner_unit=hamlet, due_on=date(2019, 11, 30))
    steering.with_costs(made, *(steering.cost(text=f"Dòng {line}") for line in range(n + 1)))
    steering.directive(made.unit, made.directive, issued_on=date(2019, 12, 1))


def _more_of_a_committee(made, hamlet, n):
    _more_of_a_plan(made, hamlet, n)
    board = (
        steering.board(made.unit, name=f"Ban số {n}", kind="operating") if n else steering.board(made.unit)
    )
    for _member in range(n + 1):
        steering.member(board)
    steering.finding(steering.activity(made.unit, "inspection"), owner=hamlet)


@pytest.mark.parametrize(
    ("name", "more", "queries"),
    [("committee", _more_of_a_committee, 17), ("plan", _more_of_a_plan, 11)],
)
def test_a_page_of_the_committee_asks_as_often_however_much_is_on_it(
    country, django_assert_num_queries, name, more, queries
):
    client = Client()
    client.force_login(people.officer(country.commune).user)
    made = _begun(country.commune)
    url = reverse(f"steering:{name}", args=[{"committee": country.commune, "plan": made}[name].public_id])
    for n in range(3):
        more(made, country.hamlet, n)
        if not n:
            # The first look of a process asks once what it then keeps.
            client.get(url)
        if n != 1:
            with django_assert_num_queries(queries):
                answer = client.get(url)
    assert "Việc 2" in answer.content.decode()


def test_a_sheet_asks_as_often_for_a_commune_of_many_areas_as_of_one(country, django_assert_num_queries):
    assessments.rules_since_long_ago()
    client = Client()
    client.force_login(people.officer(country.commune).user)
    sheet = assessments.sheet(country.commune)
    url = reverse("steering:assessment", args=[sheet.public_id])
    for new in (1, 3):
        for _row in range(new):
            assessments.sheet(rows.body(country.commune, "agency"))
        name_cache.forget()
        forget_known_years()
        with django_assert_num_queries(14):
            answer = client.get(url)
    (line,) = [line for line in answer.context["share_lines"] if line.kind == "agency"]
    assert [(cell.top.number, cell.base.number) for cell in line.cells] == [(4, 4), (0, 4)]
