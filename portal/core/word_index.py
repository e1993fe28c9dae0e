"""Migrations for the column `search`: words of rows from before, and PostgreSQL's index of them."""

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from portal.core.searching import searchable


def refold(rows: models.QuerySet, batch: int = 2000) -> None:
    """Write again what the column holds, from what it held: the words are there, only their other forms are not."""
    last = 0
    while found := list(rows.order_by("pk").filter(pk__gt=last).only("pk", "search")[:batch]):
        for row in found:
            row.search = searchable(row.search)
        rows.model._base_manager.bulk_update(found, ["search"], batch_size=500)
        last = found[-1].pk


def index_words(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Let PostgreSQL find parts of the column through an index; SQLite, for one commune, reads the rows."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (search gin_trgm_ops)")


def drop_words(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Undo `index_words`; the extension stays."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {table}_words")
