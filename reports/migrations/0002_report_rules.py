"""The common rules: due before the 10th, before 10 June and 10 December (S4.1).

No page changes them. A changed day is a new migration, which ends the row on a day and adds one from that day on
(docs/dev/recipes.md). A rule of one unit is a row with `unit`; which days are covered is the row's `cut_off`.
"""

from django.db import migrations

BASIS = "02/KH-UBND ngày 11/01/2024: báo cáo tháng trước ngày 10; 6 tháng, năm trước ngày 10/6 và 10/12"


def add(apps, schema_editor):
    ReportRule = apps.get_model("reports", "ReportRule")
    for kind, offset in (("month", 1), ("half-year", 0), ("year", 0)):
        ReportRule.objects.get_or_create(
            unit=None, kind=kind, valid_from=None,
            defaults={"cut_off": "calendar", "due_day": 9, "due_month_offset": offset, "basis": BASIS},
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
