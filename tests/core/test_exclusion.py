"""Days of one thing do not overlap: PostgreSQL holds it, SQLite leaves it to the services."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from portal.core.exclusion import days_do_not_overlap, years_do_not_overlap

HELD = connection.vendor == "postgresql"
OPERATION = days_do_not_overlap("toy", "toy_days", per=("thing", "chain"), days=("since", "until"))


@pytest.fixture
def editor(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE toy (thing integer, chain text, since date, until date)")
    return connection.SchemaEditorClass(connection)


def fits(since, until, thing=1, chain="a"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO toy VALUES (%s, %s, %s, %s)", [thing, chain, since, until])
    except IntegrityError:
        return False
    return True


def test_a_day_is_given_once_as_long_as_the_constraint_stands(editor):
    OPERATION.code(None, editor)
    assert fits("2019-12-01", "2019-12-08")
    assert fits("2019-12-08", None)  # begins on the day on which the other has ended
    assert fits("2019-12-07", "2019-12-09") is not HELD
    assert fits("2031-01-01", None) is not HELD
    assert fits("2019-12-07", "2019-12-09", thing=2)
    assert fits("2019-12-07", "2019-12-09", chain="b")
    OPERATION.reverse_code(None, editor)
    assert fits("2019-12-07", "2019-12-09")


def test_postgresql_is_told_of_every_column_and_of_the_range_from_the_first_to_the_second():
    """Without a server: the statements are collected."""
    told = []
    editor = SimpleNamespace(connection=SimpleNamespace(vendor="postgresql"), execute=told.append)
    OPERATION.code(None, editor)
    assert told[-1] == (
        "ALTER TABLE toy ADD CONSTRAINT toy_days"
        " EXCLUDE USING gist (thing WITH =, chain WITH =, daterange(since, until) WITH &&)"
    )
    OPERATION.reverse_code(None, editor)
    assert told[-1] == "ALTER TABLE toy DROP CONSTRAINT toy_days"


def test_years_are_given_once_among_the_rows_that_a_condition_picks(editor):
    """Both years are included, and rows that the condition leaves out hold nothing."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE toy_plan (thing integer, begin integer, finish integer, state text)")

    def plan_fits(begin, finish, state="on"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO toy_plan VALUES (1, %s, %s, %s)", [begin, finish, state])
        except IntegrityError:
            return False
        return True

    operation = years_do_not_overlap(
        "toy_plan", "toy_years", per=("thing",), years=("begin", "finish"), where="state = 'on'"
    )
    operation.code(None, editor)
    assert plan_fits(2019, 2019)
    assert plan_fits(2020, 2021)
    assert plan_fits(2018, 2018)
    assert plan_fits(2021, 2022) is not HELD
    assert plan_fits(2019, 2019) is not HELD
    assert plan_fits(2019, 2022, state="off")
    operation.reverse_code(None, editor)
    assert plan_fits(2019, 2019)
