from django.db import migrations

from portal.core.word_index import drop_words, index_words, refold


def refold_rows(apps, schema_editor):
    refold(apps.get_model("tips", "Tip").objects.all())


def index(apps, schema_editor):
    index_words(schema_editor, "tips_tip")


def unindex(apps, schema_editor):
    drop_words(schema_editor, "tips_tip")


class Migration(migrations.Migration):

    dependencies = [
        ("tips", "0004_duty_number_and_overdue_above"),
    ]

    operations = [
        migrations.RunPython(refold_rows, migrations.RunPython.noop),
        migrations.RunPython(index, unindex),
    ]
