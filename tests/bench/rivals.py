"""The list of tips as one writes it without more ado: by django-tables2 alone, and by Django's admin.

Same rows, order, columns and words, the same person, middleware and (for django-tables2) page around the list;
both get their related rows in one query. Only what is compared differs: how the rows are drawn.
"""

import django_tables2 as tables
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.formatting import due_words
from portal.core.list_filters import address
from portal.core.lists import PAGE_SIZE
from portal.core.templatetags.components import status
from tips import selectors
from tips.models import Tip
from tips.states import TONE, TipState

_ORDER = ("-received_at", "-public_id")


class PlainTipTable(tables.Table):
    """The columns of tips.tables.TipTable in django-tables2's own ways."""

    summary = tables.Column(
        _("Tin"),
        linkify=("tips:detail", {"public_id": tables.A("public_id")}),
        orderable=False,
        attrs={"td": {"class": "wide"}},
    )
    category = tables.Column(_("Việc"), accessor="get_category_display", orderable=False)
    place = tables.Column(_("Nơi"), accessor="unit__full_name", orderable=False)
    received_at = tables.DateTimeColumn("H:i d/m/Y", verbose_name=_("Nhận lúc"))
    state = tables.Column(_("Trạng thái"), orderable=False)
    due_at = tables.Column(_("Thời hạn xử lý ban đầu"))
    handler = tables.Column(_("Người xử lý"), accessor="handler__full_name", default="—", orderable=False)

    class Meta:
        template_name = "django_tables2/bootstrap5.html"

    def render_state(self, record: Tip) -> str:
        return status(record.get_state_display(), TONE[TipState(record.state)])

    def render_due_at(self, record: Tip) -> str:
        return due_words(record.due_at, clock.now(), record.met_at)[0]


@needs(Permission.VIEW_TIPS)
def plain_list(request: HttpRequest) -> HttpResponse:
    """The tips one may see, drawn by django-tables2 unaided within the portal's page."""
    rows = selectors.tips(request.actor).select_related("unit", "handler").order_by(*_ORDER)
    table = PlainTipTable(rows)
    tables.RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
    chips = [
        {"label": label, "url": address(request, loc=name), "active": name == "tat-ca"}
        for name, label in (*TipState.choices[:4], ("tat-ca", "Tất cả"))
    ]
    return render(request, "bench/tables2.html", {"table": table, "chips": chips, "can_log": True})


class TipAdmin(admin.ModelAdmin):
    """The same columns as `list_display`, with the filters and the search that our list has; scope is the portal's."""

    list_display = ("summary", "category", "place", "received_at", "pill", "due", "handler")
    list_select_related = ("unit", "handler")
    list_filter = ("state", "category", "urgency")
    search_fields = ("search",)
    date_hierarchy = "received_at"
    list_per_page = PAGE_SIZE
    ordering = _ORDER

    def get_queryset(self, request: HttpRequest):
        return selectors.tips(request.actor)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return True

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission

    @admin.display(description=_("Nơi"))
    def place(self, tip: Tip) -> str:
        return tip.unit.full_name

    @admin.display(description=_("Trạng thái"))
    def pill(self, tip: Tip) -> str:
        return status(tip.get_state_display(), TONE[TipState(tip.state)])

    @admin.display(description=_("Thời hạn xử lý ban đầu"), ordering="due_at")
    def due(self, tip: Tip) -> str:
        return due_words(tip.due_at, clock.now(), tip.met_at)[0]


class BenchAdminSite(admin.AdminSite):
    """Django's admin, open to whoever is signed in: only the bench has it."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active


site = BenchAdminSite()
site.register(Tip, TipAdmin)
