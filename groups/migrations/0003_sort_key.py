import portal.core.ordering
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    portal.core.ordering.fill_sort_keys(apps.get_model("groups", "Group").objects.all(), "name")


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0002_why_a_group_ended'),
        ('hierarchy', '0005_sort_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='group',
            name='group_commune',
        ),
        migrations.AddField(
            model_name='group',
            name='sort',
            field=portal.core.ordering.SortKeyField(db_default='', default='', editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='group',
            index=models.Index(fields=['commune', 'kind', 'sort', 'id'], name='group_commune'),
        ),
        migrations.AddIndex(
            model_name='group',
            index=models.Index(fields=['commune', 'sort', 'public_id'], name='group_commune_name'),
        ),
        migrations.AddIndex(
            model_name='group',
            index=models.Index(fields=['province', 'sort', 'public_id'], name='group_province_name'),
        ),
    ]
