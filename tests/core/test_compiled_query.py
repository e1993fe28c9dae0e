"""A compiled query reads what the query itself would: anew each time, for each value, with Python's types."""

from datetime import date, timedelta

import pytest
from django.db.models import CharField, DateField, Q

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core.compiled_query import CompiledQuery, ModelColumns, Parameter, built_once, compiled_for
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


def test_counting_asks_for_no_rows_and_none_can_fulfil_is_zero(compiled, office):
    for day in (STORY_DAY - timedelta(days=1), STORY_DAY, STORY_DAY + timedelta(days=1)):
        asked = {"role": Role.COMMUNE_OFFICER, "day": day}
        assert compiled.count(**asked) == len(compiled.rows(**asked))
    nobody = CompiledQuery(lambda: User.objects.filter(pk__in=[]).values_list("pk"))
    assert (nobody.rows(), nobody.count()) == ([], 0)


@pytest.fixture
def named():
    """People of a condition, built once a condition; `named.built` says of which."""
    built = []

    @built_once
    def build(condition):
        built.append(condition)
        return User.objects.filter(condition).order_by("pk")

    build.built = built
    return build


def names(queryset) -> list[str]:
    """As a list page asks for them."""
    compiled = compiled_for(queryset, "names", lambda: queryset.values_list("full_name"))
    return [name for (name,) in compiled.rows()]


def test_equal_conditions_are_built_once_and_others_by_themselves(named, office):
    giver, officers, _head = office
    for _time in range(2):
        assert names(named(Q(pk=giver.pk))) == [giver.full_name]
        assert names(named(Q(pk=officers[0].pk))) == [officers[0].full_name]
        assert names(named(~Q(pk=giver.pk) & Q(pk__in=[giver.pk]))) == []
    assert len(named.built) == 3


def test_what_was_narrowed_further_is_compiled_by_itself(named, office):
    giver, officers, _head = office
    people_of = named(Q(pk__in=[giver.pk, officers[0].pk]))
    assert names(people_of) == [giver.full_name, officers[0].full_name]
    for narrowed in (
        people_of.filter(pk=giver.pk),
        people_of.exclude(pk=officers[0].pk),
        people_of.all()[:1],
    ):
        assert names(narrowed) == [giver.full_name]
    assert names(people_of.none()) == []
    assert names(people_of) == [giver.full_name, officers[0].full_name]


def test_no_caller_gets_rows_that_another_has_read(named, office):
    giver, _officers, _head = office
    assert [user.full_name for user in named(Q(pk=giver.pk))] == [giver.full_name]
    User.objects.filter(pk=giver.pk).update(full_name="Tên Khác")
    assert [user.full_name for user in named(Q(pk=giver.pk))] == ["Tên Khác"]
    assert names(named(Q(pk=giver.pk))) == ["Tên Khác"]
