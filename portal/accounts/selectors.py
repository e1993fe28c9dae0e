"""Queries of people and their roles; the first argument is the actor who reads."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.permissions import Permission, Role
from portal.accounts.policies import HANDED_OVER_DAILY, HANDED_OVER_POSTS, can_hand_over
from portal.accounts.services import ROLE_LEVELS
from portal.bodies.models import Body
from portal.core import clock
from portal.units.choices import Level
from portal.units.models import Unit, not_ended_by, valid_on
from portal.units.scoping import column_of
from portal.units.search import narrow_with_short_forms


def in_area(actor: Actor, permission: str) -> Q:
    """Assignments to the units in which a role of the actor's carries a permission, and below them."""
    found = Q(pk__in=[])
    for unit in actor.units_with(permission):
        found |= (
            Q(unit=unit) if unit.level == Level.SELF_MANAGED_TEAM else Q(**{f"unit__{column_of(unit)}": unit})
        )
    return found


def units_held(actor: Actor, permission: str) -> QuerySet[Unit]:
    """The units in which a role of the actor's carries a permission, without those below them."""
    return Unit.objects.filter(pk__in=[unit.pk for unit in actor.units_with(permission)])


def managed(actor: Actor, *, query: str = "", role: str = "") -> QuerySet[Assignment]:
    """Assignments, past and future too, in the area one manages; people are found without accents."""
    rows = Assignment.objects.filter(in_area(actor, Permission.MANAGE_PEOPLE))
    if role:
        rows = rows.filter(role=role)
    return narrow_with_short_forms(rows, query, "user__search")


def colleagues(actor: Actor, *, query: str = "") -> QuerySet[Assignment]:
    """Today's roles in the area whose groups one sees: the people whom the pages of its units show."""
    rows = Assignment.objects.filter(
        in_area(actor, Permission.VIEW_GROUPS), valid_on(clock.today()), user__is_active=True
    )
    return narrow_with_short_forms(rows, query, "user__search")


def held_by(public_id: str) -> list[Assignment]:
    """All assignments of a person, the latest first; which of them a reader may see is the caller's to ask."""
    rows = Assignment.objects.filter(user__public_id=public_id)
    return list(
        rows.select_related("user", "unit__hamlet", "body", "given_by").order_by("-valid_from", "-pk")
    )


def people(actor: Actor) -> QuerySet[User]:
    """Those who have, had or will have a role in the area one manages."""
    return User.objects.filter(pk__in=managed(actor).values("user"))


def roles_at(levels: Iterable[Level]) -> list[Role]:
    """The roles that have a place at one of these levels."""
    return [role for role in Role if ROLE_LEVELS[role] & set(levels)]


def bodies_kept_by(unit: Unit) -> QuerySet[Body]:
    """The bodies for which people of a commune may be assigned, by name; those that ended say so when chosen."""
    rows = Body.objects.unscoped("who assigns people of a commune chooses among its bodies")
    return rows.filter(commune=unit).order_by(F("valid_to").desc(nulls_first=True), "sort", "pk")


def heads_beside(
    role: str, unit: Unit, start: date, end: date | None, *, person: User | None
) -> list[Assignment]:
    """Who else is head of a hamlet or self-managed team at some time from `start` to before `end`.

    Empty for every other role: several officers or leaders in one commune are usual.
    """
    if role != Role.HAMLET_HEAD:
        return []
    rows = Assignment.objects.filter(not_ended_by(start), unit=unit, role=role, user__is_active=True)
    if end:
        rows = rows.filter(valid_from__lt=end)
    if person:
        rows = rows.exclude(user=person)
    return list(rows.select_related("user").order_by("valid_from"))


def offices(actor: Actor, *, query: str = "") -> QuerySet[Assignment]:
    """Today's offices in the actor's area that are handed over from one person to the next, by unit and name."""
    rows = Assignment.objects.filter(_to_hand_over(actor), valid_on(clock.today()))
    rows = narrow_with_short_forms(rows, query, "user__search", "unit__search")
    return rows.select_related("user", "unit__hamlet", "body").order_by(
        F("unit__commune__sort").asc(nulls_first=True),
        "role",
        F("unit__hamlet__sort").asc(nulls_first=True),
        "unit__sort",
        "user__sort",
        "pk",
    )


def _to_hand_over(actor: Actor) -> Q:
    """The offices that `policies.check_hand_over` lets an actor hand over."""
    daily = in_area(actor, Permission.HAND_OVER) & Q(role__in=HANDED_OVER_DAILY)
    return daily | in_area(actor, Permission.MANAGE_PEOPLE) & Q(role__in=HANDED_OVER_POSTS)


def office_and_candidates(actor: Actor, public_id: str) -> tuple[Assignment | None, list[User]]:
    """One of these offices, and who may take it over without a new account: those with a role in the same commune,
    today or later; one query. None where it is not the actor's to hand over."""
    commune = Assignment.objects.filter(public_id=public_id).values("unit__commune")
    rows = Assignment.objects.filter(
        in_area(actor, Permission.HAND_OVER),
        not_ended_by(clock.today()),
        unit__commune__in=commune,
        user__is_active=True,
    )
    found = list(rows.select_related("user", "unit__hamlet", "body").order_by("user__sort", "pk"))
    office = next((row for row in found if row.public_id == public_id), None)
    if office is None or not office.has_begun_by(clock.today()) or not can_hand_over(actor, office):
        return None, []
    return office, list(dict.fromkeys(row.user for row in found if row.user_id != office.user_id))


def hand_overs(actor: Actor) -> QuerySet[HandOver]:
    """Hand-overs in the actor's area, the newest first."""
    rows = HandOver.objects.visible_to(actor)
    return rows.select_related("unit__hamlet", "outgoing", "incoming", "made_by").order_by(
        "-created_at", "public_id"
    )
