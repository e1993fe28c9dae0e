"""Each list makes the same few queries for one row and for three: nothing is asked row by row."""

from datetime import date

import pytest
from django.test import Client

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
    ("/ban-chi-dao/an-toan-antt/", _assessment, 8),
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
