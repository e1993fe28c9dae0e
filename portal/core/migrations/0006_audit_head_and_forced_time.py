"""The portal keeps the newest seal apart from the seals, and the database says when an entry is written."""

from django.db import migrations, models

from portal.core.chain import written_at
from portal.core.chain.hashing import mark_of_head


def keep_head(apps, schema_editor):
    """The newest seal there is becomes the head that later checks ask for."""
    seal = apps.get_model("core", "AuditSeal").objects.order_by("-number").first()
    if seal is not None:
        facts = {"number": seal.number, "last_id": seal.last_id, "hash": seal.hash}
        apps.get_model("core", "AuditHead").objects.create(pk=1, **facts, mark=mark_of_head(**facts))


def force(apps, schema_editor):
    written_at.force(schema_editor.connection)


def release(apps, schema_editor):
    written_at.release(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0005_audit_by_action"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunPython(keep_head, migrations.RunPython.noop),
        migrations.RunPython(force, release),
    ]
