"""Public holidays and days worked in exchange of the years the portal is first used for. Edited yearly."""

from datetime import date, timedelta

from django.db import migrations

BASIS = "Thông báo nghỉ lễ, Tết hằng năm (kiểm tra lại với thông báo chính thức)"
TET, NEW_YEAR, HUNG = "Tết Nguyên đán", "Tết Dương lịch", "Giỗ Tổ Hùng Vương"
REUNION, LABOUR, NATIONAL = "Ngày Thống nhất", "Quốc tế Lao động", "Quốc khánh"
OFF = [
    ((2018, 12, 31), 1, "Nghỉ hoán đổi " + NEW_YEAR),
    ((2019, 1, 1), 1, NEW_YEAR),
    ((2019, 2, 4), 5, TET),
    ((2019, 4, 15), 1, HUNG + " (nghỉ bù)"),
    ((2019, 4, 29), 1, "Nghỉ hoán đổi 30/4"),
    ((2019, 4, 30), 1, REUNION),
    ((2019, 5, 1), 1, LABOUR),
    ((2019, 9, 2), 1, NATIONAL),
    ((2020, 1, 1), 1, NEW_YEAR),
    ((2020, 1, 23), 5, TET),
    ((2020, 1, 28), 2, TET + " (nghỉ bù)"),
    ((2020, 4, 2), 1, HUNG),
    ((2020, 4, 30), 1, REUNION),
    ((2020, 5, 1), 1, LABOUR),
    ((2020, 9, 2), 1, NATIONAL),
    ((2025, 1, 1), 1, NEW_YEAR),
    ((2025, 1, 27), 5, TET),
    ((2025, 4, 7), 1, HUNG),
    ((2025, 4, 30), 1, REUNION),
    ((2025, 5, 1), 1, LABOUR),
    ((2025, 5, 2), 1, "Nghỉ hoán đổi"),
    ((2025, 9, 1), 2, NATIONAL),
    ((2026, 1, 1), 1, NEW_YEAR),
    ((2026, 1, 2), 1, "Nghỉ hoán đổi"),
    ((2026, 2, 16), 5, TET),
    ((2026, 4, 27), 1, HUNG + " (nghỉ bù)"),
    ((2026, 4, 30), 1, REUNION),
    ((2026, 5, 1), 1, LABOUR),
    ((2026, 8, 31), 1, "Nghỉ hoán đổi"),
    ((2026, 9, 1), 2, NATIONAL),
]
WORKED = [(2019, 1, 5), (2019, 5, 4), (2025, 4, 26), (2026, 1, 10), (2026, 8, 22)]


def add(apps, schema_editor):
    Holiday = apps.get_model("core", "Holiday")
    for start, length, name in OFF:
        for step in range(length):
            Holiday.objects.get_or_create(
                day=date(*start) + timedelta(days=step), defaults={"kind": "off", "name": name, "basis": BASIS}
            )
    for day in WORKED:
        Holiday.objects.get_or_create(
            day=date(*day), defaults={"kind": "worked", "name": "Làm bù", "basis": BASIS}
        )


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
