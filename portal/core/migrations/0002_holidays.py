"""Public holidays and days worked in exchange of 2018 to 2027. Each later year is added by a person, once announced.

Days off as the Labour Code and the yearly announcements give them (checked against PyPI `holidays` 0.109); days worked
in exchange from the announcements. Weekends are no rows: nobody works then anyway.
"""

from datetime import date, timedelta

from django.db import migrations

ANNOUNCED = "Thông báo nghỉ lễ, Tết hằng năm (kiểm tra lại với thông báo chính thức)"
EXPECTED = "Dự kiến theo Bộ luật Lao động 2019, Điều 112; thay bằng thông báo chính thức khi có"
CULTURE = "Nghị quyết 80-NQ/TW năm 2026, mới công bố (kiểm tra lại với thông báo chính thức)"
TET, NEW_YEAR, HUNG = "Tết Nguyên đán", "Tết Dương lịch", "Giỗ Tổ Hùng Vương"
REUNION, LABOUR, NATIONAL, OF_CULTURE = (
    "Ngày Thống nhất",
    "Quốc tế Lao động",
    "Quốc khánh",
    "Ngày Văn hóa Việt Nam",
)
# First day, number of days, name.
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
    ((2021, 1, 1), 1, NEW_YEAR),
    ((2021, 2, 10), 3, TET),
    ((2021, 2, 15), 2, TET),
    ((2021, 4, 21), 1, HUNG),
    ((2021, 4, 30), 1, REUNION),
    ((2021, 5, 3), 1, LABOUR + " (nghỉ bù)"),
    ((2021, 9, 2), 2, NATIONAL),
    ((2022, 1, 3), 1, NEW_YEAR + " (nghỉ bù)"),
    ((2022, 1, 31), 5, TET),
    ((2022, 4, 11), 1, HUNG + " (nghỉ bù)"),
    ((2022, 5, 2), 1, REUNION + " (nghỉ bù)"),
    ((2022, 5, 3), 1, LABOUR + " (nghỉ bù)"),
    ((2022, 9, 1), 2, NATIONAL),
    ((2023, 1, 2), 1, NEW_YEAR + " (nghỉ bù)"),
    ((2023, 1, 20), 1, TET),
    ((2023, 1, 23), 4, TET),
    ((2023, 5, 1), 1, LABOUR),
    ((2023, 5, 2), 1, HUNG + " (nghỉ bù)"),
    ((2023, 5, 3), 1, REUNION + " (nghỉ bù)"),
    ((2023, 9, 1), 1, NATIONAL),
    ((2023, 9, 4), 1, NATIONAL + " (nghỉ bù)"),
    ((2024, 1, 1), 1, NEW_YEAR),
    ((2024, 2, 8), 2, TET),
    ((2024, 2, 12), 3, TET),
    ((2024, 4, 18), 1, HUNG),
    ((2024, 4, 29), 1, "Nghỉ hoán đổi 30/4"),
    ((2024, 4, 30), 1, REUNION),
    ((2024, 5, 1), 1, LABOUR),
    ((2024, 9, 2), 2, NATIONAL),
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
    ((2026, 11, 24), 1, OF_CULTURE),
    ((2027, 1, 1), 1, NEW_YEAR),
    ((2027, 2, 4), 2, TET),
    ((2027, 2, 8), 3, TET),
    ((2027, 4, 16), 1, HUNG),
    ((2027, 4, 30), 1, REUNION),
    ((2027, 5, 3), 1, LABOUR + " (nghỉ bù)"),
    ((2027, 9, 2), 2, NATIONAL),
    ((2027, 11, 24), 1, OF_CULTURE),
]
WORKED = [(2019, 1, 5), (2019, 5, 4), (2024, 5, 4), (2025, 4, 26), (2026, 1, 10), (2026, 8, 22)]


def add(apps, schema_editor):
    holidays = apps.get_model("core", "Holiday").objects
    for start, length, name in OFF:
        basis = CULTURE if name == OF_CULTURE else EXPECTED if start[0] == 2027 else ANNOUNCED
        for step in range(length):
            holidays.create(day=date(*start) + timedelta(days=step), kind="off", name=name, basis=basis)
    for day in WORKED:
        holidays.create(day=date(*day), kind="worked", name="Làm bù", basis=ANNOUNCED)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
