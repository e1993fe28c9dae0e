"""Queries of groups, member counts and confirmations; the first argument is the actor who reads."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from groups.choices import GroupKind
from groups.models import ChatGroup, GroupConfirmation, MemberCount
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.periods import Period, PeriodKind
from portal.core.plain_text import column_key
from portal.units.models import Unit, valid_on
from portal.units.search import narrow_with_short_forms


def open_on(day: date, prefix: str = "") -> Q:
    """Groups open on a day; with a `prefix` ("group__"), rows whose group is."""
    return valid_on(day, prefix, start="opened_on", end="closed_on")


def in_force_on(day: date) -> Q:
    """Member counts that hold on a day: made by then, and not superseded by then."""
    return valid_on(day, start="counted_on", end="superseded_on")


def groups(actor: Actor, *, query: str = "") -> QuerySet[ChatGroup]:
    """The groups an actor may see; a query narrows them by words."""
    return narrow_with_short_forms(ChatGroup.objects.visible_to(actor), query)


def with_people(actor: Actor) -> QuerySet[ChatGroup]:
    """The groups an actor may see, each with its unit, commune, officer and leader."""
    return ChatGroup.objects.visible_to(actor).select_related("unit__hamlet", "commune", "officer", "leader")


def of_kind(rows: QuerySet[ChatGroup], kind: str, *, closed: bool) -> QuerySet[ChatGroup]:
    """The groups of a kind, of every kind where there is none of that name; those that ended only where `closed`."""
    if kind in GroupKind.values:
        rows = rows.filter(kind=kind)
    return rows if closed else rows.filter(closed_on__isnull=True)


def twin_of(name: str, unit: Unit, *, besides: ChatGroup | None = None) -> ChatGroup | None:
    """The open group of a unit that bears a name, for whoever may write in the unit."""
    rows = ChatGroup.objects.unscoped("names of one unit's groups").filter(
        unit=unit, name_key=column_key(name), closed_on=None
    )
    return (rows.exclude(pk=besides.pk) if besides else rows).first()


def with_members(rows: QuerySet[ChatGroup]) -> QuerySet[ChatGroup]:
    """Groups with their present count beside them (`members`, `counted_on`)."""
    present = MemberCount.objects.unscoped("counts of groups already in scope").filter(
        group=OuterRef("pk"), superseded_on=None
    )
    return rows.annotate(
        members=Subquery(present.values("members")[:1]), counted_on=Subquery(present.values("counted_on")[:1])
    )


def counts(actor: Actor) -> QuerySet[MemberCount]:
    """The counts of members of the groups an actor may see, also those that a later one replaced."""
    return MemberCount.objects.visible_to(actor)


def present_count(actor: Actor, group: ChatGroup) -> MemberCount | None:
    """The count of a group's members that holds now; None before the first."""
    return counts(actor).filter(group=group, superseded_on=None).first()


def confirmations(actor: Actor) -> QuerySet[GroupConfirmation]:
    """The confirmations of the groups an actor may see."""
    return GroupConfirmation.objects.visible_to(actor)


def to_confirm(actor: Actor) -> QuerySet[ChatGroup]:
    """Open groups of the actor's whose state nobody confirmed in this calendar month, whatever the cut-off of reports.

    Empty for an actor who may not confirm.
    """
    rows = ChatGroup.objects.visible_to(actor).filter(closed_on__isnull=True)
    if not actor.has(Permission.CONFIRM_GROUPS):
        return rows.none()
    month = Period.around(PeriodKind.MONTH, clock.today()).days()
    confirmed = GroupConfirmation.objects.visible_to(actor).filter(confirmed_on__gte=month.start)
    return with_members(rows.exclude(pk__in=confirmed.values("group"))).order_by("kind", "sort", "pk")
