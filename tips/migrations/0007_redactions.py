"""What was taken out of a tip is noted; from here on the database itself refuses to change a tip's history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.core.chain import append_only

# What of a step never changes; the other columns say where it stands today.
_NEVER_CHANGES = (
    "tip_id",
    "move",
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
    append_only.guard_table(schema_editor.connection, "tips_tipmove", _NEVER_CHANGES)


def unguard(apps, schema_editor):
    append_only.unguard_table(schema_editor.connection, "tips_tipmove")


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_append_only'),
        ('tips', '0006_what_a_step_decided'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=16)),
                ('start', models.PositiveSmallIntegerField()),
                ('end', models.PositiveSmallIntegerField()),
                ('digest', models.CharField(max_length=40)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tips.tipmove')),
                ('tip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='tips.tip')),
            ],
            options={
                'indexes': [models.Index(fields=['-at'], name='redaction_at')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
