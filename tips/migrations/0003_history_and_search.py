"""The database refuses to change what a tip's history says; an index for searching tips."""

from django.db import migrations

from portal.core.audit import append_only
from portal.core.search_index import search_index

# What of a transition never changes; the other columns say where it stands today.
_NEVER_CHANGES = (
    "tip_id",
    "name",
    "source",
    "target",
    "at",
    "by_id",
    "note",
    "recipient",
    "document_number",
    "handler_id",
    "category",
    "nature",
    "outcome",
)


def guard(apps, schema_editor):
    append_only.guard_table(schema_editor.connection, "tips_tiptransition", _NEVER_CHANGES)


def unguard(apps, schema_editor):
    append_only.unguard_table(schema_editor.connection, "tips_tiptransition")


class Migration(migrations.Migration):
    # The trigger calls a function that the audit's migration makes.
    dependencies = [("core", "0003_audit_triggers"), ("tips", "0002_time_limits")]
    operations = [migrations.RunPython(guard, unguard), search_index("tips_tip")]
