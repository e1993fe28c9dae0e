"""States of a card and their labels."""

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.signin.cards.limits import MAX_WRONG_PINS


class CardState(TextChoices):
    NONE = "none", _("Chưa có thẻ")
    WAITING = "waiting", _("Chờ quét lần đầu")
    IN_USE = "in-use", _("Đang dùng")
    ALLOWED = "allowed", _("Chờ máy mới quét")
    ASKED = "asked", _("Xin dùng máy mới")
    LAPSED = "lapsed", _("Cần quét lại thẻ")
    LOCKED = "locked", _("Đang khóa")


TONES = {
    CardState.NONE: "neutral",
    CardState.WAITING: "info",
    CardState.IN_USE: "done",
    CardState.ALLOWED: "info",
    CardState.ASKED: "waiting",
    CardState.LAPSED: "waiting",
    CardState.LOCKED: "late",
}

# What a state means for the officer, and what to do.
ADVICE = {
    CardState.NONE: _(
        "Cấp thẻ, in ra rồi trao tận tay. Cấp xong, người này đăng nhập bằng thẻ và mã PIN tự chọn."
    ),
    CardState.WAITING: _(
        "Thẻ đã cấp, chưa máy nào quét. Lần quét đầu tiên người giữ thẻ chọn mã PIN và gắn máy."
    ),
    CardState.IN_USE: _("Người này vào bằng mã PIN trên máy đã gắn. Mất máy hay mất thẻ thì thu hồi ngay."),
    CardState.ALLOWED: _("Một máy mới được phép gắn. Người giữ thẻ quét thẻ bằng máy đó rồi nhập mã PIN."),
    CardState.ASKED: _(
        "Có máy mới vừa quét thẻ. Gọi hỏi đúng người giữ thẻ rồi mới cho phép; không đúng thì thu hồi."
    ),
    CardState.LAPSED: _(
        "Máy đã quá hạn gắn, hoặc thẻ quá hạn quét lần đầu. Máy cũ chỉ cần quét lại thẻ; máy khác thì cho phép máy mới."
    ),
    CardState.LOCKED: format_lazy(
        _(
            "Thẻ khóa vì nhập sai mã PIN {count} lần. Gọi hỏi đúng người giữ thẻ rồi mở khóa; quên mã PIN thì cấp thẻ mới."
        ),
        count=MAX_WRONG_PINS,
    ),
}

# What the audit notes of a card, as its history shows it.
EVENTS = {
    "card.issue": _("Cấp thẻ"),
    "card.bind": _("Gắn máy, chọn hoặc nhập đúng mã PIN"),
    "card.ask-device": _("Có máy mới quét thẻ, chưa được phép"),
    "card.allow-device": _("Cho phép một máy mới"),
    "card.lock": format_lazy(_("Tự khóa vì nhập sai mã PIN {count} lần"), count=MAX_WRONG_PINS),
    "card.unlock": _("Mở khóa"),
    "card.end": _("Hết hiệu lực vì cấp thẻ mới"),
    "card.revoke": _("Thu hồi thẻ"),
}
