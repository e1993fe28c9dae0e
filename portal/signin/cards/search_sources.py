"""The people that the search in the head finds by their cards, and their colleagues who have none to open."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission, Role
from portal.accounts.search import CURRENT, SearchSource, columns, first_few
from portal.accounts.selectors import colleagues
from portal.signin.cards.selectors import holders


def _holders(actor: Actor, query: str) -> QuerySet:
    rows = first_few(holders(actor, query=query), holders(actor), "sort", "pk")
    return rows.values_list(*columns("holder", F("full_name"), CURRENT, CURRENT, "place", "last_login"))


def _colleagues(actor: Actor, query: str) -> QuerySet:
    """People on duty, each leading to the page of the unit that shows them; who has a card to open is there."""
    found, rows = colleagues(actor, query=query), colleagues(actor)
    if actor.has(Permission.MANAGE_CARDS):
        found = found.exclude(user__in=holders(actor).order_by().values("pk"))
    rows = first_few(found, rows, "user__sort", "pk")
    name, page = F("user__full_name"), F("unit__public_id")
    return rows.values_list(*columns("colleague", name, "role", CURRENT, "unit", "user__last_login", page))


SOURCES = [
    SearchSource(
        key="holder",
        label=gettext_lazy("Trưởng thôn, ấp, đoàn thể"),
        place=40,
        permissions=(Permission.MANAGE_CARDS,),
        rows=_holders,
        facts=lambda row: [],
        page="cards:detail",
        list_page="cards:list",
        unless=Permission.MANAGE_PEOPLE,
        is_recorded=False,
    ),
    SearchSource(
        key="colleague",
        label=gettext_lazy("Cán bộ, người phụ trách"),
        place=50,
        permissions=(Permission.VIEW_GROUPS,),
        rows=_colleagues,
        facts=lambda row: [Role(row.code).label],
        page="units:detail",
        unless=Permission.MANAGE_PEOPLE,
    ),
]
