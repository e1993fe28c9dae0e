"""First pages: the officer's day, the hamlet head's four tiles, the overview of units above the commune."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.selectors import to_confirm
from portal.accounts.access import for_everyone_signed_in, needs
from portal.accounts.actor import Actor
from portal.accounts.elevation import recent_elevations
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.list_filters import address, filter_links, query_words
from portal.core.periods import Period
from portal.dashboards import overviews, selectors
from portal.oversight.outside_access import records_outside_access, shows_custody, shows_list, shows_nothing
from portal.steering.owed.selectors import count_open
from portal.units.areas import AreaMap
from portal.units.models import Unit
from portal.units.view_links import asked_view, view_links
from propaganda.selectors import to_relay
from reports.selectors import owed
from tips.selectors import most_pressing, the_day

_MAPS = {
    AreaMap.AS_IT_WAS: gettext_lazy("Theo địa giới tại thời điểm đó"),
    AreaMap.TODAY: gettext_lazy("Theo địa giới hiện nay"),
}


@for_everyone_signed_in
@records_outside_access("unit.overview")
def home(request: ActorRequest) -> HttpResponse:
    """What needs this person now, by role."""
    actor = request.actor
    shows_nothing(request)
    if actor.unit is None:
        return render(request, "dashboards/unassigned.html")
    if actor.phone_only:
        return _hamlet_head(request)
    if actor.works_at(Permission.WATCH_UNITS, actor.unit.pk):
        return _overview(request, actor.unit)
    if actor.works_at(Permission.VIEW_TIPS, actor.unit.pk):
        return _day(request)
    context = {
        "unit": actor.unit,
        "elevations": recent_elevations(actor),
        "committee_url": _committee_url(actor),
    }
    return render(request, "dashboards/plain.html", context)


def _committee_url(actor: Actor) -> str:
    """Where the committee of the unit worked for is; "" for who may not see its work."""
    unit = actor.workplace
    return (
        reverse("steering:committee", args=[unit.public_id])
        if actor.may(Permission.VIEW_STEERING, unit)
        else ""
    )


def _day(request: ActorRequest) -> HttpResponse:
    today = clock.today()
    unit = request.actor.workplace
    counts, tips = the_day(request.actor)
    shows_custody(request, unit, action="tip.list")
    context = {
        "counts": counts,
        "tips": tips,
        "now": clock.now(),
        "owed": owed(unit, today)[0] if request.actor.has(Permission.EDIT_REPORTS) else [],
        "month": selectors.month_figures(unit, today),
        "can_log": request.actor.has(Permission.LOG_TIPS),
        "elevations": recent_elevations(request.actor),
        "committee_url": _committee_url(request.actor),
    }
    return render(request, "dashboards/day.html", context)


def _hamlet_head(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    sees_reports = actor.has(Permission.VIEW_REPORTS)
    due = owed(actor.workplace, clock.today())[0] if sees_reports else []
    context = {
        "to_relay": to_relay(actor).count(),
        "to_confirm": to_confirm(actor).count(),
        "reports_due": len(due),
        "reports": sees_reports,
        "tasks_open": count_open(actor),
    }
    return render(request, "dashboards/hamlet_head.html", context)


@needs(Permission.WATCH_UNITS)
@records_outside_access("unit.overview")
def overview(request: ActorRequest, public_id: str) -> HttpResponse:
    """Coverage and punctuality of a district or province in one's area."""
    unit = get_object_or_404(Unit, public_id=public_id)
    if not request.actor.may(Permission.WATCH_UNITS, unit):
        raise Http404("outside one's area")
    return _overview(request, unit)


def _overview(request: ActorRequest, unit: Unit) -> HttpResponse:
    shows_list(request, unit)
    try:
        period = Period.parse(request.GET.get("ky", ""))
    except ValueError:
        period = selectors.period_of_interest(clock.today())
    chosen = request.GET.get("xem", "")
    query = query_words(request)
    sort = request.GET.get("sap-xep", "")
    asked = overviews.Asked(chosen, asked_view(request), query, sort)
    found = overviews.overview(request.actor, unit, period, asked)
    context = {
        "unit": unit,
        "tips": most_pressing(request.actor) if unit == request.actor.unit else [],
        "now": clock.now(),
        "overview": found,
        "query": query,
        "kept": [
            (name, request.GET[name]) for name in ("ky", "xem", "ban-do", "sap-xep") if request.GET.get(name)
        ],
        "headers": _headers(request, found, sort),
        "orders": _orders(request, sort),
        "reported_url": address(request, xem="da-gui", q=""),
        # On a phone the first ten; all of them when asked.
        "all_url": ""
        if request.GET.get("het") or len(found.shown) <= FIRST_ROWS
        else address(request, het="1"),
        "first": FIRST_ROWS,
        "maps": view_links(request, found.area, _MAPS),
        "filters": filter_links(
            request, "xem", [(name, kind.label) for name, kind in overviews.FILTERS.items()], chosen=chosen
        ),
        "chips": _periods(request, period),
    }
    return render(request, "dashboards/overview.html", context)


def _orders(request: ActorRequest, sort: str) -> list[dict]:
    """The two orders of the communes beside those of the columns."""
    orders = [(overviews.URGENT_FIRST, _("Cần đôn đốc trước")), (overviews.BY_NAME, _("Theo tên xã"))]
    return filter_links(request, "sap-xep", orders, chosen=sort or overviews.URGENT_FIRST)


def _periods(request: ActorRequest, period: Period) -> list[dict]:
    """The period shown and its neighbours, but for those that have not begun."""
    near = (period.previous(), period, period.next())
    begun = [(other.code, other.label) for other in near if other.days().start <= clock.today()]
    return filter_links(request, "ky", begun, chosen=period.code)


# How many communes a phone shows before it is asked for all.
FIRST_ROWS = 10


def _headers(request: ActorRequest, found: overviews.Overview, sort: str) -> list[dict]:
    """The headers of the figures' columns: a tap sorts by the smallest first, another by the largest."""
    headers = []
    for label, key in found.columns:
        way = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
        other = f"-{key}" if sort == key else key
        headers.append({"label": label, "way": way, "url": address(request, **{"sap-xep": other})})
    return headers
