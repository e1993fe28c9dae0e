"""Sending notices, and noting that they were seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.urls import NoReverseMatch, reverse

from portal.core import clock
from portal.core.actors import ActorProtocol, PersonProtocol
from portal.core.audited_writes import column
from portal.core.notices.kinds import NoticeKind, kinds
from portal.core.notices.models import MailAddress, Notice, NoticeChoice, key_of
from portal.core.notices.rules import mail_time

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User


@dataclass(frozen=True)
class Words:
    """What a notice says beside its kind: `given` fills the kind's sentence, `place` names a unit, `page_key` is in
    the address of the kind's page, `occasion` distinguishes notices of one kind about one row.

    All of it is read by people who may have lost the right to the row since: codes, days and names of units, nothing
    that someone typed.
    """

    given: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    page_key: str = ""
    occasion: str = ""
    due_on: date | None = None


@transaction.atomic
def notify(*, by: ActorProtocol, to: Iterable["User"], kind: str, about: models.Model, words: Words) -> None:
    """Tell some people something about a row, in the caller's transaction; each is told once for a kind, row and occasion.

    Nobody is told what they did themselves. Raises KeyError for a kind that no app declares, or where `words` lacks a
    word of its sentence; ValueError for what no column takes.
    """
    declared = kinds()[kind]
    people = {user.pk: user for user in to if user.is_active and user != by.user}
    if not people:
        return
    notice = _notice(declared, about, words)
    mailed = _wanting_mail(declared, people)
    mail_at = mail_time(notice.made_at, urgent=declared.urgent)
    # Someone who was told in the meantime, by another job too, is not told again.
    Notice.objects.bulk_create(
        [_for(notice, pk, mail_at if pk in mailed else None) for pk in sorted(people)],
        ignore_conflicts=True,
    )


def withdraw(*, kind: str, about: models.Model, occasions: Iterable[str]) -> int:
    """Take back what nobody needs to hear any more, from those who have not seen it; how many notices. An e-mail that
    still waits leaves them out."""
    keys = [key_of(kind, about, occasion) for occasion in occasions]
    return Notice.objects.filter(key__in=keys, seen_at=None).delete()[1].get(Notice._meta.label, 0)


def see(*, by: PersonProtocol, notice: Notice) -> None:
    """Note that its person has opened a notice; the first time counts."""
    Notice.objects.filter(pk=notice.pk, user=by.user, seen_at=None).update(seen_at=clock.now())


def see_all(*, by: PersonProtocol) -> tuple[int, datetime]:
    """Note all of a person's notices as seen; how many were not, and the moment by which `unsee` finds them."""
    now = clock.now()
    return Notice.objects.filter(user=by.user, seen_at=None).update(seen_at=now), now


def unsee(*, by: PersonProtocol, seen_at: datetime) -> int:
    """Take back what `see_all` noted at a moment; how many notices are unseen again by it."""
    return Notice.objects.filter(user=by.user, seen_at=seen_at).update(seen_at=None)


@transaction.atomic
def choose(*, by: PersonProtocol, by_mail: Mapping[str, bool]) -> None:
    """Keep for each kind whether a person wants it by e-mail too. Raises KeyError for a kind that no app declares."""
    for key, wanted in by_mail.items():
        NoticeChoice.objects.update_or_create(
            user=by.user, kind=kinds()[key].key, defaults={"by_mail": wanted}
        )


def tidy(before: datetime) -> int:
    """Remove notices that were made before a moment of the machine's clock; how many."""
    return Notice.objects.filter(made_at__lt=before).delete()[0]


def _notice(kind: NoticeKind, about: models.Model, words: Words) -> Notice:
    """The notice as all its people get it. Raises ValueError where its page has no such address."""
    notice = Notice(
        kind=kind.key,
        key=key_of(kind.key, about, words.occasion),
        text=str(kind.says) % words.given,
        place=words.place,
        page_key=words.page_key,
        due_on=words.due_on,
        at=clock.now(),
        made_at=clock.machine_now(),
    )
    for name in ("key", "text", "place", "page_key"):
        most = column(Notice, name).max_length
        if most is not None and len(getattr(notice, name)) > most:
            raise ValueError(f"the {name} of a notice of the kind {kind.key} is too long")
    if page_of(kind.key, words.page_key) is None:
        raise ValueError(f"{kind.page} has no address for the key {words.page_key!r}")
    return notice


def page_of(kind: str, page_key: str) -> str | None:
    """The page that a notice leads to; None where its kind or page no longer exists."""
    declared = kinds().get(kind)
    try:
        return reverse(declared.page, args=[page_key] if page_key else []) if declared else None
    except NoReverseMatch:
        return None


def _for(notice: Notice, user_id: int, mail_at: datetime | None) -> Notice:
    shared = {
        name: getattr(notice, name)
        for name in ("kind", "key", "text", "place", "page_key", "due_on", "at", "made_at")
    }
    return Notice(user_id=user_id, mail_at=mail_at, **shared)


def _wanting_mail(kind: NoticeKind, people: Iterable[int]) -> set[int]:
    """Those of these people, by key, to whom notices of a kind also go by e-mail."""
    if not settings.NOTICES_BY_MAIL:
        return set()
    reachable = set(
        MailAddress.objects.filter(user__in=people).exclude(address="").values_list("user_id", flat=True)
    )
    chosen = dict(
        NoticeChoice.objects.filter(user__in=reachable, kind=kind.key).values_list("user_id", "by_mail")
    )
    return {pk for pk in reachable if chosen.get(pk, kind.by_mail)}
