"""From a figure to its rows: every list page takes `chi-tieu`, `don-vi`, `tu`, `den` and shows just those."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from portal.core import indicators
from portal.core.indicators import Indicator, Source
from portal.core.periods import Days
from portal.core.typed_days import read_day
from portal.core.wording import number
from portal.hierarchy.maps import Area, View
from portal.hierarchy.models import Unit


@dataclass(frozen=True)
class Drill:
    """The figure a list was opened from."""

    indicator: Indicator
    area: Area
    days: Days
    #: What an issued report stated, when the rows have changed since; else empty.
    stated: str = ""
    now: str = ""


def link(indicator: Indicator, place: Unit | Area, days: Days, stated: int | None = None) -> str:
    """The address of the rows behind a figure, by the map it was counted on (of a bare unit: that of its last day);
    empty where no list shows them. `stated`: as a report froze it."""
    if not indicator.source.list_url:
        return ""
    area = place if isinstance(place, Area) else Area(place, days.last)
    query = {
        "chi-tieu": indicator.key,
        "don-vi": area.unit.public_id,
        "tu": days.start.isoformat(),
        "den": days.last.isoformat(),
    }
    if area.day != days.last:
        query["ngay-ban-do"] = area.day.isoformat()
    if area.view != View.AS_IT_WAS:
        query["ban-do"] = area.view.value
    if stated is not None:
        query["ghi"] = str(stated)
    return f"{reverse(indicator.source.list_url)}?{urlencode(query)}"


def narrow(request: HttpRequest, rows: QuerySet, source: Source) -> tuple[QuerySet, Drill | None]:
    """Narrow rows already in scope to those behind the figure the URL names.

    A wrong address is a 404, and so is a unit outside the actor's area. Where a report stated another number than
    the rows now give, the drill says both.
    """
    key = request.GET.get("chi-tieu")
    if not key:
        return rows, None
    try:
        indicator = indicators.get(key)
        unit = Unit.objects.get(public_id=request.GET.get("don-vi", ""))
        start = read_day(request.GET.get("tu", ""))
        last = read_day(request.GET.get("den", ""))
        day = read_day(request.GET.get("ngay-ban-do", last.isoformat()))
        view = View(request.GET.get("ban-do", View.AS_IT_WAS))
        days = Days(start, last + timedelta(days=1))
    except (KeyError, ValueError, Unit.DoesNotExist) as wrong:
        raise Http404("no such figure") from wrong
    if indicator.source is not source:
        raise Http404("not a figure of this list")
    # Of one's roles only those that open this very list count: another may hold the unit and tell nothing of it.
    opening = request.resolver_match.func.permissions
    if not any(request.actor.may(permission, unit) for permission in opening):
        raise Http404("outside one's area")
    area = Area.of(unit, day, view)
    # Whoever sees only some of the rows (those sent in by oneself) is told no number of all.
    sees_all = request.actor.may(rows.model.scope_permission, unit)
    since_stated = _since_stated(request, indicator, area, days) if sees_all else ("", "")
    drill = Drill(indicator, area, days, *since_stated)
    return rows.filter(pk__in=indicator.rows(area, days).values("pk")), drill


def _since_stated(request: HttpRequest, indicator: Indicator, area: Area, days: Days) -> tuple[str, str]:
    """What the report stated and what the rows give now, when they differ."""
    stated = request.GET.get("ghi", "")
    if not stated.isdecimal() or len(stated) > 9:
        return "", ""
    top = indicators.measure([indicator], area, [days])[indicator.key][0].top
    return (number(int(stated)), number(top)) if top != int(stated) else ("", "")
