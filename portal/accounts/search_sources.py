"""The people that the search in the head finds for those who manage them."""

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import selectors
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Permission, Role
from portal.accounts.search import CLOSED, CURRENT, SearchSource, columns, first_few


def _people(actor: Actor, query: str) -> QuerySet:
    held = selectors.managed(actor).filter(user=OuterRef("pk")).order_by("-valid_from", "-pk")
    found = User.objects.filter(pk__in=selectors.managed(actor, query=query).values("user"))
    rows = first_few(found, User.objects.all(), "sort", "pk")
    active = Case(When(is_active=True, then=CURRENT), default=CLOSED)
    role, unit = Subquery(held.values("role")[:1]), Subquery(held.values("unit")[:1])
    return rows.values_list(*columns("person", F("full_name"), role, active, unit, "last_login"))


SOURCES = [
    SearchSource(
        key="person",
        label=gettext_lazy("Người dùng"),
        place=30,
        permissions=(Permission.MANAGE_PEOPLE,),
        rows=_people,
        facts=lambda row: [Role(row.code).label, _("đã đóng") if row.state else ""],
        page="accounts:person",
        list_page="accounts:people",
        is_recorded=False,
    )
]
