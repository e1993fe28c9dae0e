"""Migration operation for PostgreSQL's trigram index on the column `search` (portal.core.text_search)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def search_index(table: str) -> migrations.RunPython:
    """Index parts of `table.search` by trigrams on PostgreSQL; SQLite, for one commune, reads the rows."""

    def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (search gin_trgm_ops)")

    def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {table}_words")

    return migrations.RunPython(create, drop)
