"""The terms and criteria of "An toàn về an ninh, trật tự" by TT 124/2021/TT-BCA, in force since 10 February 2022, in short words
of our own. What held before it (TT 23/2012/TT-BCA) is not entered: earlier years have no criteria here.
"""

from datetime import date

from django.db import migrations

LAW = "Thông tư 124/2021/TT-BCA"
SINCE = date(2022, 2, 10)

AREA_DAYS = ("11-01", "10-31", "11-15")
OTHER_DAYS = ("11-16", "11-15", "11-20")
TERMS = [
    # subject, (starts, ends, decides_before), registered_percent, recognised_percent
    ("area", AREA_DAYS, None, None),
    ("agency", OTHER_DAYS, None, None),
    ("enterprise", OTHER_DAYS, None, None),
    ("school", OTHER_DAYS, None, None),
    ("commune", OTHER_DAYS, 100, 70),
]

KEPT = "Chủ trương của Đảng, pháp luật của Nhà nước, quy định của địa phương về an ninh, trật tự được thực hiện đầy đủ."
GRAVE = "Không để xảy ra vụ việc nghiêm trọng nào trong bảy trường hợp (điểm a đến g), như mâu thuẫn phức tạp kéo dài, lôi kéo, kích động đông người."
CRIME = "Tội phạm, tệ nạn xã hội, vi phạm pháp luật được kiềm chế hoặc giảm so với năm trước; không có tội phạm nghiêm trọng, trừ khi phát hiện, tố giác kịp thời; không phát sinh điểm phức tạp mới; không để xảy ra cháy, tai nạn nghiêm trọng."
GRAVE_FIGURES = [["tips.field.order", "for-information"], ["tips.field.dispute", "for-information"]]
CRIME_FIGURES = [["tips.field.crime", "not-more"], ["tips.field.accident", "not-more"]]
CASES = "Không để xảy ra trường hợp nào trong tám trường hợp (điểm a đến h) mà Thông tư nêu."


def of_body(article, more):
    """Criteria of agencies and enterprises; of schools with one more (`more`)."""
    return [
        ("plan", "Có kế hoạch bảo đảm an ninh, trật tự, có nội quy, quy chế bảo vệ; đăng ký phấn đấu trong quý I; toàn thể cán bộ, người lao động, người học được phổ biến.", article, []),
        ("model", "Có ít nhất một mô hình phong trào toàn dân bảo vệ an ninh Tổ quốc hoạt động hiệu quả.", article, []),
        ("cases", CASES, article, []),
        *([("violence", "Không để xảy ra bạo lực học đường.", article, [])] if more else []),
        ("guard", "Lực lượng bảo vệ được tổ chức, tập huấn, hoàn thành nhiệm vụ.", article, []),
        ("parts", "Ít nhất 70% phòng, ban, phân xưởng, lớp hoặc bộ phận trực thuộc hoàn thành tốt việc bảo đảm an ninh, trật tự.", article, []),
    ]


CRITERIA = {
    "area": [
        ("registration", "Chi bộ có nghị quyết; khu dân cư đăng ký phấn đấu trong quý I; 100% hộ thường xuyên sinh sống đăng ký tham gia.", "Điều 4 khoản 1", []),
        ("policies", KEPT, "Điều 4 khoản 2", []),
        ("grave", GRAVE, "Điều 4 khoản 3", GRAVE_FIGURES),
        ("crime", CRIME, "Điều 4 khoản 4", CRIME_FIGURES),
        ("force", "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở được xếp loại hoàn thành nhiệm vụ trở lên; không có người bị kỷ luật.", "Điều 4 khoản 5", []),
    ],
    "commune": [
        ("registration", "Đảng ủy có nghị quyết, Ủy ban nhân dân có kế hoạch; đăng ký phấn đấu trong quý I.", "Điều 5", []),
        ("model", "Có ít nhất một mô hình phong trào toàn dân bảo vệ an ninh Tổ quốc hoạt động hiệu quả.", "Điều 5", [["groups.all", "at-least-one"], ["groups.confirmed", "for-information"]]),
        ("policies", KEPT, "Điều 5, dẫn khoản 2 Điều 4", []),
        ("grave", GRAVE, "Điều 5, dẫn khoản 3 Điều 4", GRAVE_FIGURES),
        ("crime", CRIME, "Điều 5, dẫn khoản 4 Điều 4", CRIME_FIGURES),
        ("police", "Công an chủ động nắm tình hình, tham mưu kịp thời cho cấp ủy, chính quyền; không có người bị kỷ luật.", "Điều 5", []),
        ("shares", "100% khu dân cư, cơ quan, doanh nghiệp, cơ sở giáo dục thuộc diện xét đăng ký; ít nhất 70% được công nhận.", "Điều 5", [["", "shares"]]),
    ],
    "agency": of_body("Điều 6", more=False),
    "enterprise": of_body("Điều 6", more=False),
    "school": of_body("Điều 7", more=True),
}


def add(apps, schema_editor):
    Term = apps.get_model("steering", "AssessmentTerm")
    for subject, (starts, ends, decides_before), registered, recognised in TERMS:
        Term.objects.get_or_create(
            subject=subject, valid_from=SINCE,
            defaults={
                "starts": starts, "ends": ends, "registers_from": "01-01", "registers_until": "03-31",
                "decides_before": decides_before, "registered_percent": registered,
                "recognised_percent": recognised, "basis": f"{LAW}, Điều 8",
            },
        )
    Criterion = apps.get_model("steering", "AssessmentCriterion")
    for subject, rows in CRITERIA.items():
        for place, (key, text, article, figures) in enumerate(rows, start=1):
            Criterion.objects.get_or_create(
                subject=subject, key=key, valid_from=SINCE,
                defaults={"place": place, "text": text, "article": article, "figures": figures, "basis": LAW},
            )


class Migration(migrations.Migration):
    dependencies = [("steering", "0003_assessments")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
