"""Columns of one's notices."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.columns import Column, DayColumn, MomentColumn
from portal.core.formatting import NOTHING, moment
from portal.core.lists import LeanTable
from portal.core.notices.models import Mail, Notice
from portal.core.templatetags.components import status


class NoticeTable(LeanTable):
    """Newest first. A row is opened by a button, since opening notes that it was seen: the page puts a form around it."""

    text = Column(gettext_lazy("Nội dung"), reads=("seen_at", "public_id"), css="wide")
    place = Column(gettext_lazy("Đơn vị"))
    due = DayColumn(gettext_lazy("Hạn"), accessor="due_on")
    at = MomentColumn(gettext_lazy("Lúc"), order_by="at", initial_sort_descending=True)
    mail = Column(
        gettext_lazy("Thư điện tử"),
        accessor="mail__state",
        reads=("mail__sent_at", "mail__try_at", "mail__tries", "mail_at", "seen_at"),
    )

    model = Notice
    caption = gettext_lazy("Thông báo")

    class Meta:
        order_by = "-at"

    def look_up(self, rows: Sequence[Any]) -> None:
        """Draw the mark of what is new once a page."""
        self._new = status(_("Mới"), "new")

    def render_text(self, record: Any) -> str:
        """The button that opens the notice, with a mark where it was not seen."""
        return format_html(
            '<span><button type="submit" name="notice" value="{}" class="row-link row-button">{}</button> {}</span>',
            record.public_id,
            record.text,
            "" if record.seen_at else self._new,
        )

    def render_mail(self, record: Any) -> str:
        """The state of the notice's e-mail."""
        return mail_words(record)


def mail_words(record: Any) -> str:
    """Whether and when a notice went by e-mail or will; of one whose e-mail fails, that it does."""
    state = record.mail__state
    if state is None:
        waits = record.mail_at and not record.seen_at
        return _("gửi từ %(at)s") % {"at": moment(record.mail_at)} if waits else NOTHING
    if state == Mail.State.SENT:
        return _("đã gửi %(at)s") % {"at": moment(record.mail__sent_at)}
    if state == Mail.State.WAITING:
        at = {"at": moment(record.mail__try_at)}
        return _("chưa gửi được, thử lại %(at)s") % at if record.mail__tries else _("gửi từ %(at)s") % at
    return _("không gửi được") if state == Mail.State.FAILED else NOTHING
