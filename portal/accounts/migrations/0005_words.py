from django.db import migrations

from portal.core.word_index import refold


def refold_rows(apps, schema_editor):
    refold(apps.get_model("accounts", "User").objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0004_user_names_by_key"),
    ]

    operations = [
        migrations.RunPython(refold_rows, migrations.RunPython.noop),
    ]
