"""The time of an audit entry, set or checked by the database whatever the writer sends.

PostgreSQL sets `written_at` itself. SQLite cannot change a row that is being inserted: it refuses one that says more
than a minute from its clock. Restoring and trimming (`append_only.lifted`) keep the moments that entries had.
"""

from collections.abc import Iterable

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL = "an entry of the audit says when it is written"

_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION core_written_at() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_setting('binh_yen.trimming', true) IS DISTINCT FROM 'on' THEN
        NEW.written_at := statement_timestamp();
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER core_auditentry_written_at BEFORE INSERT ON core_auditentry"
    " FOR EACH ROW EXECUTE FUNCTION core_written_at()",
)
_SQLITE = (
    "CREATE TRIGGER core_auditentry_written_at BEFORE INSERT ON core_auditentry"
    " WHEN coalesce(abs(julianday(NEW.written_at) - julianday('now')) * 1440 > 1, 1)"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
)


def force(connection: BaseDatabaseWrapper = default_connection) -> None:
    """Put the trigger in place."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def release(connection: BaseDatabaseWrapper = default_connection) -> None:
    """Take the trigger away."""
    if connection.vendor == "postgresql":
        _run(connection, ["DROP FUNCTION core_written_at() CASCADE"])
    else:
        _run(connection, ["DROP TRIGGER core_auditentry_written_at"])


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
