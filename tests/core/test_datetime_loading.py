"""Moments from PostgreSQL read the same by our loader and by Django's own."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import BaseTzLoader

from portal.core.datetime_loading import MomentLoader

TZ = 1184  # the type of a moment


class Djangos(BaseTzLoader):
    timezone = UTC


@pytest.mark.parametrize(
    "text",
    [
        "2019-12-08 03:00:00+00",
        "2019-12-08 03:00:00.1+00",
        "2019-12-08 03:00:00.123456+00",
        "0001-01-01 00:00:00+00",
        "9999-12-31 23:59:59.999999+00",
    ],
)
@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_a_moment_is_the_one_that_django_reads(text, kind):
    ours = MomentLoader(TZ).load(kind(text.encode()))
    assert ours == Djangos(TZ).load(text.encode())
    assert ours.tzinfo is UTC


@pytest.mark.parametrize("text", ["infinity", "0044-03-15 00:00:00+00 BC", "10000-01-01 00:00:00+00"])
def test_what_python_cannot_hold_is_refused_as_django_refuses_it(text):
    with pytest.raises(Exception) as djangos:  # noqa: PT011  whatever Django's is
        Djangos(TZ).load(text.encode())
    with pytest.raises(type(djangos.value)):
        MomentLoader(TZ).load(text.encode())


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="left out: needs PostgreSQL")
def test_connections_use_it():
    with connection.cursor() as cursor:
        cursor.execute("SELECT timestamptz '2019-12-08 10:00:00.5+07'")
        assert cursor.fetchone()[0] == datetime(2019, 12, 8, 3, 0, 0, 500000, tzinfo=UTC)
        cursor.execute("SELECT 1")
    assert connection.connection.adapters.get_loader(TZ, 0) is MomentLoader
