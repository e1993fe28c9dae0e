"""Names of hamlets and residents' groups are unique in their place by what a reader takes for the same name."""

from django.db import migrations, models

from portal.core.keys import KeyField, fill_column

LOCAL = ["hamlet", "residents-group"]


def fill(apps, schema_editor):
    units = apps.get_model("hierarchy", "Unit")._base_manager
    fill_column(units.all(), "name", "name_key")
    seen = set()
    shared = []
    standing = units.filter(level__in=LOCAL, valid_to=None).exclude(parent=None).order_by("pk")
    for pk, *name in standing.values_list("pk", "parent_id", "kind", "name_key"):
        if tuple(name) in seen:
            shared.append(pk)
        seen.add(tuple(name))
    units.filter(pk__in=shared).update(shares_name=True)


class Migration(migrations.Migration):
    dependencies = [("hierarchy", "0005_sort_key")]

    operations = [
        migrations.AddField("unit", "name_key", KeyField(of="name")),
        migrations.AddField(
            "unit", "shares_name", models.BooleanField(db_default=False, default=False, editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "unit",
            models.UniqueConstraint(
                condition=models.Q(
                    ("level__in", LOCAL), ("shares_name", False), ("valid_to__isnull", True)
                ),
                fields=("parent", "kind", "name_key"),
                name="one_hamlet_a_name",
                violation_error_message="Nơi này đã có đơn vị tên như vậy. Đặt tên khác.",
            ),
        ),
    ]
