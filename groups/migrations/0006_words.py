from django.db import migrations

from portal.core.word_index import drop_words, index_words, refold


def refold_rows(apps, schema_editor):
    refold(apps.get_model("groups", "Group").objects.all())


def index(apps, schema_editor):
    index_words(schema_editor, "groups_group")


def unindex(apps, schema_editor):
    drop_words(schema_editor, "groups_group")


class Migration(migrations.Migration):

    dependencies = [
        ("groups", "0005_counts_do_not_overlap"),
    ]

    operations = [
        migrations.RunPython(refold_rows, migrations.RunPython.noop),
        migrations.RunPython(index, unindex),
    ]
