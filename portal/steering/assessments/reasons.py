"""Why a subject is not in the base, and what stands against a recognition, in sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.formatting import day
from portal.steering.assessments.rules import Obstacle, Standing
from portal.steering.assessments.selectors import Entry

OBSTACLES: dict[Obstacle, str | Promise] = {
    Obstacle.NOT_COUNTED: gettext_lazy("Không thuộc diện xét của năm này."),
    Obstacle.NOT_REGISTERED: gettext_lazy("Chưa đăng ký."),
    Obstacle.REGISTERED_LATE: gettext_lazy("Đăng ký ngoài quý I."),
    Obstacle.CRITERION_FAILED: gettext_lazy("Có tiêu chí không đạt."),
    Obstacle.CRITERION_OPEN: gettext_lazy("Còn tiêu chí chưa đánh giá."),
    Obstacle.SHARES_MISSED: gettext_lazy("Tỷ lệ đăng ký, công nhận của xã chưa đủ."),
    Obstacle.SHARES_UNKNOWN: gettext_lazy(
        "Còn nơi chưa rõ quy mô, cấp học nên chưa kết luận được tỷ lệ của xã."
    ),
    Obstacle.NO_CRITERIA: gettext_lazy("Năm này chưa có bộ tiêu chí."),
}


def obstacle_words(found: list[Obstacle]) -> str:
    """What stands against a recognition, one sentence after the other."""
    return " ".join(str(OBSTACLES[obstacle]) for obstacle in found)


def why_apart(entry: Entry) -> str:
    """Why a subject is not in the base, or not yet; "" for one that is."""
    subject, window = entry.subject, entry.window
    if entry.standing is Standing.ENDED:
        return _("Chấm dứt hoạt động từ %(day)s, trước khi hết kỳ xét (%(last)s).") % {
            "day": day(subject.valid_to),
            "last": day(window.last),
        }
    if entry.standing is Standing.BEGAN_LATE and entry.may_register:
        return _(
            "Thành lập từ %(day)s, sau thời hạn đăng ký (%(until)s). Nếu tiếp nối nơi đã đăng ký trong quý I thì nhập ngày đăng ký đó."
        ) % {"day": day(subject.valid_from), "until": day(window.register_until)}
    if entry.body and not entry.is_counted:
        return str(entry.body.liability.reason)
    return ""
