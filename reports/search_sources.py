"""The reports that the search in the head finds."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import FoundRow, SearchSource, columns, first_few, newest_first
from portal.core.periods import Period, PeriodKind
from reports.selectors import reports
from reports.states import ReportState


def _reports(actor: Actor, query: str) -> QuerySet:
    found = reports(actor, query=query).select_related(None)
    rows = first_few(found, reports(actor).select_related(None), "-due_on", "-public_id")
    period = Concat(Cast("year", CharField()), Value("/"), Cast("index", CharField()))
    return rows.values_list(*columns("report", period, "kind", "state", "unit_id", "created_at"))


def _title(row: FoundRow) -> str:
    year, index = row.title.split("/")
    label = Period(PeriodKind(row.code), int(year), int(index)).label
    return _("Báo cáo %(period)s") % {"period": label}


SOURCES = [
    SearchSource(
        key="report",
        label=gettext_lazy("Báo cáo"),
        place=70,
        permissions=(Permission.VIEW_REPORTS,),
        rows=_reports,
        facts=lambda row: [ReportState(row.state).label],
        page="reports:detail",
        list_page="reports:list",
        title=_title,
        order=newest_first,
    )
]
