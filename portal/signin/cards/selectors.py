"""Queries of cards: by the officer's area, by a scanned code, by a phone's cookie."""

from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from portal.accounts.actor import Actor
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.accounts.selectors import in_area
from portal.core import clock
from portal.core.models import AuditEntry
from portal.signin.cards import devices, policies
from portal.signin.cards.choices import EVENTS, CardState
from portal.signin.cards.limits import NEW_DEVICE
from portal.signin.models import Card
from portal.units.models import valid_on
from portal.units.naming import full_name, in_hamlet
from portal.units.search import narrow_with_short_forms

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PHONE_ONLY = [role for role in Role if RIGHTS[role].phone_only]

_PLACE = {
    "place_level": "level",
    "place_kind": "kind",
    "place_name": "name",
    "hamlet_kind": "hamlet__kind",
    "hamlet_name": "hamlet__name",
}


class _Place(TypedDict):
    place_level: str
    place_kind: str
    place_name: str
    hamlet_kind: str | None
    hamlet_name: str | None


if TYPE_CHECKING:
    Holder = WithAnnotations[User, _Place]


def holders(actor: Actor, *, query: str = "") -> "QuerySet[Holder]":
    """People who work by phone in the actor's area today, with their live card (`card`), if any, beside them."""
    assigned = Assignment.objects.filter(
        in_area(actor, Permission.MANAGE_CARDS),
        valid_on(clock.today()),
        user=OuterRef("pk"),
        role__in=PHONE_ONLY,
    ).order_by("id")
    people = narrow_with_short_forms(User.objects.filter(Exists(assigned), is_active=True), query)
    found = people.annotate(
        card=FilteredRelation("cards", condition=Q(cards__ended_at=None)),
        place=Subquery(assigned.values("unit")[:1]),
        **{name: Subquery(assigned.values(f"unit__{column}")[:1]) for name, column in _PLACE.items()},
    )
    return cast("QuerySet[Holder]", found)


def place_of(holder: "Holder") -> str:
    """Where one of `holders` works, in words."""
    hamlet = full_name(holder.hamlet_kind, holder.hamlet_name or "") if holder.hamlet_kind else ""
    return in_hamlet(holder.place_level, full_name(holder.place_kind, holder.place_name), hamlet)


def asking(actor: Actor) -> QuerySet[Card]:
    """Live cards of the actor's area that wait for one tap: locked, or asking for a new phone."""
    waiting = Q(asked_at__gt=clock.machine_now() - NEW_DEVICE) | Q(locked_at__isnull=False)
    cards = Card.objects.filter(waiting, ended_at=None, user__in=holders(actor).values("pk"))
    return cards.select_related("user", "unit__hamlet").order_by(
        F("asked_at").desc(nulls_last=True), "-locked_at"
    )


def history(person: User) -> list[dict]:
    """What happened to a person's cards, the newest first, as the timeline draws it."""
    ids = Card.objects.filter(user=person).values("public_id")
    entries = AuditEntry.objects.filter(model=Card._meta.label_lower, object_id__in=ids)
    return [
        {"at": entry.at, "title": EVENTS.get(entry.action, entry.action), "by": entry.actor, "text": ""}
        for entry in entries.select_related("actor").order_by("-id")[:20]
    ]


def live_card(person: User) -> Card | None:
    """The one card of a person that has not ended."""
    return _live().filter(user=person).first()


def card_by_token(token: str) -> Card | None:
    """The live card that bears a code; the code is looked up by its digest, so timing reveals nothing about it."""
    return _live().filter(token_digest=devices.device_digest(token)).first()


def card_by_id(public_id: str) -> Card | None:
    """The live card with a public id: the one scanned in this session, or the one of the phone's cookie."""
    return _live().filter(public_id=public_id).first()


def _live() -> QuerySet[Card]:
    return Card.objects.filter(ended_at=None).select_related("user", "unit__hamlet")


def state_of(card: Card | None) -> CardState:
    """The state of a live card (or of none) by the machine's clock: what hinders most comes first."""
    now = clock.machine_now()
    if card is None:
        return CardState.NONE
    if card.locked_at:
        return CardState.LOCKED
    if policies.is_asking(card, now):
        return CardState.ASKED
    if policies.allows_new_device(card, now):
        return CardState.ALLOWED if card.bound_at else CardState.WAITING
    return CardState.IN_USE if policies.still_bound(card, now) else CardState.LAPSED
