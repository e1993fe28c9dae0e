"""The tips that the search in the head finds."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import FoundRow, SearchSource, columns, first_few, newest_first
from portal.core.formatting import moment
from tips.choices import Category
from tips.selectors import tips
from tips.states import TipState

_LONGEST_TITLE = 120


def _tips(actor: Actor, query: str) -> QuerySet:
    """What was logged by mistake is looked for in the list of tips alone."""
    found = tips(actor, query=query).exclude(state=TipState.VOID)
    rows = first_few(found, tips(actor), "-received_at", "-public_id")
    return rows.values_list(*columns("tip", F("summary"), "category", "state", "unit_id", "received_at"))


def _shortened(row: FoundRow) -> str:
    text = row.title or str(Category(row.code).label)
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


SOURCES = [
    SearchSource(
        key="tip",
        label=gettext_lazy("Tin báo"),
        place=10,
        permissions=(Permission.VIEW_TIPS,),
        rows=_tips,
        facts=lambda row: [Category(row.code).label, moment(row.at), TipState(row.state).label],
        page="tips:detail",
        list_page="tips:list",
        list_query="&loc=tat-ca",
        title=_shortened,
        order=newest_first,
    )
]
