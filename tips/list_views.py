"""Page of the list of tips: its filters, the urgent tips above it, the words of an empty list."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.access import needs
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.list_filters import EmptyText, filter_links, nothing_found, query_words
from portal.core.lists import page
from portal.oversight.outside_access import records_outside_access, shows_custody, shows_list
from portal.units import drilldown
from tips import policies, selectors
from tips.choices import Urgency
from tips.indicators import TIPS
from tips.models import Tip
from tips.states import OPEN, TipState
from tips.tables import TipTable

# The permissions that open the list of tips.
_OPEN_LIST = (Permission.VIEW_TIPS, Permission.LOG_TIPS)
# A filter over the own unit's tips is one of the counts of the day, so that its figure opens exactly these rows.
_OWN_TIPS = {"can-lam": "open", "den-han": "due_today", "qua-han": "overdue", "moi": "new"}
_FILTERS = {
    "can-lam": gettext_lazy("Chờ xử lý"),
    "den-han": gettext_lazy("Đến hạn hôm nay"),
    "qua-han": gettext_lazy("Quá hạn"),
    "qua-han-cac-xa": gettext_lazy("Quá hạn ở các xã"),
    "moi": gettext_lazy("Mới"),
    "da-xong": gettext_lazy("Đã xong"),
    "tat-ca": gettext_lazy("Tất cả"),
}


@needs(*_OPEN_LIST)
@records_outside_access("tip.list")
def tip_list(request: ActorRequest) -> HttpResponse:
    """The tips one may see: by state, by words, or behind a figure."""
    actor, query, filters = request.actor, query_words(request), _filters_for(request.actor)
    found = selectors.tips(actor, query=query)
    rows, drill = drilldown.drill_down(request, found, TIPS, opened_by=_OPEN_LIST)
    chosen = _chosen(request, filters, searched=bool(query or drill))
    _shows(request, drill, chosen)
    empty = _no_match(request, query) if query or drill else _nothing_under(actor, filters, chosen)
    # Which unit handles a tip, and which limit runs, is not shown to those who only sent it.
    hidden = ("due", "handler") if actor.phone_only else ()
    context = {
        "list": page(request, TipTable, _filtered(actor, rows, chosen), empty=empty, exclude=hidden),
        "chips": filter_links(request, "loc", filters.items(), chosen=chosen),
        "urgent": _urgent_ones(request, query) if chosen == "can-lam" else [],
        "now": clock.now(),
        "query": query,
        "drill": drill,
        "can_log": actor.has(Permission.LOG_TIPS),
        "can_set_duty": policies.can_set_duty_number(actor, actor.workplace),
    }
    return render(request, "tips/list.html", context)


def _filters_for(actor: Actor) -> dict[str, str]:
    """The filters a person may choose, each saying whose rows it means where there are others' too."""
    if actor.phone_only or not actor.has(Permission.WATCH_UNITS):
        return {name: str(label) for name, label in _FILTERS.items() if name != "qua-han-cac-xa"}
    own = _("%(filter)s (tin của đơn vị)")
    return {
        name: own % {"filter": label} if name in _OWN_TIPS else str(label) for name, label in _FILTERS.items()
    }


def _chosen(request: ActorRequest, filters: dict[str, str], *, searched: bool) -> str:
    """The filter asked for; without one what waits, and all tips for a search, behind a figure and on the phone."""
    wide = searched or request.actor.phone_only
    asked = request.GET.get("loc", "tat-ca" if wide else "can-lam")
    return asked if asked in filters else "tat-ca"


def _shows(request: ActorRequest, drill: drilldown.Drill | None, chosen: str) -> None:
    """Whose rows the list shows: the own unit's, those of the figure behind it, or of all units one may see."""
    if chosen in _OWN_TIPS:
        shows_custody(request, drill.area.unit if drill else request.actor.workplace)
        return
    units = [drill.area.unit] if drill else request.actor.units_with(Permission.VIEW_TIPS)
    shows_list(request, *(units or [request.actor.workplace]))


def _filtered(actor: Actor, rows: QuerySet[Tip], chosen: str) -> QuerySet[Tip]:
    """Rows by one of `_FILTERS`. What asks for work is asked of the unit that handles the tip; those above read the rest."""
    if chosen in _OWN_TIPS:
        rows = rows.filter(selectors.DAY_COUNTS[_OWN_TIPS[chosen]](clock.now()))
        return rows if actor.phone_only else rows.filter(selectors.handled_by(actor.workplace))
    if chosen == "qua-han-cac-xa":
        return rows.filter(selectors.overdue(clock.now()))
    return rows.exclude(state__in=[*OPEN, TipState.VOID]) if chosen == "da-xong" else rows


def _urgent_ones(request: ActorRequest, query: str) -> list[Tip]:
    """Urgent tips of the own unit, shown above the first page of its list whatever the list's order."""
    if query or "sau" in request.GET or "truoc" in request.GET or request.actor.phone_only:
        return []
    rows = selectors.open_tips(request.actor).filter(urgency=Urgency.URGENT, met_at__isnull=True)
    return list(rows.order_by("due_at", "public_id").select_related("unit__hamlet", "hamlet")[:8])


def _no_match(request: ActorRequest, query: str) -> EmptyText:
    return nothing_found(request, query, _("mọi tin anh/chị được xem"), filters=("loc",))


def _nothing_under(actor: Actor, filters: dict[str, str], chosen: str) -> EmptyText:
    """What an empty list says: which filter hides the rest, and how to see it."""
    if chosen == "tat-ca":
        new = (reverse("tips:new"), _("Ghi tin báo")) if actor.has(Permission.LOG_TIPS) else ()
        return EmptyText(_("Chưa có tin nào ở đây"), _("Tin mới ghi sẽ hiện ở trang này."), *new)
    return EmptyText(
        _("Không có tin nào trong mục “%(filter)s”") % {"filter": filters[chosen]},
        _("Chỉ đang hiện mục này. Các tin khác ở mục “Tất cả”."),
        f"{reverse('tips:list')}?loc=tat-ca",
        _("Xem tất cả"),
    )
