"""The name of the model moves from letterheads to the settings of the unit, whose reports then read it there."""

from datetime import date

from django.db import migrations

PLACES = ("unit_id", "province_id", "district_id", "commune_id", "hamlet_id")
KEY, USUAL = "programme", "Zalo kết nối bình yên"
#: The first year that the portal keeps days of.
FIRST = date(2019, 1, 1)


def move_names(apps, schema_editor):
    """Keep the name of each committee's letterhead as its unit's, unless the unit says one or the name is the usual one.

    Hamlets go by their commune's.
    """
    letterheads = apps.get_model("steering", "Letterhead").objects.using(schema_editor.connection.alias)
    settings = apps.get_model("steering", "UnitSetting").objects.using(schema_editor.connection.alias)
    named = letterheads.filter(issuer="committee", hamlet=None).exclude(programme=USUAL)
    for kept in named.exclude(unit__in=settings.filter(key=KEY).values("unit")):
        places = {name: getattr(kept, name) for name in PLACES}
        settings.create(
            key=KEY, value=kept.programme, valid_from=FIRST, created_at=kept.created_at, **places
        )


class Migration(migrations.Migration):
    dependencies = [("steering", "0010_difficulties")]

    operations = [
        migrations.RunPython(move_names, migrations.RunPython.noop),
        migrations.RemoveField("letterhead", "programme"),
    ]
