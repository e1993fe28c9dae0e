"""The bench's own database: made anew, filled, and dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from portal.units import name_cache


@contextmanager
def own_database() -> Iterator[None]:
    """Create the database that the settings name, migrated; drop it at the end."""
    name = check_own()
    _statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _statement("CREATE DATABASE {}", name)
    name_cache.forget()
    try:
        call_command("migrate", verbosity=0, skip_checks=True)
        yield
    finally:
        connection.close()
        _statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def check_own() -> str:
    """The name of the database of the settings; ends the program where it is not the bench's own."""
    name = settings.DATABASES["default"]["NAME"]
    if not str(name).endswith("_bench"):
        raise SystemExit(f"BENCH_DATABASE_URL names {name!r}: it is emptied, so its name must end in _bench")
    return name


def settle() -> None:
    """Leave the planner what it has after a night: statistics, and no rows to clean up."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def server_version() -> str:
    return f"PostgreSQL {connection.pg_version // 10000}.{connection.pg_version % 10000}"


def _statement(statement: str, name: str) -> None:
    """One statement from outside the database."""
    given = settings.DATABASES["default"]
    at = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    try:
        with psycopg.connect(
            dbname="postgres", autocommit=True, **{k: v for k, v in at.items() if v}
        ) as server:
            server.execute(sql.SQL(statement).format(sql.Identifier(name)))
    except psycopg.OperationalError as unreachable:
        raise SystemExit(f"The bench needs PostgreSQL (BENCH_DATABASE_URL): {unreachable}") from unreachable
