"""From here on the database itself refuses to change or delete what the audit holds."""

import portal.core.ids
from django.db import migrations, models

from portal.core.chain import append_only


def guard(apps, schema_editor):
    append_only.guard(schema_editor.connection)


def unguard(apps, schema_editor):
    append_only.unguard(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0003_audit_chain"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="public_id",
            field=models.CharField(default=portal.core.ids.public_id, editable=False, max_length=12, unique=True),
        ),
        migrations.RunPython(guard, unguard),
    ]
