import portal.core.ordering
from django.db import migrations, models


def fill(apps, schema_editor):
    portal.core.ordering.fill_sort_keys(apps.get_model("hierarchy", "Unit").objects.all(), "name")


class Migration(migrations.Migration):

    dependencies = [
        ('hierarchy', '0004_search_indexes'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='unit',
            name='unit_children',
        ),
        migrations.AddField(
            model_name='unit',
            name='sort',
            field=portal.core.ordering.SortKeyField(db_default='', default='', editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['parent', 'sort'], name='unit_children'),
        ),
    ]
