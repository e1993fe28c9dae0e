"""Public holidays of 2021 to 2024 and 2027, and the day off that was new in 2026. Each year after is added by a person.

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
OFF = [
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
WORKED = [(2024, 5, 4)]


def add(apps, schema_editor):
    Holiday = apps.get_model("core", "Holiday")
    for start, length, name in OFF:
        basis = CULTURE if name == OF_CULTURE else EXPECTED if start[0] == 2027 else ANNOUNCED
        for step in range(length):
            Holiday.objects.get_or_create(
                day=date(*start) + timedelta(days=step), defaults={"kind": "off", "name": name, "basis": basis}
            )
    for day in WORKED:
        Holiday.objects.get_or_create(
            day=date(*day), defaults={"kind": "worked", "name": "Làm bù", "basis": ANNOUNCED}
        )


class Migration(migrations.Migration):
    dependencies = [("core", "0007_submission_digest")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
