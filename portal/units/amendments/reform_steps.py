"""Steps of the reform of 1 July 2025 in a province, read from the table of successions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from portal.units.choices import CommandChain, Level
from portal.units.models import Succession, Unit, UnitEdge
from portal.units.national.gaps import has_communes
from portal.units.national.tables import REFORM
from portal.units.selectors import UnknownUnit, unit_by_code


@dataclass(frozen=True)
class ReformStep:
    """An older unit and what it became. Without successors the table does not say; its rows stay with the province until
    somebody decides."""

    unit: Unit
    successors: tuple[Unit, ...]
    has_communes: bool

    @property
    def is_shared_out(self) -> bool:
        return len(self.successors) > 1

    @property
    def zone(self) -> Unit | None:
        """The đặc khu that an island district became. The district's own rows still go to the province."""
        link = next(iter(self.unit.became.all()), None) if self.unit.level == Level.DISTRICT else None
        return link.successor if link else None

    @property
    def is_lost_island(self) -> bool:
        """Whether it is a district without communes of which the table names no successor."""
        return self.unit.level == Level.DISTRICT and not self.has_communes and self.zone is None


def province_of(code: str) -> Unit:
    """The province of today by its code, or by the code of a predecessor where today none bears it."""
    try:
        return unit_by_code(code, REFORM, Level.PROVINCE)
    except UnknownUnit:
        older = Unit.objects.filter(level=Level.PROVINCE, code=code, valid_to=REFORM).first()
        link = older and older.became.select_related("successor").first()
        if not link:
            raise
        return link.successor


def steps(province: Unit) -> list[ReformStep]:
    """The older units whose rows the province takes over: communes first, then districts, then provinces."""
    return _as_steps(_older(province), province)


def steps_left(province: Unit) -> list[ReformStep]:
    """The steps still to do: those whose unit has no edge since the day of the reform."""
    older = _older(province)
    return _as_steps(older.exclude(Exists(edges_since().filter(child=OuterRef("pk")))), province)


def _older(province: Unit) -> QuerySet[Unit]:
    """The older provinces with their districts and communes, read from edges: those stay when the present columns of a unit
    are rewritten."""
    provinces = Unit.objects.filter(level=Level.PROVINCE, became__successor=province)
    edges = UnitEdge.objects.filter(valid_to=REFORM, command_chain=CommandChain.ADMINISTRATION)
    districts = edges.filter(child__level=Level.DISTRICT, parent__in=provinces.values("pk")).values("child")
    above = Q(parent__in=provinces.values("pk")) | Q(parent__in=districts)
    communes = edges.filter(above, child__level=Level.COMMUNE).values("child")
    return Unit.objects.filter(Q(pk__in=provinces.values("pk")) | Q(pk__in=districts) | Q(pk__in=communes))


def _as_steps(older: QuerySet[Unit], province: Unit) -> list[ReformStep]:
    became = Succession.objects.filter(on=REFORM).select_related("successor").order_by("successor__sort")
    units = (
        older.annotate(has_communes=has_communes())
        .prefetch_related(Prefetch("became", became))
        .select_related("province", "district", "commune")
    )
    order = [Level.COMMUNE, Level.DISTRICT, Level.PROVINCE]
    return [
        ReformStep(unit, _successors(unit, province), unit.has_communes)
        for unit in sorted(units, key=lambda unit: (order.index(Level(unit.level)), unit.code))
    ]


def _successors(unit: Unit, province: Unit) -> tuple[Unit, ...]:
    if unit.level == Level.PROVINCE:
        return (province,)
    return tuple(link.successor for link in unit.became.all()) if unit.level == Level.COMMUNE else ()


def edges_since() -> QuerySet[UnitEdge]:
    """The edges that began with the reform or later."""
    return UnitEdge.objects.filter(valid_from__gte=REFORM, command_chain=CommandChain.ADMINISTRATION)


def inside_each(communes: list[Unit]) -> dict[int, list[Unit]]:
    """The hamlets and self-managed teams right below each older commune, whose line ended with it."""
    edges = UnitEdge.objects.filter(
        parent__in=communes, child__valid_to=None, valid_to=REFORM, command_chain=CommandChain.ADMINISTRATION
    ).select_related("child__parent", "child__province", "child__district", "child__commune", "child__hamlet")
    found: dict[int, list[Unit]] = {unit.pk: [] for unit in communes}
    for edge in edges.order_by("child__level", "child__sort"):
        found[edge.parent_id].append(edge.child)
    return found


def questions(left: list[ReformStep]) -> list[tuple[ReformStep, list[Unit]]]:
    """The communes among some steps that were shared out, each with its inner units: a person decides where
    each of these goes."""
    asked = [step for step in left if step.unit.level == Level.COMMUNE and step.is_shared_out]
    inside = inside_each([step.unit for step in asked])
    return [(step, inside[step.unit.pk]) for step in asked]


def older_communes_of(units: Iterable[Unit]) -> dict[Unit, Unit]:
    """The older commune each hamlet lay in, for those that lay in one."""
    below = [unit for unit in units if unit.level != Level.COMMUNE]
    edges = UnitEdge.objects.filter(
        child__in=below, valid_to=REFORM, command_chain=CommandChain.ADMINISTRATION
    )
    return {edge.child: edge.parent for edge in edges.select_related("child", "parent")}
