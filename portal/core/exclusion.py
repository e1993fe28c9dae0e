"""Migration operation for periods that never overlap: an exclusion constraint on PostgreSQL; on
SQLite the services check it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def days_do_not_overlap(
    table: str, name: str, *, per: tuple[str, ...], days: tuple[str, str]
) -> migrations.RunPython:
    """Add constraint `name`: among rows of `table` equal in the columns `per`, the ranges [days[0], days[1]) are
    disjoint; NULL is without a bound."""
    return _do_not_overlap(table, name, per=per, ranges=f"daterange({days[0]}, {days[1]})")


def years_do_not_overlap(
    table: str, name: str, *, per: tuple[str, ...], years: tuple[str, str], where: str
) -> migrations.RunPython:
    """Add constraint `name`: among rows of `table` equal in the columns `per` that the condition `where` picks, the years
    from years[0] to years[1], both included, are disjoint."""
    return _do_not_overlap(
        table, name, per=per, ranges=f"int4range({years[0]}, {years[1]}, '[]')", where=where
    )


def _do_not_overlap(
    table: str, name: str, *, per: tuple[str, ...], ranges: str, where: str = ""
) -> migrations.RunPython:
    def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            equal = ", ".join(f"{column} WITH =" for column in per)
            picked = f" WHERE ({where})" if where else ""
            # No table is altered while checks of foreign keys are still waiting for the end of the transaction.
            schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            schema_editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {name}"
                f" EXCLUDE USING gist ({equal}, {ranges} WITH &&){picked}"
            )

    def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")

    return migrations.RunPython(create, drop)
