from django.db import migrations

from portal.core.word_index import drop_words, index_words, refold


def refold_rows(apps, schema_editor):
    refold(apps.get_model("propaganda", "Post").objects.all())


def index(apps, schema_editor):
    index_words(schema_editor, "propaganda_post")


def unindex(apps, schema_editor):
    drop_words(schema_editor, "propaganda_post")


class Migration(migrations.Migration):

    dependencies = [
        ("propaganda", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(refold_rows, migrations.RunPython.noop),
        migrations.RunPython(index, unindex),
    ]
