"""The letterhead of a unit's reports: the committee's, its proposal addressed along the reports' chain of command."""

from portal.core.periods import PeriodKind
from portal.steering.letterheads import selectors
from portal.steering.models import Letterhead
from portal.units.choices import CommandChain
from portal.units.models import Unit
from reports.rules import rules_for


def letterhead_of(unit: Unit) -> Letterhead:
    """The letterhead kept for a unit's reports, or an unsaved proposal to correct."""
    rule = rules_for(unit, selectors.last_day(unit)).get(PeriodKind.MONTH)
    chain = rule.command_chain if rule else CommandChain.ADMINISTRATION
    return selectors.letterhead_of(unit, command_chain=chain)
