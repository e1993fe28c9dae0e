"""Drill-down from a figure to its rows: the query parameters `chi-tieu`, `don-vi`, `tu`, `den` of every list."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from portal.core import indicators
from portal.core.day_input import read_day
from portal.core.formatting import number
from portal.core.indicators import Indicator, Source
from portal.core.periods import Days
from portal.units.areas import Area, AreaMap
from portal.units.models import Unit
from portal.units.requests import ScopedRequest


@dataclass(frozen=True)
class Drill:
    """The figure a list was opened from."""

    indicator: Indicator
    area: Area
    days: Days
    #: What an issued report stated, when the rows have changed since; else empty.
    stated: str = ""
    now: str = ""
    #: The list of the rows themselves, where this one shows what they are counted by.
    each_url: str = ""


# What a report stated: a count, or both parts of a ratio.
_STATED = re.compile(r"(\d{1,9})(?:/(\d{1,9}))?", re.ASCII)


def link(indicator: Indicator, place: Unit | Area, days: Days, stated: int | str | None = None) -> str:
    """The address of the rows behind a figure, by the map it was counted on (of a bare unit: that of its last day);
    empty where no list shows them. `stated`: as a report froze it, 5 or both parts of a ratio, "5/6"."""
    list_url = indicator.shown_in.list_url
    if not list_url:
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
    if area.view != AreaMap.AS_IT_WAS:
        query["ban-do"] = area.view.value
    if stated is not None:
        query["ghi"] = str(stated)
    return f"{reverse(list_url)}?{urlencode(query)}"


def drill_down(
    request: ScopedRequest, rows: QuerySet, source: Source, *, opened_by: Collection[str]
) -> tuple[QuerySet, Drill | None]:
    """Narrow rows already in scope to those behind the figure the URL names: what its list shows, or in the list of
    its source the rows that it counts. `opened_by` are the permissions of the list's view.

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
        view = AreaMap(request.GET.get("ban-do", AreaMap.AS_IT_WAS))
        days = Days(start, last + timedelta(days=1))
    except (KeyError, ValueError, Unit.DoesNotExist) as wrong:
        raise Http404("no such figure") from wrong
    if source not in (indicator.shown_in, indicator.source):
        raise Http404("not a figure of this list")
    # A role that does not open this list gives no right to its rows, though the unit is in its area.
    if not any(request.actor.may(permission, unit) for permission in opened_by):
        raise Http404("outside one's area")
    if indicator.source.list_permission and not request.actor.may(indicator.source.list_permission, unit):
        raise Http404("a figure of rows that one may not see")
    area = Area.of(unit, day, view)
    # Whoever sees only some of the rows (those they sent in themselves) sees no number of all of them.
    sees_all = request.actor.may(rows.model.scope_permission, unit)
    since_stated = _since_stated(request, indicator, area, days) if sees_all else ("", "")
    if source is not indicator.shown_in:
        keys, each_url = indicator.rows(area, days).values("pk"), ""
    else:
        keys, each_url = indicator.keys_shown(area, days), _address_of_rows(request, indicator)
    return rows.filter(pk__in=keys), Drill(indicator, area, days, *since_stated, each_url)


def _address_of_rows(request: HttpRequest, indicator: Indicator) -> str:
    """The same figure in the list of the rows it counts; empty where that is the list it opens."""
    if indicator.shown_in is indicator.source:
        return ""
    kept = {name: request.GET[name] for name in _QUERY if name in request.GET}
    return f"{reverse(indicator.source.list_url)}?{urlencode(kept)}"


_QUERY = ("chi-tieu", "don-vi", "tu", "den", "ngay-ban-do", "ban-do", "ghi")


def _since_stated(request: HttpRequest, indicator: Indicator, area: Area, days: Days) -> tuple[str, str]:
    """What the report stated and what the rows give now, when they differ."""
    match = _STATED.fullmatch(request.GET.get("ghi", ""))
    if not match:
        return "", ""
    measure = indicators.measure([indicator], area, [days])[indicator.key][0]
    stated = [int(part) for part in match.groups() if part is not None]
    now = [part for part in (measure.top, measure.bottom) if part is not None][: len(stated)]
    if now == stated:
        return "", ""
    return "/".join(map(number, stated)), "/".join(map(number, now))
