"""Queries of tips; the first argument is the actor who reads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When, Window

from portal.accounts.actor import Actor
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import RIGHTS, Permission
from portal.core import clock
from portal.core.compiled_query import built_once
from portal.core.working_time import end_of
from portal.units.choices import Level
from portal.units.models import Unit, valid_on
from portal.units.scoping import column_of
from portal.units.search import narrow_with_short_forms
from tips.choices import Urgency
from tips.models import Redaction, Tip, TipTransition
from tips.policies import handling_place_ids
from tips.states import OPEN, SETTLED, TipState

# How long a browser keeps what was typed (static/js/drafts.js).
DRAFTS_KEPT = timedelta(days=7)


def tips(actor: Actor, *, query: str = "") -> QuerySet[Tip]:
    """The tips an actor may see; a query narrows them by words.

    `shown` is the text as this actor may read it: empty where a tip entered by mistake belongs to another unit; such a
    tip is found by no words either.
    """
    may_read = readable(actor)
    found = _with_text(Tip.visibility(actor), may_read)
    return narrow_with_short_forms(found.filter(may_read), query) if query else found


@built_once
def _with_text(visible: Q, may_read: Q) -> QuerySet[Tip]:
    """The tips that are visible, each with its text where one may read it: the list of every day."""
    shown = Case(When(may_read, then=F("summary")), default=Value(""), output_field=TextField())
    return Tip.objects.unscoped("narrowed by what the reader may see").filter(visible).annotate(shown=shown)


def readable(actor: Actor) -> Q:
    """Tips whose texts an actor may read (`policies.can_read_text`)."""
    held = [handled_by(unit) for unit in actor.units_with(Permission.HANDLE_TIPS)]
    return reduce(or_, held, ~Q(state=TipState.VOID))


def redacted_lately(actor: Actor) -> list[dict]:
    """Redactions of the days for which a browser keeps drafts: the tip, whether its sender is the actor, and when it
    was entered and redacted, in milliseconds. Pages pass it to the browser, which drops drafts of those texts."""
    since = clock.machine_now() - DRAFTS_KEPT
    seen = Tip.objects.visible_to(actor)
    found = Redaction.objects.filter(at__gte=since, tip__in=seen.values("pk")).select_related("tip")
    return [
        {
            "tip": redaction.tip.public_id,
            "own": redaction.tip.logged_by_id == actor.user.pk,
            "entered": int((redaction.tip.created_at + timedelta(minutes=5)).timestamp() * 1000),
            "at": int(redaction.at.timestamp() * 1000),
        }
        for redaction in found.order_by("-at")[:20]
    ]


def to_do() -> Q:
    """What someone still has to do something about: not settled, or settled with an answer owed."""
    return Q(state__in=OPEN) | Q(state__in=SETTLED, met_at__isnull=True)


def handled_by(unit: Unit) -> Q:
    """Tips that a unit itself handles: a commune's own, or what was filed straight with the unit above."""
    if unit.level == Level.PROVINCE:
        return Q(province=unit, district__isnull=True, commune__isnull=True)
    if unit.level == Level.DISTRICT:
        return Q(district=unit, commune__isnull=True)
    return Q(**{column_of(unit): unit})


def open_tips(actor: Actor) -> QuerySet[Tip]:
    """Open tips that the actor's own unit handles."""
    return tips(actor).filter(to_do(), handled_by(actor.workplace))


def overdue(now: datetime) -> Q:
    """The first step was not taken in time and is still owed."""
    return Q(due_at__lt=now, met_at__isnull=True) & to_do()


def urgent_first() -> Case:
    """Orders urgent tips before the others."""
    return Case(When(urgency=Urgency.URGENT, then=0), default=1)


def due_today(now: datetime) -> Q:
    """The first step is still owed, in time, and falls due before the day ends."""
    return Q(due_at__gte=now, due_at__lte=end_of(now.date()), met_at__isnull=True) & to_do()


# What the officer's day counts among the tips of the own unit. The list behind each figure filters by the same
# condition (`tips.list_views`), so a figure opens exactly its rows.
DAY_COUNTS: dict[str, Callable[[datetime], Q]] = {
    "new": lambda now: Q(state=TipState.NEW),
    "due_today": due_today,
    "overdue": overdue,
    "open": lambda now: to_do(),
}


def the_day(actor: Actor) -> tuple[dict[str, int], list[Tip]]:
    """What needs someone now, in one query: how many there are by `DAY_COUNTS`, and the most pressing of them."""
    now = clock.now()
    counts: dict[str, Any] = {
        f"count_{name}": Window(Count("pk", filter=which(now))) for name, which in DAY_COUNTS.items()
    }
    rows = most_pressing(actor, **counts)
    return {name: getattr(rows[0], f"count_{name}") if rows else 0 for name in DAY_COUNTS}, rows


def most_pressing(actor: Actor, limit: int = 8, **beside: Any) -> list[Tip]:
    """Open tips: urgent ones first, then those whose first step is still owed, the soonest due first; `beside` each,
    more."""
    still_owed_first = F("met_at").asc(nulls_first=True)
    return list(
        open_tips(actor)
        .annotate(**beside)
        .order_by(urgent_first(), still_owed_first, "due_at", "public_id")
        .select_related("hamlet", "unit__hamlet", "limit")[:limit]
    )


def history(actor: Actor, tip: Tip) -> QuerySet[TipTransition]:
    """A tip's transitions, newest first. The tip was chosen by scope, so its transitions are its own."""
    return (
        TipTransition.objects.unscoped("transitions of a tip already in scope")
        .filter(tip=tip)
        .select_related("by", "handler")
        .order_by("-id")
    )


def handlers_for(tip: Tip) -> QuerySet[User]:
    """Who may be given a tip: people of the unit that handles it, and of its hamlet, whose role handles tips."""
    roles = [role for role, rights in RIGHTS.items() if Permission.HANDLE_TIPS in rights.permissions]
    assigned = Assignment.objects.filter(
        valid_on(clock.today()), unit_id__in=handling_place_ids(tip), role__in=roles
    )
    return User.objects.filter(is_active=True, pk__in=assigned.values("user")).order_by("sort", "pk")
