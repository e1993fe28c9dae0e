"""Checks that a text of a tip does not disclose its informant; every free text of a tip passes here.

Two rules. The first knows no secret and holds for everyone: a telephone number, a name beside one, a sender's header or
"tôi là …" must be moved into the sealed record or stated to be somebody else's. The second compares with the sealed
record; it runs only for a person who may open that record, after all other checks, and each refusal is counted and
audited. So what the record holds decides nothing for a person who may not open it.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, clock, encryption
from portal.core.errors import Recorded
from portal.core.identities.comparing import Match, compare
from portal.core.identities.finding import find
from portal.core.models import AuditEntry
from tips import policies
from tips.models import SealedInformant, Tip

# Codes of the errors: NAMES may be overruled by stating that somebody else is meant, TELLS may not.
NAMES, TELLS_INFORMANT = "names-someone", "tells-informant"
_MATCHED = "informant.match"


def check_new(texts: Mapping[str, str], *, name: str, phone: str, others_named: bool) -> None:
    """Raises ValidationError on the text that names someone; `name` and `phone` were typed beside it."""
    for field, text in texts.items():
        match = compare(text, name=name, phone=phone)
        if match is Match.WHOLE:
            raise ValidationError({field: ValidationError(_tells_informant_message(), TELLS_INFORMANT)})
        if not others_named and (match is Match.HALF or find(text)):
            raise ValidationError({field: ValidationError(_names(text), NAMES)})


def check_written(*, by: AnyActor, tip: Tip, texts: Mapping[str, str], others_named: bool) -> None:
    """Raises ValidationError on the text of a transition that names someone; call it after permission and version checks."""
    texts = {field: text for field, text in texts.items() if text}
    if not others_named:
        for field, text in texts.items():
            if find(text):
                raise ValidationError({field: ValidationError(_names(text), NAMES)})
    if texts and policies.can_open_informant(by, tip):
        _compare_with_sealed(by, tip, texts, others_named)


def _compare_with_sealed(by: AnyActor, tip: Tip, texts: dict[str, str], others_named: bool) -> None:
    record = SealedInformant.objects.filter(tip=tip).first()
    if record is None:
        return
    if _matched_lately(by, tip) >= settings.INFORMANT_MATCHES:
        field = next(iter(texts))
        wait = _("Nội dung đã bị giữ lại nhiều lần vì trùng với người báo tin. Thử lại sau %(minutes)s phút.")
        raise ValidationError({field: wait % {"minutes": settings.INFORMANT_WAIT_MINUTES}})
    try:
        informant = encryption.decrypt(record.sealed)
    except encryption.Unreadable:
        return  # nothing to compare with any more; the tip goes on
    for field, text in texts.items():
        match = compare(text, name=informant["name"], phone=informant["phone"])
        if match is Match.NOTHING or (match is Match.HALF and others_named):
            continue
        problem = (
            ValidationError(_tells_informant_message(), TELLS_INFORMANT)
            if match is Match.WHOLE
            else ValidationError(_names(""), NAMES)
        )
        changes = {"field": field, "whole": match is Match.WHOLE}
        raise Recorded(
            {field: problem},
            record=lambda: audit.record(by=by, action=_MATCHED, row=tip, changes=changes),  # noqa: B023
        )


def _matched_lately(by: AnyActor, tip: Tip) -> int:
    """How often this person's texts on this tip were refused for matching, in the last minutes. The audit counts."""
    since = clock.machine_now() - timedelta(minutes=settings.INFORMANT_WAIT_MINUTES)
    entries = AuditEntry.objects.filter(model=Tip._meta.label_lower, object_id=tip.public_id)
    return entries.filter(action=_MATCHED, actor=by.user, written_at__gte=since).count()


def _tells_informant_message() -> str:
    return _(
        "Ở đây đang có tên hoặc số điện thoại người báo. Xóa đi; thông tin người báo đã được giữ kín riêng."
    )


def _names(text: str) -> str:
    found = find(text)
    if not found:
        return _("Ở đây có thể đang có tên người báo. Xóa đi, hoặc xác nhận đó là người khác.")
    seen = ", ".join(part for part in (found.names, found.phones) if part)
    return _("Ở đây có “%(seen)s”. Nếu là người báo thì xóa đi; nếu là người khác thì xác nhận.") % {
        "seen": seen
    }
