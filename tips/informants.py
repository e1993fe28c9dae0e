"""The sealed door: who told is written once, encrypted, and opened only for a reason, which is audited."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit, clock, sealing
from portal.core.folding import fold
from tips import policies
from tips.models import SealedInformant, Tip, TipMove

_TITLES = ("ong", "ba", "anh", "chi", "co", "chu", "bac", "em", "cau", "di", "mo", "thim")


def names_informant(text: str, name: str, phone: str) -> bool:
    """Whether a text that others read gives away who told: the full name (without its title) or the number."""
    words = fold(name).split()
    while words and words[0] in _TITLES:
        words = words[1:]
    # A name of one word is too common a word ("An", "Hòa") to look for.
    found_name = len(words) > 1 and f" {' '.join(words)} " in fold(text)
    number = _digits(phone)
    return found_name or (len(number) >= 8 and number in _digits(text))


def check_not_in_text(field: str, text: str, name: str, phone: str) -> None:
    """The informant's name or number never stands in a text. Raises ValidationError on the field."""
    if names_informant(text, name, phone):
        raise ValidationError(
            {
                field: _(
                    "Ở đây đang có tên hoặc số điện thoại người báo. Xóa đi; danh tính đã được giữ kín riêng."
                )
            }
        )


def check_note(tip: Tip, note: str, field: str = "note") -> None:
    """The same for a note on a tip whose informant is sealed: compared here, shown to nobody."""
    record = SealedInformant.objects.filter(tip=tip).first() if note else None
    if record:
        told = sealing.unseal(record.sealed)
        check_not_in_text(field, note, told["name"], told["phone"])


def _digits(text: str) -> str:
    """The digits of a text, +84 written as 0."""
    return "".join(c for c in text.replace("+84", "0") if c.isdigit())


def seal(tip: Tip, *, name: str, phone: str) -> None:
    """Keep who told, sealed. Nothing given, nothing kept: tips may be anonymous."""
    if name or phone:
        sealed = sealing.seal({"name": name, "phone": phone})
        SealedInformant.objects.create(tip=tip, sealed=sealed, created_at=clock.now())


def forget(tip: Tip) -> None:
    """Keep who told no longer."""
    SealedInformant.objects.filter(tip=tip).delete()


def is_known(tip: Tip) -> bool:
    """Whether a sealed record exists, without opening it."""
    return SealedInformant.objects.filter(tip=tip).exists()


@transaction.atomic
def open_sealed(*, by, tip: Tip, reason: str) -> dict[str, str]:
    """Open who told, for a stated reason. It stands in the tip's history, where all who handle the tip see it, and
    in the audit, before anything is shown; neither keeps the identity.

    Raises Refused by policy, ValidationError without a reason.
    """
    policies.check_open_informant(by, tip)
    reason = reason.strip()
    if len(reason) < 10:
        raise ValidationError(
            {"reason": _("Ghi rõ lý do mở danh tính (ít nhất 10 ký tự). Lý do được lưu lại.")}
        )
    check_note(tip, reason, field="reason")
    record = SealedInformant.objects.filter(tip=tip).first()
    opening = TipMove(
        tip=tip, move="open-informant", source=tip.state, target=tip.state, at=clock.now(), by=by.user
    )
    opening.note = reason
    opening.place_like(tip)
    opening.save()
    audit.record(by=by, action="informant.open", thing=tip, changes={"reason": audit.digest(reason)})
    return sealing.unseal(record.sealed) if record else {}
