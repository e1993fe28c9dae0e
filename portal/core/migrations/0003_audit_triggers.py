"""The database refuses to change audit entries and seals, and says itself when an entry is written."""

from django.db import migrations

from portal.core.audit import append_only, timestamps


def guard(apps, schema_editor):
    append_only.guard(schema_editor.connection)
    timestamps.force(schema_editor.connection)


def unguard(apps, schema_editor):
    timestamps.release(schema_editor.connection)
    append_only.unguard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_holidays")]
    operations = [migrations.RunPython(guard, unguard)]
