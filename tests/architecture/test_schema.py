"""The schema that migrations make is the one written down: triggers, exclusions and seeded rows among it."""

import re

import pytest

from tests.architecture.schema import document, schema_lines, seeded_lines


@pytest.mark.django_db
def test_migrations_make_the_schema_written_down():
    written = document().read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    assert schema_lines() == written, "if meant: python -m tests.architecture.schema, on both databases"


@pytest.mark.django_db
def test_migrations_seed_the_rows_written_down():
    written = document().read_text(encoding="utf-8").split("\n\n")[1].splitlines()
    assert seeded_lines() == written


@pytest.mark.django_db
def test_what_the_database_itself_refuses_is_among_it():
    """Were the description itself made without them, the comparison would pass."""
    text = document().read_text(encoding="utf-8")
    for table in ("core_auditentry", "core_auditseal", "tips_tiptransition"):
        assert any(line.startswith("trigger") and table in line for line in text.splitlines())
    if document().name == "schema_postgresql.txt":
        tables = set(re.findall(r"^constraint (\w+) EXCLUDE USING gist", text, re.MULTILINE))
        assert tables == {
            "bodies_bodyline",
            "groups_membercount",
            "steering_plan",
            "units_unitedge",
            "units_unitversion",
        }
        assert text.count("gin_trgm_ops") == 8
