"""Units and their dated names and places (units); the acts that change them (acts); batches from a table (imports)."""

from portal.hierarchy.models.acts import UnitAct
from portal.hierarchy.models.imports import UnitImport
from portal.hierarchy.models.units import Dated, Succession, Unit, UnitEdge, UnitVersion

__all__ = ["Dated", "Succession", "Unit", "UnitAct", "UnitEdge", "UnitImport", "UnitVersion"]
