"""Copying and filling a database of each kind (SQLite, PostgreSQL) from one consistent snapshot.

PostgreSQL is copied by its own pg_dump and pg_restore (schema, triggers, sequences and rows in one consistent file);
the counts are taken from the same snapshot. SQLite is copied by its backup interface.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from portal.core.backup.files import FileRow
from portal.core.backup.manifest import Unusable
from portal.core.formatting import number

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper

Progress = Callable[[str], None]
_PAGES = 5000


class Facts:
    """What is read of a database through one `ask(sql)` that gives rows: counts, migrations, the audit's head."""

    def __init__(self, ask: Callable[[str], list[tuple]], tables: list[str]):
        self._ask, self._tables = ask, tables

    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {name: self._ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in sorted(self._tables)}

    def migrations(self) -> list[str]:
        """The migrations that were applied, APP.NAME."""
        return [".".join(row) for row in self._ask("SELECT app, name FROM django_migrations ORDER BY id")]

    def audit_head(self) -> str:
        """NUMBER:HASH of the newest seal; empty where nothing is sealed."""
        rows = self._ask("SELECT number, hash FROM core_audithead")
        return f"{rows[0][0]}:{rows[0][1]}" if rows else ""

    def files(self) -> list[FileRow]:
        """The uploaded files that somebody may open; none in a database from before there were any."""
        if "core_storedfile" not in self._tables:
            return []
        rows = self._ask(
            "SELECT public_id, key, size, sha256 FROM core_storedfile WHERE removed_at IS NULL ORDER BY id"
        )
        return [FileRow(*row) for row in rows]


class Sqlite:
    """The database is one file."""

    name = "sqlite"
    file = "database.sqlite3"

    def size(self) -> int:
        """About how many bytes a copy takes."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            return cursor.fetchone()[0]

    def dump(self, folder: Path, progress: Progress) -> Facts:
        """Copy the database into a folder; what the copy holds."""
        connection.ensure_connection()
        source, copy = connection.connection, sqlite3.connect(folder / self.file)
        own = not source.in_transaction
        if own:
            # Held open, the copy is of this moment and does not begin anew when somebody writes.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        try:
            source.backup(copy, pages=_PAGES, progress=_pages_as_percent(progress))
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
            if own:
                source.rollback()
        return self.facts(folder / self.file)

    def facts(self, file: Path) -> Facts:
        """What a file of SQLite holds. Raises Unusable when it is damaged."""

        def ask(sql: str) -> list[tuple]:
            try:
                with sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True) as copy:
                    return copy.execute(sql).fetchall()
            except sqlite3.DatabaseError as broken:
                raise _damaged() from broken

        if ask("PRAGMA integrity_check(1)") != [("ok",)]:
            raise _damaged()
        tables = ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return Facts(ask, [name for (name,) in tables])

    def is_empty(self) -> bool:
        """Whether the database of the settings has no table yet."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
            return cursor.fetchone()[0] == 0

    def volume(self) -> Path:
        """The folder of the restored database, whose free space is checked; None where the server checks it."""
        return self._target().parent

    def load(self, folder: Path, progress: Progress) -> Facts:
        """Put the copy where the settings say, whole or not at all; what it holds now."""
        target = self._target()
        connection.close()
        new = target.with_name(target.name + ".restoring")
        try:
            shutil.copyfile(folder / self.file, new)
            os.chmod(new, 0o600)
            self.facts(new)
            for rest in ("-wal", "-shm"):
                target.with_name(target.name + rest).unlink(missing_ok=True)
            os.replace(new, target)
        finally:
            new.unlink(missing_ok=True)
        return self.facts(target)

    def _target(self) -> Path:
        name = str(connection.settings_dict["NAME"])
        if "memory" in name:
            raise Unusable(_("Cơ sở dữ liệu này chỉ nằm trong bộ nhớ."))
        return Path(name)


