"""What the portal knows about a criterion: figures of the indicator registry over the window and the one before it, each with
its rows and what it proposes. A proposal is shown beside the criterion; only a person judges it."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.accounts.actor import Actor
from portal.core import clock, indicators
from portal.core.indicators import Indicator, Known, Measure
from portal.steering.assessments.rules import Window, proposes
from portal.steering.choices import FigureRule
from portal.steering.models import AssessmentCriterion, AssessmentSheet
from portal.units.areas import Area
from portal.units.drilldown import link


@dataclass(frozen=True)
class Figure:
    """One figure beside a criterion; `before` is None where nothing is compared."""

    indicator: Indicator
    rule: FigureRule
    now: int | None
    before: int | None
    url: str
    #: True: proposes that the criterion is met, False: that it is not, None: nothing.
    proposes: bool | None

    @property
    def compares(self) -> bool:
        return self.rule == FigureRule.NOT_MORE


def figures_of(
    actor: Actor, sheet: AssessmentSheet, criteria: Iterable[AssessmentCriterion], window: Window
) -> dict[str, list[Figure]]:
    """The figures beside the criteria of an area or commune, by criterion key: those whose rows the actor may see.

    Nothing is counted of a body: rows of tips and groups belong to units.
    """
    if sheet.body_id is not None:
        return {}
    area = Area.of(sheet.unit, window.last)
    wanted = {row.key: _known(actor, area, row) for row in criteria}
    named = list(dict.fromkeys(indicator for found in wanted.values() for indicator, _rule in found))
    spans = [window.days, window.days_before]
    measured = indicators.measure(named, area, spans) if named else {}
    is_over = window.is_over(clock.today())
    return {
        key: [
            _figure(indicator, rule, measured[indicator.key], link(indicator, area, window.days), is_over)
            for indicator, rule in found
        ]
        for key, found in wanted.items()
        if found
    }


def _known(actor: Actor, area: Area, criterion: AssessmentCriterion) -> list[tuple[Indicator, FigureRule]]:
    """The indicators named by a criterion that exist in this installation and whose rows the actor may see."""
    found = []
    for key, rule in criterion.figures:
        if rule == FigureRule.SHARES:
            continue
        try:
            indicator = indicators.get(key)
        except KeyError:
            continue
        permission = indicator.source.rows(area).model.scope_permission
        if actor.may(permission, area.unit):
            found.append((indicator, FigureRule(rule)))
    return found


def _figure(
    indicator: Indicator, rule: FigureRule, measures: list[Measure], url: str, is_over: bool
) -> Figure:
    now, before = (measure.top if measure.known is Known.VALUE else None for measure in measures)
    proposed = proposes(rule, now, before, is_over=is_over)
    return Figure(indicator, rule, now, before, url if now else "", proposed)
