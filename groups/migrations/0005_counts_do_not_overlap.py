"""Counts noted at once could both hold on one day: each holds until the next again, and PostgreSQL keeps it so."""

from django.db import migrations
from django.db.models import F, Window
from django.db.models.functions import Lead

NO_OVERLAP = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE groups_membercount ADD CONSTRAINT counts_do_not_overlap
    EXCLUDE USING gist (group_id WITH =, daterange(counted_on, superseded_on) WITH &&);
"""


def close_each_by_the_next(apps, schema_editor):
    counts = apps.get_model("groups", "MemberCount")._base_manager
    following = Window(Lead("counted_on"), partition_by=F("group"), order_by=F("counted_on").asc())
    rows = counts.annotate(following=following).values_list("pk", "superseded_on", "following")
    for pk, until, following in list(rows):
        if until != following:
            counts.filter(pk=pk).update(superseded_on=following)


def forbid_overlap(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # No table is altered while checks of foreign keys are still waiting for the end of the transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute(NO_OVERLAP)


def allow_overlap(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE groups_membercount DROP CONSTRAINT counts_do_not_overlap")


class Migration(migrations.Migration):

    dependencies = [
        ("groups", "0004_names_by_key"),
    ]

    operations = [
        migrations.RunPython(close_each_by_the_next, migrations.RunPython.noop),
        migrations.RunPython(forbid_overlap, allow_overlap),
    ]
