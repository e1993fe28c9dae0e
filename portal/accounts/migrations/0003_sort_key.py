import portal.core.ordering
from django.db import migrations


def fill(apps, schema_editor):
    portal.core.ordering.fill_sort_keys(apps.get_model("accounts", "User").objects.all(), "full_name")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_people_and_rights'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='sort',
            field=portal.core.ordering.SortKeyField(db_default='', default='', editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
