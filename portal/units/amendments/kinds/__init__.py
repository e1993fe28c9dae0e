"""The kinds of amendments, one module a kind: what each needs, checks, does and says.

A new kind is a module here, found by being here; its questions on screen, a module in `portal.unit_pages.amendments.kinds`; and
the value under which rows are stored, in `choices.AmendmentKind`.
"""

from importlib import import_module
from pkgutil import iter_modules

from portal.units.amendments.kinds.base import AmendmentPlan
from portal.units.amendments.kinds.change_kind import ChangeUnitKind
from portal.units.amendments.kinds.close import CloseUnit
from portal.units.amendments.kinds.create import CreateUnit
from portal.units.amendments.kinds.merge import MergeUnits
from portal.units.amendments.kinds.move import MoveUnit
from portal.units.amendments.kinds.reform import ReformProvince
from portal.units.amendments.kinds.rename import RenameUnit
from portal.units.amendments.kinds.split import SplitUnit
from portal.units.amendments.serialization import unpack
from portal.units.choices import AmendmentKind
from portal.units.models import Unit

__all__ = [
    "PLANS",
    "AmendmentPlan",
    "ChangeUnitKind",
    "CloseUnit",
    "CreateUnit",
    "MergeUnits",
    "MoveUnit",
    "ReformProvince",
    "RenameUnit",
    "SplitUnit",
    "read",
]


def _plans() -> dict[AmendmentKind, type[AmendmentPlan]]:
    """The plans of the modules of this package, in the order of the kinds."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found = {plan.kind: plan for plan in AmendmentPlan.__subclasses__()}
    return {kind: found[kind] for kind in AmendmentKind if kind in found}


PLANS = _plans()


def read(kind: str, details: dict, known: dict[str, Unit] | None = None) -> AmendmentPlan:
    """The plan that an `Amendment` stores as `kind` and `details`. Units are taken from `known` (by public id), or read in
    one query. Raises Unit.DoesNotExist when a unit it names no longer exists."""
    return PLANS[AmendmentKind(kind)](**unpack(details, known))
