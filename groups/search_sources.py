"""The groups that the search in the head finds."""

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.choices import GroupKind
from groups.selectors import groups
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import CLOSED, CURRENT, SearchSource, columns, first_few


def _groups(actor: Actor, query: str) -> QuerySet:
    rows = first_few(groups(actor, query=query), groups(actor), "sort", "pk")
    closed = Case(When(closed_on=None, then=CURRENT), default=CLOSED)
    return rows.values_list(*columns("group", F("name"), "kind", closed, "unit_id", "created_at"))


SOURCES = [
    SearchSource(
        key="group",
        label=gettext_lazy("Nhóm"),
        place=20,
        permissions=(Permission.VIEW_GROUPS,),
        rows=_groups,
        facts=lambda row: [GroupKind(row.code).label, _("đã ngừng") if row.state else ""],
        page="groups:detail",
        list_page="groups:list",
    )
]
