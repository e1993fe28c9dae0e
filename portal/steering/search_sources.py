"""The papers and activities that the search in the head finds."""

from datetime import date

from django.db.models import Case, CharField, DateTimeField, F, QuerySet, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import CLOSED, CURRENT, SearchSource, columns, first_few, newest_first
from portal.core import clock
from portal.core.formatting import day
from portal.steering.activities.selectors import activities
from portal.steering.choices import ActivityKind, DirectiveKind
from portal.steering.directives.selectors import directives, in_force
from portal.steering.wording import end_words


def _directives(actor: Actor, query: str) -> QuerySet:
    rows = first_few(directives(actor, query=query), directives(actor), "-issued_on", "-public_id")
    # The state of a paper no longer in force is the day of its end.
    ended = Case(When(in_force(clock.today()), then=CURRENT), default=Cast("ended_on", CharField()))
    return rows.values_list(*columns("directive", F("code"), "kind", ended, "unit_id", _at("issued_on")))


def _activities(actor: Actor, query: str) -> QuerySet:
    rows = first_few(activities(actor, query=query), activities(actor), "-held_on", "-public_id")
    state = Case(When(withdrawn_at=None, then=CURRENT), default=CLOSED)
    return rows.values_list(*columns("activity", F("title"), "kind", state, "unit_id", _at("held_on")))


def _at(column: str) -> Cast:
    """The midnight, in UTC, of a day: of that day in Vietnam, too."""
    return Cast(column, DateTimeField())


SOURCES = [
    SearchSource(
        key="directive",
        label=_("Văn bản"),
        place=80,
        permissions=(Permission.VIEW_STEERING,),
        rows=_directives,
        facts=lambda row: [
            DirectiveKind(row.code).label,
            day(row.at),
            end_words(date.fromisoformat(row.state)) if row.state else "",
        ],
        page="steering:directive",
        list_page="steering:directives",
        order=newest_first,
    ),
    SearchSource(
        key="activity",
        label=_("Họp, kiểm tra"),
        place=90,
        permissions=(Permission.VIEW_STEERING,),
        rows=_activities,
        facts=lambda row: [
            ActivityKind(row.code).label,
            day(row.at),
            _("đã gỡ khỏi sổ") if row.state else "",
        ],
        page="steering:activity",
        list_page="steering:activities",
        order=newest_first,
    ),
]
