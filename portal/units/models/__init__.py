"""Units and their dated names and places (units); the amendments that change them (amendments); batches from a table (imports)."""

from portal.units.models.amendments import Amendment
from portal.units.models.imports import UnitImport
from portal.units.models.units import Dated, Succession, Unit, UnitEdge, UnitVersion

__all__ = ["Amendment", "Dated", "Succession", "Unit", "UnitEdge", "UnitImport", "UnitVersion"]
