"""Models of units, their dated names and places, amendments and imports."""

from portal.units.models.amendments import Amendment
from portal.units.models.dated import Dated, days_in_order, not_ended_by, valid_on
from portal.units.models.imports import UnitImport
from portal.units.models.units import Succession, Unit, UnitEdge, UnitVersion

__all__ = [
    "Amendment",
    "Dated",
    "Succession",
    "Unit",
    "UnitEdge",
    "UnitImport",
    "UnitVersion",
    "days_in_order",
    "not_ended_by",
    "valid_on",
]
