"""The first rows of the table of time limits, each with its basis.

No page changes them. A changed limit is a new migration, which ends the row on a day and adds one from that day on
(docs/dev/recipes.md); tips that came before keep the row that held then.
"""

from django.db import migrations

LIMITS = [
    # nature, urgent, step, amount, clock, basis
    ("crime", True, "pass-on", 24, "hours", "TTLT 01/2017 Điều 8 khoản 5 (sửa đổi 2021): báo ngay, chuyển hồ sơ trong 24 giờ"),
    ("crime", False, "pass-on", 7, "days", "BLTTHS 2015 Điều 144–147; TTLT 01/2017 Điều 8 khoản 5: kiểm tra sơ bộ, chuyển trong 7 ngày"),
    ("administrative", False, "pass-on", 3, "days", "TTLT 01/2017 Điều 16: chuyển cơ quan có thẩm quyền trong 3 ngày"),
    ("denunciation", False, "pass-on", 5, "working-days", "Luật Tố cáo 2018: không thuộc thẩm quyền thì chuyển trong 5 ngày làm việc"),
    ("complaint", False, "start", 7, "working-days", "Quy định về khiếu nại: thụ lý trong 7 ngày làm việc"),
    ("feedback", False, "answer", 10, "working-days", "Luật Tiếp công dân Điều 28: trả lời trong 10 ngày làm việc"),
    ("everyday", False, "start", 8, "working-hours", "Định mức phục vụ (không phải luật): bắt đầu xử lý trong 8 giờ làm việc"),
    ("everyday", True, "start", 4, "working-hours", "Định mức phục vụ (không phải luật): việc gấp bắt đầu trong 4 giờ làm việc"),
]


def add(apps, schema_editor):
    TimeLimit = apps.get_model("tips", "TimeLimit")
    for nature, urgent, step, amount, clock, basis in LIMITS:
        TimeLimit.objects.get_or_create(
            nature=nature, urgent=urgent, valid_from=None,
            defaults={"step": step, "amount": amount, "clock": clock, "basis": basis},
        )


class Migration(migrations.Migration):
    dependencies = [("tips", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
