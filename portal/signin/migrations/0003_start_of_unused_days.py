"""Keep the day from which unused days are counted apart from the day of the last use."""

from django.db import migrations, models
from django.db.models import F


def tell_apart(apps, schema_editor) -> None:
    """Until now one day stood for both; an account into which nobody ever signed in has no last use."""
    states = apps.get_model("signin", "AccountState").objects
    states.update(counted_from=F("last_used_on"))
    states.filter(user__last_login=None).update(last_used_on=None)


def put_together(apps, schema_editor) -> None:
    apps.get_model("signin", "AccountState").objects.update(last_used_on=F("counted_from"))


class Migration(migrations.Migration):
    dependencies = [("signin", "0002_cards")]

    operations = [
        migrations.AddField(
            "accountstate", "counted_from", models.DateField("tính ngày không dùng từ", null=True)
        ),
        migrations.AlterField(
            "accountstate", "last_used_on", models.DateField("dùng lần cuối", null=True)
        ),
        migrations.RunPython(tell_apart, put_together),
        migrations.AlterField(
            "accountstate", "counted_from", models.DateField("tính ngày không dùng từ")
        ),
    ]
