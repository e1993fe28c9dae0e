"""The papers that the search in the head finds."""

from datetime import date

from django.db.models import Case, CharField, F, QuerySet, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import CURRENT, SearchSource, columns, first_few, newest_first
from portal.core import clock
from portal.core.formatting import day
from portal.steering.choices import DirectiveKind
from portal.steering.directives.selectors import directives, in_force
from portal.steering.wording import end_words


def _directives(actor: Actor, query: str) -> QuerySet:
    rows = first_few(directives(actor, query=query), directives(actor), "-issued_on", "-public_id")
    # The state of a paper no longer in force is the day of its end.
    ended = Case(When(in_force(clock.today()), then=CURRENT), default=Cast("ended_on", CharField()))
    return rows.values_list(*columns("directive", F("code"), "kind", ended, "unit_id", "created_at"))


SOURCES = [
    SearchSource(
        key="directive",
        label=gettext_lazy("Văn bản"),
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
    )
]
