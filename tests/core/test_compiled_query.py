"""A compiled query reads what the query itself would: anew each time, for each value, with Python's types."""

from datetime import date, timedelta

import pytest
from django.db.models import CharField, DateField, Q

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core.compiled_query import CompiledQuery, ModelColumns, Parameter
from tests.factories import people
from tests.factories.units import SYSTEM
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db

USER = ModelColumns(User, prefix="", start=1)
GIVEN_BY = ModelColumns(User, prefix="assignments__given_by__", start=USER.stop)


def given_since(day) -> Q:
    return Q(assignments__valid_from__gte=day)


def rows_of(role, day):
    return (
        User.objects.filter(given_since(day), assignments__role=role)
        .order_by("assignments__valid_from", "pk")
        .values_list("assignments__valid_from", *USER.names, *GIVEN_BY.names)
    )


@pytest.fixture
def compiled():
    """The people of a role since a day: their first day, themselves, and who gave it."""
    built = []

    def build():
        built.append(1)
        return rows_of(Parameter("role", CharField()), Parameter("day", DateField()))

    query = CompiledQuery(build)
    query.built = built
    return query


@pytest.fixture
def office(country):
    """Two officers of different days and a hamlet head; the officers' roles were given by somebody."""
    giver = people.user()
    officers = [people.user(), people.user()]
    for number, user in enumerate(officers):
        day = STORY_DAY - timedelta(days=number)
        assign(by=SYSTEM, user=user, role=Role.COMMUNE_OFFICER, unit=country.commune, valid_from=day)
    Assignment.objects.update(given_by=giver)
    head = people.officer(country.hamlet, Role.HAMLET_HEAD).user
    return giver, officers, head


def test_it_reads_what_the_query_reads_for_each_value_of_its_parameters(compiled, office):
    for role in (Role.COMMUNE_OFFICER, Role.HAMLET_HEAD, Role.PROVINCE_OFFICER):
        for day in (STORY_DAY - timedelta(days=1), STORY_DAY, STORY_DAY + timedelta(days=1)):
            found = compiled.rows(role=role, day=day)
            assert found == list(rows_of(role, day))
            assert all(type(row[0]) is date for row in found)
    assert len(compiled.rows(role=Role.COMMUNE_OFFICER, day=STORY_DAY - timedelta(days=1))) == 2
    assert len(compiled.rows(role=Role.COMMUNE_OFFICER, day=STORY_DAY)) == 1
    assert compiled.built == [1]


def test_it_asks_the_database_each_time(compiled, office, django_assert_num_queries):
    _giver, officers, _head = office
    asked = {"role": Role.COMMUNE_OFFICER, "day": STORY_DAY}
    with django_assert_num_queries(2):
        assert len(compiled.rows(**asked)) == 1
        assert len(compiled.rows(**asked)) == 1
    Assignment.objects.filter(user=officers[0]).delete()
    assert compiled.rows(**asked) == []


def test_a_value_is_never_a_part_of_the_statement(compiled, office):
    for role in ("' OR '1'='1", "%s", "%(role)s", 'x"; --'):
        assert compiled.rows(role=role, day=STORY_DAY) == []


def test_instances_are_whole_and_none_where_the_join_found_none(compiled, office, django_assert_num_queries):
    giver, officers, head = office
    [row] = compiled.rows(role=Role.COMMUNE_OFFICER, day=STORY_DAY)
    [without] = compiled.rows(role=Role.HAMLET_HEAD, day=STORY_DAY - timedelta(days=9999))
    for instance, same in ((USER.instance(row), officers[0]), (GIVEN_BY.instance(row), giver)):
        kept = User.objects.get(pk=same.pk)
        with django_assert_num_queries(0):
            assert {f.attname: getattr(instance, f.attname) for f in User._meta.concrete_fields} == {
                f.attname: getattr(kept, f.attname) for f in User._meta.concrete_fields
            }
        assert instance._state.db == "default"
        assert not instance._state.adding
    assert USER.instance(without) == head
    assert GIVEN_BY.instance(without) is None
