"""The audit gets its chain of seals, its desks, and indexes by desk, person and day."""

import django.db.models.deletion
import django.db.models.functions.datetime
import portal.core.ids
from django.conf import settings
from django.db import migrations, models


def give_public_ids(apps, schema_editor):
    """Each entry written before gets a random id of its own, a thousand at a time."""
    entries = apps.get_model("core", "AuditEntry").objects
    while some := list(entries.filter(public_id=None).only("pk")[:1000]):
        for entry in some:
            entry.public_id = portal.core.ids.public_id()
        entries.bulk_update(some, ["public_id"])


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_holidays'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('reached', models.BigIntegerField(default=0)),
                ('reached_hash', models.CharField(blank=True, max_length=64)),
                ('seals', models.BigIntegerField(default=0)),
                ('entries', models.BigIntegerField(default=0)),
                ('faults', models.PositiveIntegerField(default=0)),
                ('first_fault', models.BigIntegerField(null=True)),
                ('kind', models.CharField(blank=True, max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('first_id', models.BigIntegerField()),
                ('last_id', models.BigIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('body', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('trimmed_at', models.DateTimeField(null=True)),
                ('trim_mark', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='auditentry',
            name='audit_unit',
        ),
        migrations.AddField(
            model_name='auditentry',
            name='desk_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='outside',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='once',
            field=models.CharField(max_length=120, null=True),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='public_id',
            field=models.CharField(editable=False, max_length=12, null=True),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='written_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.RunPython(give_public_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='auditentry',
            name='actor',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='at',
            field=models.DateTimeField(verbose_name='lúc'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['desk_id', '-at', '-public_id'], name='audit_desk'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(condition=models.Q(('outside', True)), fields=['desk_id', '-at', '-public_id'], name='audit_outside'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['actor', '-at', '-public_id'], name='audit_actor'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['-at', '-public_id'], name='audit_at'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.UniqueConstraint(condition=models.Q(('once__isnull', False)), fields=('once',), name='audit_once'),
        ),
        migrations.AddIndex(
            model_name='auditseal',
            index=models.Index(fields=['at'], name='seal_at'),
        ),
    ]
