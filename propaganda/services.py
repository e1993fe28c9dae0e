"""Changes to posts: register, withdraw, record a relay."""

from collections.abc import Iterable
from datetime import datetime
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import ChatGroup
from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes, clock, locks
from portal.core.not_ahead import check_not_ahead, is_ahead
from portal.core.submissions import Key, claim
from portal.units.locks import lock_row, lock_units, share_unit
from portal.units.models import Unit
from propaganda import policies
from propaganda.models import Post, PostTarget, Relay


class PostDetails(TypedDict, total=False):
    """What the register takes of a post; `kind` limits it to the groups of one kind."""

    title: Required[str]
    topic: Required[str]
    posted_at: Required[datetime]
    body: str
    link: str
    kind: str


@transaction.atomic
def register_post(
    *, by: AnyActor, unit: Unit, key: Key | None = None, **details: Unpack[PostDetails]
) -> Post:
    """Register a post of a unit, meant for all its groups or those of one kind."""
    share_unit(unit)
    policies.check_edit(by, unit)
    sent = claim(key, by=by, model=Post)
    if sent.earlier:
        return sent.earlier
    kind = details.pop("kind", "")
    post = Post(posted_by=by.user, **details)
    check_not_ahead(post.posted_at, "posted_at", what=_("Thời điểm đăng"))
    post.place_in(unit)
    audited_writes.add_row(post, by=by, action="post.register")
    PostTarget.objects.create(post=post, unit=unit, kind=kind)
    return sent.keep(post)


@transaction.atomic
def withdraw_post(*, by: AnyActor, post: Post, version: int) -> Post:
    """Take a post back: nobody is asked to pass it on any more and it counts nowhere. Undone by `restore_post`."""
    lock_row(post)
    policies.check_edit(by, post)
    return audited_writes.change_row(
        post, by=by, action="post.withdraw", version=version, withdrawn_at=clock.now()
    )


@transaction.atomic
def restore_post(*, by: AnyActor, post: Post, version: int) -> Post:
    """Undo a withdrawal."""
    lock_row(post)
    policies.check_edit(by, post)
    return audited_writes.change_row(post, by=by, action="post.restore", version=version, withdrawn_at=None)


@transaction.atomic
def relay_post(
    *, by: AnyActor, post: Post, groups: Iterable[ChatGroup], shared_at: datetime | None = None
) -> int:
    """Note that a post was passed on into groups; a group noted before stays as it was. The number newly noted."""
    groups = _lock(post, groups)
    moment = shared_at or clock.now()
    if is_ahead(moment) or moment < post.posted_at:
        raise ValidationError(_("Thời điểm chia sẻ phải từ lúc đăng bài đến lúc này."))
    added = 0
    for group in groups:
        policies.check_relay(by, post, group)
        known = Relay.objects.unscoped("the group was checked by the policy")
        if known.filter(post=post, group=group).exists():
            continue
        relay = Relay(post=post, group=group, shared_at=moment, shared_by=by.user)
        relay.place_like(group)
        audited_writes.add_row(relay, by=by, action="post.relay")
        added += 1
    return added


@transaction.atomic
def undo_relay(*, by: AnyActor, post: Post, groups: Iterable[ChatGroup]) -> int:
    """Take back marks that were set by mistake; a group without one is passed over. The number taken back."""
    undone, groups = 0, _lock(post, groups)
    for group in groups:
        policies.check_relay(by, post, group)
        marked = Relay.objects.unscoped("the group was checked by the policy").filter(post=post, group=group)
        for relay in marked:
            audit.record(by=by, action="post.undo-relay", row=relay)
            relay.delete()
            undone += 1
    return undone


def _lock(post: Post, groups: Iterable[ChatGroup]) -> list[ChatGroup]:
    """Lock a post and groups with the units they were filed under, and read them again."""
    groups = list(groups)
    lock_units(shared={row.unit_id for row in (post, *groups)})
    # Groups before what is passed on into them.
    groups = locks.lock_all(groups)
    locks.lock(post)
    return groups
