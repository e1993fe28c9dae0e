"""Acts carried out at once could bear one number: they are numbered anew in their order, and no two bear one."""

from django.db import migrations, models


def number_anew(apps, schema_editor):
    acts = apps.get_model("hierarchy", "UnitAct").objects
    numbers = acts.filter(nth__isnull=False).values_list("nth", flat=True)
    if len(set(numbers)) == len(numbers):
        return
    for nth, act in enumerate(acts.filter(nth__isnull=False).order_by("nth", "pk"), start=1):
        acts.filter(pk=act.pk).update(nth=nth)


class Migration(migrations.Migration):

    dependencies = [
        ("hierarchy", "0006_names_by_key"),
    ]

    operations = [
        migrations.RunPython(number_anew, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="unitact",
            name="nth",
            field=models.PositiveIntegerField(null=True, unique=True),
        ),
    ]