class Postgresql:
    """The database is a server's; its own client programs copy it."""

    name = "postgresql"
    file = "database.dump"

    def size(self) -> int:
        """About how many bytes a copy takes at most: rows without indexes."""
        return self._ask(
            "SELECT coalesce(sum(pg_table_size(c.oid)), 0)::bigint FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = current_schema()"
        )[0][0]

    def dump(self, folder: Path, progress: Progress) -> Facts:
        """Copy the database into a folder; what the copy holds: counts are of the same snapshot."""
        self._check_client("pg_dump")
        with self._snapshot() as snapshot:
            facts = Facts(self._ask, self._tables())
            counts = facts.counts()
            known = _Known(counts, facts.migrations(), facts.audit_head(), facts.files())
            place = str(folder / self.file)
            options = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--verbose"]
            self._run(
                "pg_dump",
                *options,
                f"--snapshot={snapshot}",
                f"--file={place}",
                progress=progress,
                counts=counts,
            )
        return known

    def facts(self, file: Path) -> None:
        """Raise Unusable when a dump cannot be read."""
        self._check_client("pg_restore")
        if subprocess.run(["pg_restore", "--list", str(file)], capture_output=True, check=False).returncode:
            raise _damaged()

    def is_empty(self) -> bool:
        """Whether the database of the settings has no table yet."""
        return not self._tables()

    def volume(self) -> None:
        """The server checks its own free space."""

    def load(self, folder: Path, progress: Progress) -> Facts:
        """Fill the database in one transaction, whole or not at all; what it holds now."""
        options = [
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
        ]
        self.facts(folder / self.file)
        self._run("pg_restore", *options, "--verbose", str(folder / self.file), progress=progress, counts={})
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return Facts(self._ask, self._tables())

    @contextmanager
    def _snapshot(self) -> Iterator[str]:
        with transaction.atomic(durable=False), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            # It waits here while pg_dump works.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]

    def _ask(self, sql: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def _tables(self) -> list[str]:
        return [
            row[0] for row in self._ask("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        ]

    def _check_client(self, program: str) -> None:
        """The client must be there, and not older than the server: an older pg_dump refuses to work."""
        try:
            printed = subprocess.run(
                [program, "--version"], capture_output=True, text=True, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError) as missing:
            raise Unusable(
                _("Máy này chưa có %(name)s. Cài gói postgresql-client.") % {"name": program}
            ) from missing
        here, server = (
            int(re.findall(r"\d+", printed)[0]),
            cast("DatabaseWrapper", connection).pg_version // 10_000,
        )
        if here < server:
            raise Unusable(
                _(
                    "%(name)s bản %(here)d cũ hơn máy chủ PostgreSQL bản %(server)d. Cài postgresql-client-%(server)d."
                )
                % {"name": program, "here": here, "server": server}
            )

    def _run(self, program: str, *options: str, progress: Progress, counts: dict[str, int]) -> None:
        """Run a client program on the database of the settings; the password goes by its environment."""
        arguments, given = DatabaseClient.settings_to_cmd_args_env(_without_options(), [])
        *where, name = arguments[1:]
        command = [program, *where, f"--dbname={name}", *options]
        surroundings = os.environ | (given or {}) | {"LC_ALL": "C"}
        errors, seen = [], set()
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE, text=True) as process:
            for line in process.stderr or ():
                if found := re.search(
                    r'(?:dumping contents of|processing data for) table "[^."]+\.([^"]+)"', line
                ):
                    # Another schema may hold tables of the same names.
                    if found[1] in seen:
                        continue
                    seen.add(found[1])
                    rows = f" ({number(counts[found[1]])})" if found[1] in counts else ""
                    progress(f"  {found[1]}{rows}")
                elif "error" in line or "fatal" in line.lower():
                    errors.append(line.strip())
        if process.returncode:
            raise Unusable(
                _("%(name)s không làm xong: %(why)s")
                % {"name": program, "why": " ".join(errors[:3]) or process.returncode}
            )


class _Known(Facts):
    """What was read before: the snapshot no longer exists."""

    def __init__(self, counts: dict[str, int], migrations: list[str], head: str, files: list[FileRow]):
        self._known = counts, migrations, head, files

    def counts(self) -> dict[str, int]:
        return self._known[0]

    def migrations(self) -> list[str]:
        return self._known[1]

    def audit_head(self) -> str:
        return self._known[2]

    def files(self) -> list[FileRow]:
        return self._known[3]


def engine() -> Sqlite | Postgresql:
    """The engine of the database of the settings."""
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()


def _damaged() -> Unusable:
    return Unusable(_("Tệp cơ sở dữ liệu trong bản sao lưu bị hỏng."))


def _without_options() -> dict:
    """The settings of the database without what only Django's own connection needs."""
    given = connection.settings_dict
    known = ("passfile", "service", "sslmode", "sslrootcert", "sslcert", "sslkey")
    return given | {"OPTIONS": {key: value for key, value in given["OPTIONS"].items() if key in known}}


def _pages_as_percent(progress: Progress) -> Callable[[int, int, int], None]:
    """Say each tenth of a copy once."""
    last = -1

    def pages_copied(_status: int, remaining: int, total: int) -> None:
        nonlocal last
        tenth = 10 * (total - remaining) // total if total else 10
        if tenth != last:
            last = tenth
            progress(f"  {tenth * 10}%")

    return pages_copied
