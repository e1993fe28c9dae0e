from django.db import migrations

from portal.core.word_index import drop_words, index_words, refold


def refold_rows(apps, schema_editor):
    refold(apps.get_model("hierarchy", "Unit").objects.all())


def index(apps, schema_editor):
    index_words(schema_editor, "hierarchy_unit")


def unindex(apps, schema_editor):
    drop_words(schema_editor, "hierarchy_unit")


class Migration(migrations.Migration):

    dependencies = [
        ("hierarchy", "0007_one_number_an_act"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="unit", name="unit_search"),
        migrations.RunPython(refold_rows, migrations.RunPython.noop),
        migrations.RunPython(index, unindex),
    ]
