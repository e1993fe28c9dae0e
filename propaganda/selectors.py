"""Queries of posts; the first argument is the actor who reads."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from groups.models import ChatGroup
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import PLACES, column_of
from portal.units.search import narrow_with_short_forms
from propaganda.models import Post, PostTarget, Relay

# The columns of a group that may name the unit of a target, where its level is not known.
_ANY_PLACE = (*PLACES, "unit")


def posts(actor: Actor, *, query: str = "") -> QuerySet[Post]:
    """The posts an actor may see in the register."""
    return narrow_with_short_forms(Post.objects.visible_to(actor), query)


def relays(actor: Actor) -> QuerySet[Relay]:
    """The passings-on an actor may see."""
    return Relay.objects.visible_to(actor)


def with_relays(actor: Actor, rows: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with `relayed`: into how many groups in the actor's area each was passed on."""
    relayed = Relay.objects.visible_to(actor).filter(post=OuterRef("pk")).order_by().values("post")
    return rows.annotate(relayed=Subquery(relayed.annotate(n=Count("pk")).values("n")))


def relayed_and_missing(actor: Actor, post: Post) -> tuple[list[Relay], list[ChatGroup]]:
    """The relays of a post that an actor may see, newest first; and the groups it is meant for that lack one."""
    of_post = relays(actor).filter(post=post).select_related("group", "shared_by")
    made = list(of_post.order_by("-shared_at"))
    done = {relay.group_id for relay in made}
    visible = ChatGroup.objects.visible_to(actor).values("pk")
    meant = targeted(post).filter(pk__in=visible).order_by("sort", "pk")
    return made, [group for group in meant if group.pk not in done]


def own_groups(actor: Actor) -> QuerySet[ChatGroup]:
    """The open groups into which an actor passes posts on."""
    return ChatGroup.objects.visible_to(actor).filter(closed_on__isnull=True).order_by("kind", "sort", "pk")


def targeted(post: Post) -> QuerySet[ChatGroup]:
    """The open groups a post is meant for."""
    wanted = Q(pk__in=[])
    for target in post.targets.select_related("unit"):
        wanted |= _meant(target.unit, target.kind, places=[column_of(target.unit)])
    return ChatGroup.objects.unscoped("groups a post is meant for").filter(wanted, closed_on__isnull=True)


def missing_groups(actor: Actor, post: Post) -> QuerySet[ChatGroup]:
    """The actor's groups a post is meant for and was not yet passed on into."""
    done = Relay.objects.unscoped("relays into groups in scope").filter(post=post)
    return own_groups(actor).filter(pk__in=targeted(post).values("pk")).exclude(pk__in=done.values("group"))


def to_relay(actor: Actor) -> QuerySet[Post]:
    """Posts of the last settings.RELAY_DAYS that wait to be passed on into some group of the actor's, newest first.

    One query, whatever the groups: a target, matched to groups by place and kind, that lacks a relay.
    """
    candidates = Post.objects.unscoped("posts meant for the actor's own groups").filter(
        posted_at__gte=clock.now() - timedelta(days=settings.RELAY_DAYS), withdrawn_at__isnull=True
    )
    if not actor.has(Permission.RELAY_POSTS):
        return candidates.none()
    done = Relay.objects.unscoped("relays into groups in scope").filter(
        post=OuterRef(OuterRef("post")), group=OuterRef("pk")
    )
    waiting = own_groups(actor).order_by().exclude(Exists(done))
    of_any_kind = waiting.filter(_meant(OuterRef("unit"), places=_ANY_PLACE))
    of_the_kind = waiting.filter(_meant(OuterRef("unit"), OuterRef("kind"), places=_ANY_PLACE))
    targets = PostTarget.objects.filter(
        Q(unit__in=_line(actor)) & (Q(kind="") & Exists(of_any_kind) | Exists(of_the_kind))
    )
    return candidates.filter(pk__in=targets.values("post")).order_by("-posted_at", "public_id")


def _meant(unit: Unit | OuterRef, kind: str | OuterRef = "", *, places: Iterable[str]) -> Q:
    """The condition that a group is one that a target of a post means: it is in the target's unit, which one of its columns
    `places` names, and of the target's kind; of any where that is empty."""
    within = reduce(or_, (Q(**{place: unit}) for place in places))
    return within & Q(kind=kind) if kind else within


def _line(actor: Actor) -> QuerySet[Unit]:
    """The units whose posts can be meant for the actor's groups: above, at and below the units worked for."""
    audience = Q(pk__in=[])
    for unit in actor.units_with(Permission.RELAY_POSTS):
        above = [getattr(unit, f"{place}_id") for place in PLACES]
        audience |= Q(pk__in=[pk for pk in (*above, unit.pk) if pk])
        if unit.level != Level.SELF_MANAGED_TEAM:
            audience |= Q(**{column_of(unit): unit})
    return Unit.objects.filter(audience)


def relayed_by(actor: Actor) -> QuerySet[Post]:
    """Posts that were passed on into groups of the actor's."""
    done = Relay.objects.unscoped("relays of the actor's own groups").filter(group__in=own_groups(actor))
    return Post.objects.unscoped("posts of the actor's own relays").filter(pk__in=done.values("post"))
