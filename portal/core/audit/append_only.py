"""Append-only tables: database triggers refuse UPDATE, DELETE and TRUNCATE of the audit's entries and seals, except while
they are `lifted`.

Other tables can be guarded in some columns (`guard_table`), as the history of tips is. `lifted` opens all guarded tables
for one transaction: the audit for trimming, that history for redactions and for blanking the notes of a
denunciation that was passed on.

It stops a mistake, a careless statement, an application that was taken over. Whoever owns the database can lift it as
`lifted` does; that is what the chain is for.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection as default_connection
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("core_auditentry", "core_auditseal")
# What every refusal says of its table; on SQLite the triggers are found by it.
_REFUSAL = "are written once"

_POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_setting('binh_yen.trimming', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'rows of % {_REFUSAL}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END IF;
      IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
      RETURN OLD;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION core_append_only()"
        for table in TABLES
    ),
    *(
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()"
        for table in TABLES
    ),
]
_SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} {_REFUSAL}'); END"
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
]


def guard(connection: BaseDatabaseWrapper = default_connection) -> None:
    """Put the triggers in place."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def unguard(connection: BaseDatabaseWrapper = default_connection) -> None:
    """Take the triggers away."""
    if connection.vendor == "postgresql":
        _run(connection, ["DROP FUNCTION core_append_only() CASCADE"])
    else:
        _run(connection, [f"DROP TRIGGER {table}_no_{v}" for table in TABLES for v in ("UPDATE", "DELETE")])


def guard_table(connection: BaseDatabaseWrapper, table: str, columns: tuple[str, ...]) -> None:
    """Refuse DELETE on a table and UPDATE of these columns; the others (where a row is today) may change.

    On SQLite a later migration that rebuilds the table drops its triggers: it must call this again.
    """
    changed = f"UPDATE OF {', '.join(columns)}"
    if connection.vendor == "postgresql":
        statement = (
            f"CREATE TRIGGER {table}_append_only BEFORE {changed} OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION core_append_only()"
        )
        _run(connection, [statement])
    else:
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} {_REFUSAL}'); END"
        names = {"UPDATE": changed, "DELETE": "DELETE"}
        _run(
            connection,
            [f"CREATE TRIGGER {table}_no_{n} BEFORE {what} ON {table} {refuse}" for n, what in names.items()],
        )


def unguard_table(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers of `guard_table` away."""
    if connection.vendor == "postgresql":
        _run(connection, [f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"])
    else:
        _run(connection, [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("UPDATE", "DELETE")])


@contextmanager
def lifted(connection: BaseDatabaseWrapper = default_connection) -> Iterator[None]:
    """One transaction in which guarded rows may change or go. On PostgreSQL a setting of this session alone; on SQLite,
    where the transaction holds the only write lock, without the triggers until it ends."""
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            _run(connection, ["SET LOCAL binh_yen.trimming = 'on'"])
            yield
            _run(connection, ["SET LOCAL binh_yen.trimming = 'off'"])
        else:
            triggers = _sqlite_triggers(connection)
            _run(connection, [f"DROP TRIGGER {name}" for name in triggers])
            yield
            _run(connection, list(triggers.values()))


def _sqlite_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that refuse, by name, as they were made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(sql, %s) > 0", [_REFUSAL]
        )
        return dict(cursor.fetchall())


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
