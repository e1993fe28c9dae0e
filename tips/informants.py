"""The sealed informant of a tip: written once, encrypted, opened only for a stated reason, which is audited."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, clock, encryption
from tips import disclosure, history, policies
from tips.models import SealedInformant, Tip

REASON_AT_LEAST = 10


class Kept(TextChoices):
    """Whether a tip has a sealed record, and whether a key still opens it."""

    NOTHING = "nothing"
    SEALED = "sealed"
    LOST = "lost"


def seal(tip: Tip, *, name: str, phone: str) -> None:
    """Store the informant, encrypted. Stores nothing when name and phone are empty: tips may be anonymous."""
    if name or phone:
        sealed = encryption.encrypt({"name": name, "phone": phone})
        SealedInformant.objects.create(tip=tip, sealed=sealed, created_at=clock.now())


def forget(tip: Tip) -> None:
    """Delete the sealed record of a tip's informant."""
    SealedInformant.objects.filter(tip=tip).delete()


def kept(tip: Tip) -> Kept:
    """Which parts of the informant are stored; the record is not decrypted."""
    record = SealedInformant.objects.filter(tip=tip).first()
    if record is None:
        return Kept.NOTHING
    return Kept.SEALED if encryption.can_decrypt(record.sealed) else Kept.LOST


@transaction.atomic
def open_sealed(*, by: AnyActor, tip: Tip, reason: str, others_named: bool = False) -> dict[str, str]:
    """Decrypt the informant for a stated reason. The reason is written to the tip's history, where all who handle the tip see it, and
    in the audit, before anything is shown; neither keeps the identity. Empty where nothing is kept.

    Raises Refused by policy, ValidationError without a reason or for one that names somebody, encryption.Unreadable when
    no key opens the record any more.
    """
    policies.check_open_informant(by, tip)
    reason = reason.strip()
    if len(reason) < REASON_AT_LEAST:
        raise ValidationError(
            {
                "reason": _("Ghi rõ lý do xem thông tin (ít nhất %(least)d ký tự). Lý do được lưu lại.")
                % {"least": REASON_AT_LEAST}
            }
        )
    disclosure.check_written(by=by, tip=tip, texts={"reason": reason}, others_named=others_named)
    record = SealedInformant.objects.filter(tip=tip).first()
    informant = encryption.decrypt(record.sealed) if record else {}
    history.write(tip, by=by, name="open-informant", source=tip.state, target=tip.state, note=reason)
    if others_named:
        history.note_others_named(tip, by=by)
    audit.record(by=by, action="informant.open", row=tip, changes={"reason": audit.text_digest(reason)})
    return informant
