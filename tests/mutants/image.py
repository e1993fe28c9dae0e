"""A copy of the migrated test database in a file: migrating takes longer than most tests of a module."""

import sqlite3
from pathlib import Path


def keep(image: Path) -> None:
    """Write the open test database into the file."""
    from django.db import connection

    with sqlite3.connect(image) as copy:
        connection.connection.backup(copy)


def copy_instead_of_migrating(image: Path) -> None:
    """From now on `migrate` fills this process's test database from the file."""
    from django.core.management.commands import migrate
    from django.db import connection

    def handle(command, **options):
        connection.ensure_connection()
        with sqlite3.connect(image) as source:
            source.backup(connection.connection)

    migrate.Command.handle = handle
