"""Idempotent forms: a form that is sent twice (weak signal, double tap) makes one row."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.utils import IntegrityError
from django.utils.translation import gettext as _

from portal.core import audit, clock
from portal.core.actors import ActorProtocol
from portal.core.errors import NotNow, Refused
from portal.core.formatting import moment
from portal.core.models import Submission

Row = TypeVar("Row", bound=models.Model)
# For so long the same text from the same person is taken for the same submission.
SAME_WITHIN = timedelta(minutes=30)
# Between the claim and its row, within one transaction: nobody else sees it.
_NOT_YET = 0


@dataclass(frozen=True)
class Sent:
    """A form as it arrived: its key, what it says (empty where nothing is typed or chosen), and whether its person
    was asked about an earlier one that says the same and means another."""

    key: UUID
    says: str = ""
    again: bool = False


Key = Sent | UUID


class SentBefore(Refused):
    """The same person sent the same text a short while ago by another page: asked, before a second row is made."""


@dataclass(frozen=True)
class Claim(Generic[Row]):
    """A key taken for one row. `earlier` is the row the same person's key made before: return it, and write nothing."""

    submission: Submission | None = None
    earlier: Row | None = None

    def keep(self, row: Row) -> Row:
        """Note the row that was made for the key; gives it back."""
        if self.submission:
            self.submission.object_pk = row.pk
            self.submission.save(update_fields=["object_pk"])
        return row


def claim(
    key: Key | None, *, by: ActorProtocol, model: type[Row], about: models.Model | None = None
) -> Claim[Row]:
    """Take a form's key before its row is written, in the service's transaction and after its locks. No key: no claim.

    A twin request waits here until the first one is done, and then finds its row as `earlier`. A service that
    refuses rolls its claim back, and the key stays free.

    `about` is the row that the form is for where its fields do not say so. Raises SentBefore for a new key with a
    text that the same person sent about the same row within half an hour.
    """
    if key is None:
        return Claim()
    sent = key if isinstance(key, Sent) else Sent(key)
    if earlier := made_before(sent, by=by, model=model):
        return Claim(earlier=earlier)
    digest = _digest(sent, model, about)
    _check_not_sent(sent, digest, by)
    taken = Submission(
        key=sent.key,
        actor=by.user,
        model=model._meta.label_lower,
        object_pk=_NOT_YET,
        at=clock.now(),
        digest=digest,
    )
    try:
        with transaction.atomic():
            taken.save(force_insert=True)
    except IntegrityError:
        # The twin request committed between our look and our write; anything else is raised again.
        if earlier := made_before(sent, by=by, model=model):
            return Claim(earlier=earlier)
        raise
    return Claim(taken)


def made_before(key: Key, *, by: ActorProtocol, model: type[Row]) -> Row | None:
    """The row this person's key made before: for forms whose rules would say no to what they made themselves."""
    earlier = Submission.objects.filter(pk=key.key if isinstance(key, Sent) else key).first()
    return _row(earlier, by, model) if earlier else None


def _digest(sent: Sent, model: type[models.Model], about: models.Model | None) -> str:
    if not sent.says:
        return ""
    return audit.text_digest(f"sent:{model._meta.label_lower}:{about and about.pk}:{sent.says}")


def _check_not_sent(sent: Sent, digest: str, by: ActorProtocol) -> None:
    if not digest or sent.again:
        return
    now = clock.now()
    same = Submission.objects.filter(actor=by.user, digest=digest, at__gt=now - SAME_WITHIN, at__lte=now)
    earlier = same.order_by("-at").first()
    if earlier:
        raise SentBefore(
            _(
                "Anh/chị đã gửi đúng nội dung này lúc %(at)s, và đã được ghi; không cần gửi lại. Nếu đây là việc khác, đánh dấu vào ô cuối biểu mẫu rồi gửi."
            )
            % {"at": moment(earlier.at)}
        )


def _row(earlier: Submission, by: ActorProtocol, model: type[Row]) -> Row:
    if earlier.actor_id != (by.user and by.user.pk) or earlier.model != model._meta.label_lower:
        raise NotNow(_("Mã gửi này đã dùng cho việc khác. Tải lại trang rồi gửi lại."))
    return model._base_manager.get(pk=earlier.object_pk)
