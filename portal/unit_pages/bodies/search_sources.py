"""The bodies that the search in the head finds."""

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import CLOSED, CURRENT, SearchSource, columns, first_few
from portal.bodies.choices import BodyKind
from portal.bodies.selectors import bodies
from portal.core import clock
from portal.units.models import ended_by


def _bodies(actor: Actor, query: str) -> QuerySet:
    rows = first_few(bodies(actor, query=query), bodies(actor), "sort", "pk")
    ended = Case(When(ended_by(clock.today()), then=CLOSED), default=CURRENT)
    return rows.values_list(*columns("body", F("name"), "kind", ended, "unit_id", "created_at"))


SOURCES = [
    SearchSource(
        key="body",
        label=gettext_lazy("Cơ quan, tổ chức"),
        place=25,
        permissions=(Permission.VIEW_BODIES,),
        rows=_bodies,
        facts=lambda row: [BodyKind(row.code).label, _("đã chấm dứt hoạt động") if row.state else ""],
        page="units:body",
        list_page="units:bodies",
    )
]
