"""The kinds of amendments, one module a kind: what each needs, checks, does and says.

A new kind is a module here, its value in `choices.AmendmentKind`, a line in `PLANS`, and its questions on screen, a module
in `portal.unit_pages.amendments.kinds`.
"""

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

PLANS: dict[AmendmentKind, type[AmendmentPlan]] = {
    plan.kind: plan
    for plan in (
        CreateUnit,
        RenameUnit,
        ChangeUnitKind,
        MoveUnit,
        MergeUnits,
        SplitUnit,
        CloseUnit,
        ReformProvince,
    )
}


def read(kind: str, details: dict, known: dict[str, Unit] | None = None) -> AmendmentPlan:
    """The plan that an `Amendment` stores as `kind` and `details`. Units are taken from `known` (by public id), or read in
    one query. Raises Unit.DoesNotExist when a unit it names is gone."""
    return PLANS[AmendmentKind(kind)](**unpack(details, known))
