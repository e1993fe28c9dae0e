"""Reading notices; the first argument is the person, and nobody reads those of another."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery

from portal.core import manifests
from portal.core.actors import PersonProtocol
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.models import Mail, MailAddress, Notice, NoticeChoice, key_of

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User

# Beyond it the head of a page says "99+": counting on would cost more for whoever never looks.
MOST_COUNTED = 100


class UnseenCount(Subquery):
    """How many notices the user of the outer row has not seen, at most `MOST_COUNTED`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS unseen)"
    output_field = IntegerField()

    def __init__(self, user: str) -> None:
        """`user`: the outer row's column of the user's key."""
        unseen = Notice.objects.filter(user=OuterRef(user), seen_at=None).order_by().values("pk")
        super().__init__(unseen[:MOST_COUNTED])


def notices(person: PersonProtocol) -> QuerySet[Notice]:
    """A person's own notices."""
    return Notice.objects.filter(user=person.user)


def has_unseen(person: PersonProtocol) -> bool:
    """Whether a person has a notice that they have not seen."""
    return notices(person).filter(seen_at=None).exists()


def mail_address_of(user: "User") -> MailAddress | None:
    """What is known of a person's own e-mail address; None where they never gave one."""
    return MailAddress.objects.filter(user=user).first()


def last_mail(user: "User") -> Mail | None:
    """The newest e-mail with notices to a person, for its state."""
    return Mail.objects.filter(user=user, purpose=Mail.Purpose.NOTICES).order_by("-id").first()


def told_and_seen(kind: str, rows: Iterable[models.Model]) -> dict[int, tuple[int, int]]:
    """By primary key of some rows: how many people were told of each by a kind of notices, without an occasion, and how many of
    them have seen it. Rows of which nobody was told, or long ago, are missing."""
    about = {key_of(kind, row, ""): row.pk for row in rows}
    counted = Notice.objects.filter(key__in=about).values_list("key").annotate(Count("pk"), Count("seen_at"))
    return {about[key]: (told, seen) for key, told, seen in counted.order_by()}


def choices(person: PersonProtocol) -> list[tuple[NoticeKind, bool]]:
    """Each kind that a person may get, with whether it also goes to them by e-mail."""
    chosen = dict(NoticeChoice.objects.filter(user=person.user).values_list("kind", "by_mail"))
    return [
        (kind, chosen.get(kind.key, kind.by_mail))
        for kind in manifests.all_of("notice_kinds")
        if not kind.permission or person.has(kind.permission)
    ]
