"""E-mails of notices: those of one person are gathered in one, sent, and tried again where that failed.

At least once: who is killed after the server took an e-mail and before that was noted sends it again, with the same
Message-ID. Otherwise an e-mail goes out once, since a try moves `try_at` on before it begins.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.ids import public_id
from portal.core.notices.codes import LIFETIME, code_of, is_open
from portal.core.notices.kinds import kinds
from portal.core.notices.models import Mail, MailAddress, Notice
from portal.core.notices.rules import MOST_TRIES, not_in_quiet_hours, wait_after

log = logging.getLogger(__name__)


def new_mail(
    user_id: int, now: datetime, *, urgent: bool, purpose: Mail.Purpose = Mail.Purpose.NOTICES
) -> Mail:
    """An e-mail to a person that is to go out from now on."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return Mail.objects.create(
        user_id=user_id, purpose=purpose, urgent=urgent, message_id=f"<{public_id()}@{domain}>",
        try_at=now, made_at=now,
    )  # fmt: skip


def gather(now: datetime) -> int:
    """Put the unseen notices whose time has come into e-mails, one a person; how many e-mails there are of it."""
    due = Notice.objects.filter(mail=None, mail_at__lte=now)
    # Who has seen it on screen needs no e-mail about it.
    due.exclude(seen_at=None).update(mail_at=None)
    people = sorted(set(due.filter(seen_at=None).values_list("user_id", flat=True)))
    return sum(_gather_of(user_id, now) for user_id in people)


@transaction.atomic
def _gather_of(user_id: int, now: datetime) -> bool:
    # The person's address is locked: two who gather take turns.
    if not MailAddress.objects.select_for_update(no_key=True).filter(user=user_id).exists():
        Notice.objects.filter(user=user_id, mail=None, mail_at__lte=now).update(mail_at=None)
        return False
    # What came within the window goes along.
    along = now + timedelta(minutes=settings.NOTICE_WINDOW_MINUTES)
    due = Notice.objects.filter(user=user_id, mail=None, seen_at=None, mail_at__lte=along)
    found = set(due.values_list("kind", flat=True))
    if not found:
        return False
    urgent = any(kind.urgent for key in found if (kind := kinds().get(key)))
    due.update(mail=new_mail(user_id, now, urgent=urgent))
    return True


def send_due(now: datetime, *, progress: Callable[[], None] = lambda: None) -> int:
    """Send the e-mails whose time has come, over one connection; how many went out. `progress` is called after each.

    Ends early when the server cannot be reached: the others keep their time and their tries.
    """
    sent, began = 0, clock.machine_now()
    waiting = Mail.objects.filter(state=Mail.State.WAITING, try_at__lte=now)
    connection = get_connection()
    try:
        for mail in waiting.order_by("try_at", "id").select_related("user"):
            # A long run goes on: a try counts from its own beginning, not from that of the first.
            outcome = send(mail, now + (clock.machine_now() - began), connection)
            sent += outcome is Mail.State.SENT
            progress()
            if outcome is None:
                break
    finally:
        connection.close()
    return sent


def send(mail: Mail, now: datetime, connection: Any) -> str | None:
    """Try to send one e-mail that is due; the state it has then, None where the server could not be reached."""
    if not mail.urgent and (morning := not_in_quiet_hours(now)) > now:
        Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING).update(try_at=morning)
        return Mail.State.WAITING
    if not _claim(mail, now):
        return Mail.State.WAITING
    message = _message(mail, now, connection)
    if message is None:
        return _end(mail, Mail.State.DROPPED)
    try:
        connection.open()
    except OSError as failure:
        _fail(mail, failure)
        return None
    try:
        message.send()
    except OSError as failure:  # SMTP's own exceptions are of this kind.
        connection.close()
        return _fail(mail, failure)
    return _end(mail, Mail.State.SENT)


def _claim(mail: Mail, now: datetime) -> bool:
    """Take the next try, which nobody else takes before `wait_after` has passed; False where another has it."""
    mail.tries += 1
    taken = Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING, tries=mail.tries - 1, try_at__lte=now)
    return bool(taken.update(tries=mail.tries, try_at=now + wait_after(mail.tries)))


def _end(mail: Mail, state: Mail.State, error: str = "") -> str:
    sent_at = clock.machine_now() if state == Mail.State.SENT else None
    Mail.objects.filter(pk=mail.pk).update(state=state, sent_at=sent_at, error=error)
    return state


def _fail(mail: Mail, failure: OSError) -> str:
    error = type(failure).__name__
    log.warning("e-mail %s not sent at try %d: %s", mail.pk, mail.tries, error)
    if _is_final(failure) or mail.tries >= MOST_TRIES:
        return _end(mail, Mail.State.FAILED, error)
    Mail.objects.filter(pk=mail.pk).update(error=error)
    return Mail.State.WAITING


def _is_final(failure: OSError) -> bool:
    """Whether the server will never take this address."""
    if not isinstance(failure, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _text in failure.recipients.values())


def _message(mail: Mail, now: datetime, connection: Any) -> EmailMessage | None:
    """What is to be sent now; None where nothing is left to tell, or nobody to tell it to."""
    row = MailAddress.objects.filter(user=mail.user_id, user__is_active=True).first()
    if row is None:
        return None
    is_code = mail.purpose == Mail.Purpose.CODE
    to = row.pending if is_code else row.address
    letter = _code(row, now) if is_code else _digest(mail)
    if not to or letter is None:
        return None
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    subject, body = letter
    return EmailMessage(subject, body, to=[to], headers=headers, connection=connection)


def _code(row: MailAddress, now: datetime) -> tuple[str, str] | None:
    if not is_open(row, now):
        return None
    minutes = int(LIFETIME.total_seconds()) // 60
    body = _(
        "Mã xác nhận địa chỉ thư điện tử: %(code)s\n\nMã dùng được trong %(minutes)d phút. Nếu anh/chị không yêu cầu, bỏ qua thư này.\n"
    ) % {"code": code_of(row), "minutes": minutes}
    return _("Bình Yên: mã xác nhận địa chỉ"), body


def _digest(mail: Mail) -> tuple[str, str] | None:
    """Subject and body: of each notice its kind and unit, and the page where all of them are read after signing in."""
    rows = mail.notices.filter(seen_at=None).order_by("at", "id").values_list("kind", "place")
    found = kinds()
    lines = [
        " – ".join(filter(None, (str(found[kind].label), place))) for kind, place in rows if kind in found
    ]
    if not lines:
        return None
    subject = _("Bình Yên: %(count)d thông báo mới") % {"count": len(lines)}
    body = "\n".join([*(f"- {line}" for line in lines), "", _where_to_read()])
    return subject, body


def _where_to_read() -> str:
    if settings.PORTAL_URL:
        page = settings.PORTAL_URL.rstrip("/") + reverse("notices:list")
        return _("Đăng nhập để xem: %(page)s\n") % {"page": page}
    return _("Đăng nhập cổng Bình Yên, mở mục Thông báo để xem.\n")
