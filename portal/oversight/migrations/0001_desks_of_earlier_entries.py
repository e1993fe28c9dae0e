"""Entries written before the audit knew desks get theirs, by where their unit lies today."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from portal.core.chain import append_only


def give_desks(apps, schema_editor):
    entries = apps.get_model("core", "AuditEntry").objects.filter(desk_id=None, unit_id__isnull=False)
    if not entries.exists():
        return
    units = apps.get_model("hierarchy", "Unit").objects.filter(pk=OuterRef("unit_id"))
    desk = Subquery(units.annotate(desk=Coalesce("commune_id", "district_id", "province_id")).values("desk")[:1])
    with append_only.lifted(schema_editor.connection):
        entries.update(desk_id=desk)


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0004_append_only"),
        ("hierarchy", "0001_initial"),
    ]

    operations = [migrations.RunPython(give_desks, migrations.RunPython.noop)]
