"""What the visits bring to the other apps."""

from django.db.models import F, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission
from portal.accounts.search import CURRENT, SearchSource, columns, first_few
from portal.core.audit.labels import OTHER, Access, AuditAction, AuditedModel
from portal.core.indicators import Indicator, Source, within
from portal.core.manifests import Manifest, Mount
from portal.units.amendments.dependants import Dependant
from portal.units.areas import Area, rows_in
from tests.added_app.models import Visit


def _found(actor: Actor, query: str) -> QuerySet:
    visits = Visit.objects.visible_to(actor)
    rows = first_few(visits.filter(visitor__icontains=query), visits, "visitor", "pk")
    return rows.values_list(*columns("visit", F("visitor"), CURRENT, CURRENT, "unit_id", "created_at"))


def _counted(area: Area) -> QuerySet:
    return rows_in(area, Visit.objects.unscoped("indicator: counts only"))


MANIFEST = Manifest(
    mounts=[Mount("tiep-dan/", "tests.added_app.urls")],
    menu_entries=[
        MenuEntry(
            "Tiếp công dân",
            "visits:list",
            "people",
            MenuSection.NAVIGATION,
            place=35,
            permission=Permission.VIEW_GROUPS,
        )
    ],
    search_sources=[
        SearchSource(
            key="visit",
            label="Lượt tiếp công dân",
            place=65,
            permissions=(Permission.VIEW_GROUPS,),
            rows=_found,
            facts=lambda row: [],
            page="visits:detail",
            list_page="visits:list",
        )
    ],
    indicators=[
        Indicator(
            key="visits.all",
            label="Lượt tiếp công dân",
            unit="lượt",
            definition="Số lượt tiếp công dân trong kỳ.",
            source=Source("visits", _counted, "visits:list"),
            counts=lambda days, area: within(days, "on"),
        )
    ],
    dependants=[
        Dependant(
            key="visits",
            label="Lượt tiếp công dân",
            rows=lambda: Visit.objects.unscoped("preview of an amendment: counts only"),
        )
    ],
    audited_models=[
        AuditedModel("added_app.visit", "lượt tiếp công dân", "visits:detail", Permission.VIEW_GROUPS)
    ],
    audit_actions=[
        AuditAction("visit.list", "Xem danh sách tiếp công dân", OTHER, access=Access.LISTING),
        AuditAction("visit.view", "Xem lượt tiếp công dân", OTHER, access=Access.ROW),
    ],
)
