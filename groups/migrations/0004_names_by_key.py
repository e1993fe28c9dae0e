"""Names of open groups are unique by what a reader takes for the same name."""

from django.db import migrations, models

from portal.core.keys import KeyField, fill_column


def fill(apps, schema_editor):
    groups = apps.get_model("groups", "Group")._base_manager
    fill_column(groups.filter(closed_on=None), "name", "name_key", within=("unit_id",))
    fill_column(groups.exclude(closed_on=None), "name", "name_key")


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_sort_key")]

    operations = [
        migrations.AddField("group", "name_key", KeyField(of="name")),
        migrations.RemoveConstraint("group", "one_open_group_a_name"),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "group",
            models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)),
                fields=("unit", "name_key"),
                name="one_open_group_a_name",
                violation_error_message="Đơn vị này đã có nhóm tên như vậy. Đặt tên khác hoặc sửa nhóm cũ.",
            ),
        ),
    ]
