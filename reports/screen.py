"""The report on screen: each figure of the appendix leads to its rows."""

from datetime import date

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core import indicators
from portal.core.formatting import NOTHING
from portal.core.indicators import Indicator
from portal.core.periods import Days
from portal.units.areas import Area
from portal.units.drilldown import link
from reports.models import Report
from reports.states import ReportState

# In which column of the appendix each span is, where the content does not say so itself (schema 1).
_SPANS_OF_OLD = ["", "", "", "this", "previous", "", "", "year_to_date", "last_year"]


def appendix_rows(content: dict, report: Report, actor: Actor) -> list[dict]:
    """The appendix's rows for the page: {"head", "label", "this", "cells"}."""
    table = content["appendix"]["table"]
    spans = {
        name: Days(date.fromisoformat(start), date.fromisoformat(end))
        for name, (start, end) in content["spans"].items()
    }
    area = Area.of(report.unit, report.days.last)
    known = {indicator.key: indicator for indicator in indicators.everything()}
    frozen = report.state == ReportState.ISSUED
    rights = {""} | {p for p in Permission.values if actor.has(p)}
    columns = content["appendix"].get("spans", _SPANS_OF_OLD)
    rows = []
    for key, cells in zip(content["appendix"]["keys"], table["rows"], strict=True):
        indicator = known.get(key)
        drawn = []
        for n, text in enumerate(cells):
            span = spans.get(columns[n])
            href = ""
            if indicator and span and text != NOTHING and indicator.source.list_permission in rights:
                href = _link(indicator, area, span, content["figures"][key][columns[n]], frozen)
            column = table["columns"][n]
            drawn.append(
                {
                    "text": text,
                    "href": href,
                    "align": column["align"],
                    # What names a row is its header; what a phone shows as a card repeats the column's header.
                    "names": n == 1 and key != "",
                    "label": column["label"] if n > 2 and key else "",
                }
            )
        rows.append({"head": not key, "cells": drawn, "label": cells[1], "this": cells[3]})
    return rows


def _link(indicator: Indicator, area: Area, span: Days, counted: dict, frozen: bool) -> str:
    """Where a figure leads, with what an issued report states of it; empty where nothing is behind it."""
    top, bottom = counted["top"], counted.get("bottom")
    if not indicator.shows_rows(top, bottom):
        return ""
    stated = f"{top}/{bottom}" if indicator.shows_base else top
    return link(indicator, area, span, stated if frozen else None)
