"""The database's schema and seeded rows as sorted lines of text, without the names that Django or a database makes up.

`python -m tests.architecture.schema` writes `schema_sqlite.txt` or `schema_postgresql.txt` beside this file, by the database of
DATABASE_URL; `test_schema.py` compares them. Review the difference as carefully as a migration.
"""

import os
import re
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import get_runner

FOLDER = Path(__file__).parent
_MADE_UP = re.compile(r"(INDEX) \S*(?:_[0-9a-f]{8}\S*|_key|_pkey)\"? (ON)")
_POSTGRESQL = {
    "column": """
        SELECT table_name || '.' || column_name || ' ' || data_type
            || coalesce('(' || character_maximum_length || ')', '') || coalesce(' collate ' || collation_name, '')
            || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END
            || coalesce(' default ' || column_default, '') || CASE is_identity WHEN 'YES' THEN ' identity' ELSE '' END
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraint": """
        SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": """
        SELECT proname || ' ' || regexp_replace(prosrc, '\\s+', ' ', 'g') FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'core%%'""",
}


def document() -> Path:
    """The file of the database in use."""
    return FOLDER / f"schema_{connection.vendor}.txt"


def schema_lines() -> list[str]:
    """Every column, constraint, index, trigger and function, sorted; a table's own order of columns is left out."""
    found = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    return sorted(_MADE_UP.sub(r"\1 \2", " ".join(line.split())) for line in found)


def seeded_lines() -> list[str]:
    """The rows that migrations write: holidays, time limits, report rules."""
    holidays = [
        f"holiday {row.day} {row.kind} {row.name} ({row.basis})"
        for row in apps.get_model("core", "Holiday").objects.order_by("day")
    ]
    limits = [
        f"limit {row.nature} {'urgent ' if row.urgent else ''}{row.step} {row.amount} {row.clock}{_days(row)} ({row.basis})"
        for row in apps.get_model("tips", "TimeLimit").objects.order_by("pk")
    ]
    rules = [
        f"rule {row.kind} {row.cut_off} day {row.due_day} month +{row.due_month_offset} {row.command_chain}{_days(row)} ({row.basis})"
        for row in apps.get_model("reports", "ReportRule").objects.filter(unit=None).order_by("pk")
    ]
    return holidays + limits + rules


def _days(row: Any) -> str:
    """From which day and before which day a dated row holds, where it has such days."""
    since = f" from {row.valid_from}" if row.valid_from else ""
    return since + (f" before {row.valid_to}" if row.valid_to else "")


def _postgresql() -> list[str]:
    with connection.cursor() as cursor:
        lines = []
        for kind, query in _POSTGRESQL.items():
            cursor.execute(query)
            lines += [f"{kind} {line}" for (line,) in cursor.fetchall()]
        return lines


def _sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%%'"
        )
        lines = []
        for kind, table, sql in cursor.fetchall():
            parts = _parts(sql) if kind == "table" else [sql]
            lines += [f"{kind} {table} {part}" for part in parts]
        return lines


def _parts(sql: str) -> list[str]:
    """The columns and constraints of CREATE TABLE (…), cut at commas outside brackets."""
    inside, parts, depth, quoted = sql[sql.index("(") + 1 : sql.rindex(")")], [""], 0, False
    for letter in inside:
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if letter == "," and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _write() -> None:
    """Describe a test database made by the migrations."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.test")
    django.setup()
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    document().write_text("\n".join([*schema_lines(), "", *seeded_lines(), ""]), encoding="utf-8")
    runner.teardown_databases(databases)


if __name__ == "__main__":
    _write()
