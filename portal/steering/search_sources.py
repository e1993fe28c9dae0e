"""The papers that the search in the head finds."""

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import CLOSED, CURRENT, SearchSource, columns, first_few, newest_first
from portal.core.formatting import day
from portal.steering.choices import DirectiveKind
from portal.steering.directives.selectors import directives


def _directives(actor: Actor, query: str) -> QuerySet:
    rows = first_few(directives(actor, query=query), directives(actor), "-issued_on", "-public_id")
    ended = Case(When(ended_on=None, then=CURRENT), default=CLOSED)
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
            _("hết hiệu lực") if row.state else "",
        ],
        page="steering:directive",
        list_page="steering:directives",
        order=newest_first,
    )
]
