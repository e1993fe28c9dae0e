"""A person's own e-mail address: asked for, confirmed by a code, removed; each of it audited, the address never."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from portal.core import audit, clock, jobs
from portal.core.actors import PersonProtocol
from portal.core.errors import NotNow, Recorded, Refused
from portal.core.formatting import length_of_time, local
from portal.core.locks import lock
from portal.core.notices import codes
from portal.core.notices.mailing import new_mail
from portal.core.notices.models import Mail, MailAddress


@transaction.atomic
def ask(*, by: PersonProtocol, address: str) -> MailAddress:
    """Send a code to an address that a person gives as theirs; the one in use stays until the code is typed.

    Raises ValidationError for what is no address, Refused where no e-mail is sent or too many codes were asked for.
    """
    if not settings.NOTICES_BY_MAIL:
        raise NotNow(_("Cổng này chưa được nối với máy chủ thư điện tử."))
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise ValidationError({"address": _("Địa chỉ chưa đúng, ví dụ: ten@congan.gov.vn.")}) from wrong
    row = _row(by)
    now = clock.machine_now()
    _check_may_ask(row, now)
    day = local(now).date()
    row.codes_asked = row.codes_asked + 1 if row.counted_on == day else 1
    row.counted_on, row.asked_at, row.wrong_codes = day, now, 0
    row.pending, row.nonce = address, get_random_string(32)
    row.save()
    mail = new_mail(by.user.pk, now, urgent=True, purpose=Mail.Purpose.CODE)
    jobs.enqueue("notices.send", key=f"notices.send:{mail.pk}", mail_id=mail.pk)
    audit.record(by=by, action="notices.ask-address", row=by.user)
    return row


@transaction.atomic
def confirm(*, by: PersonProtocol, code: str) -> None:
    """Use the address whose code was typed. Raises ValidationError for a wrong code, which counts, NotNow where none is open."""
    row = _row(by)
    now = clock.machine_now()
    if not codes.is_open(row, now):
        raise NotNow(_("Mã đã hết hạn hoặc đã nhập sai nhiều lần. Gửi mã mới rồi nhập mã đó."))
    if not codes.is_right(row, code):
        raise Recorded(
            {"code": _("Mã chưa đúng. Xem lại thư mới nhất rồi nhập lại.")}, record=lambda: _count_wrong(row)
        )
    row.address, row.confirmed_at = row.pending, now
    row.pending = row.nonce = ""
    row.save()
    audit.record(by=by, action="notices.confirm-address", row=by.user)


@transaction.atomic
def remove(*, by: PersonProtocol) -> bool:
    """Forget a person's address, the one in use and the one that waits; False where there was none."""
    row = _row(by)
    had = bool(row.address or row.pending)
    row.address = row.pending = row.nonce = ""
    row.confirmed_at = None
    row.save()
    if had:
        audit.record(by=by, action="notices.remove-address", row=by.user)
    return had


def _row(by: PersonProtocol) -> MailAddress:
    """The person's row, locked; an empty one where there was none."""
    return lock(MailAddress.objects.get_or_create(user=by.user)[0])


def _check_may_ask(row: MailAddress, now: datetime) -> None:
    if row.asked_at and clock.is_recent(now - row.asked_at, codes.PAUSE):
        raise NotNow(
            _("Vừa gửi một mã. Đợi %(length)s rồi gửi lại.") % {"length": length_of_time(codes.PAUSE)}
        )
    if row.counted_on == local(now).date() and row.codes_asked >= codes.MOST_A_DAY:
        raise Refused(_("Hôm nay đã gửi %(most)d mã. Mai gửi lại.") % {"most": codes.MOST_A_DAY})


def _count_wrong(row: MailAddress) -> None:
    MailAddress.objects.filter(pk=row.pk).update(wrong_codes=row.wrong_codes + 1)
