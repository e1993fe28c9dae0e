"""Models of units, their dated names and places, amendments and imports."""

from portal.units.models.amendments import Amendment
from portal.units.models.dated import (
    Dated,
    begins_after,
    days_in_order,
    ended_by,
    is_past,
    not_ended_by,
    valid_on,
)
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
    "begins_after",
    "days_in_order",
    "ended_by",
    "is_past",
    "not_ended_by",
    "valid_on",
]
