"""Old units for which the national tables name no successor."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from portal.units.choices import AmendmentKind, CommandChain, Level
from portal.units.models import Unit, UnitEdge
from portal.units.national.rows import REFORM


@dataclass(frozen=True)
class Gaps:
    """Communes of the older era and districts without communes (islands) that became nothing known."""

    communes: list[Unit]
    districts: list[Unit]


def gaps() -> Gaps:
    """The gaps of the whole country, by code."""
    closed = Q(amendments__kind=AmendmentKind.CLOSE)
    older = Unit.objects.filter(
        Q(valid_from=None) | Q(valid_from__lt=REFORM), valid_to__lte=REFORM, became=None
    )
    communes = older.filter(level=Level.COMMUNE).exclude(closed).select_related("province", "district")
    districts = older.filter(~has_communes(), level=Level.DISTRICT).exclude(closed)
    return Gaps(list(communes.order_by("code")), list(districts.order_by("code")))


def has_communes() -> Exists:
    """Whether a commune was ever right below a unit, for a query of units."""
    return Exists(
        UnitEdge.objects.filter(
            parent=OuterRef("pk"), child__level=Level.COMMUNE, command_chain=CommandChain.ADMINISTRATION
        )
    )
