"""The area of a figure: its rows by the map of units of the last day counted, or by today's (`AreaMap`); always labelled
which.

Today's map is the place columns of a row. The map of a past day is the dated edges of the unit a row was filed
under; it is asked only where an amendment moved something since (`Area.of` checks), else both are the same.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.units.choices import AmendmentState, CommandChain, Level
from portal.units.models import Amendment, Unit, valid_on
from portal.units.scoping import PLACES, column_of
from portal.units.selectors import communes_on, edges_on


class AreaMap(TextChoices):
    """Whether figures use the map of the last day counted or the units of today."""

    AS_IT_WAS = "luc-do", _("theo địa giới tại thời điểm đó")
    TODAY = "hien-nay", _("theo địa giới hiện nay")


@dataclass(frozen=True)
class Area:
    """A unit and the map by which its rows are found. `moved`: an amendment moved rows of it after `day`."""

    unit: Unit
    day: date
    view: AreaMap = AreaMap.AS_IT_WAS
    moved: bool = False

    @classmethod
    def of(cls, unit: Unit, day: date, view: str = "") -> "Area":
        """The area of a unit by the map of `day`, the last day counted. Without a view: as it was, or on today's map
        where the unit had not begun by then."""
        if not view:
            view = AreaMap.TODAY if not unit.has_begun_by(day) else AreaMap.AS_IT_WAS
        return cls(unit, day, AreaMap(view), moved=has_moved_since(unit, day))

    @property
    def level(self) -> str:
        return self.unit.level

    @property
    def label(self) -> str:
        """Which map this is, for whoever reads a figure; empty where both are one."""
        return str(self.view.label) if self.moved else ""

    def rows(self, rows: QuerySet) -> QuerySet:
        """Scoped rows in the area, with their places: `at_commune`, `at_hamlet` by this map, and
        `then_commune` by the map of the day, whichever view is drawn."""
        if not self.moved:
            return rows.filter(**{column_of(self.unit): self.unit}).annotate(
                at_commune=F("commune"), at_hamlet=F("hamlet"), then_commune=F("commune")
            )
        edge = "unit__edges__"
        rows = rows.annotate(
            line_then=FilteredRelation(
                "unit__edges",
                condition=Q(**{f"{edge}command_chain": CommandChain.ADMINISTRATION})
                & valid_on(self.day, edge),
            )
        )
        if self.view == AreaMap.TODAY:
            return rows.filter(**{column_of(self.unit): self.unit}).annotate(
                at_commune=F("commune"), at_hamlet=F("hamlet"), then_commune=F("line_then__commune")
            )
        return rows.filter(self._then()).annotate(
            at_commune=F("line_then__commune"),
            at_hamlet=F("line_then__hamlet"),
            then_commune=F("line_then__commune"),
        )

    def _then(self) -> Q:
        """Rows whose unit lay in the area on the day."""
        if self.unit.level == Level.SELF_MANAGED_TEAM:
            return Q(unit=self.unit)
        if self.unit.level in (Level.COMMUNE, Level.HAMLET):
            return Q(**{f"line_then__{self.unit.level}": self.unit})
        edges = edges_on(self.day)
        tops = Q(parent=self.unit)
        if self.unit.level == Level.PROVINCE:
            tops |= Q(parent__in=edges.filter(parent=self.unit, child__level=Level.DISTRICT).values("child"))
        # What is directly under the district or province, in no commune: ended units, hamlets not yet decided.
        loose = edges.filter(tops, commune=None)
        return (
            Q(unit=self.unit)
            | Q(line_then__commune__in=communes_on(self.unit, self.day).order_by().values("pk"))
            | Q(unit__in=loose.values("child"))
            | Q(
                line_then__commune=None,
                line_then__hamlet__in=loose.filter(hamlet__isnull=False).values("hamlet"),
            )
        )


def rows_in(place: Unit | Area, rows: QuerySet) -> QuerySet:
    """Scoped rows of an area by its map; of a bare unit, by today's."""
    return (place if isinstance(place, Area) else Area(place, clock.today())).rows(rows)


def communes_of(place: Unit | Area) -> QuerySet[Unit]:
    """The communes that existed in an area on its day, by its map, each with the commune it counts towards
    (`at_commune`). Of today's map: the communes of the day that are in the area today."""
    area = place if isinstance(place, Area) else Area(place, clock.today())
    if area.unit.level in (Level.HAMLET, Level.SELF_MANAGED_TEAM):
        return Unit.objects.none()
    if area.moved and area.view == AreaMap.AS_IT_WAS:
        here = communes_on(area.unit, area.day).select_related(None).annotate(at_commune=F("pk"))
    else:
        here = Unit.objects.filter(
            valid_on(area.day), level=Level.COMMUNE, **{column_of(area.unit): area.unit}
        ).annotate(at_commune=F("commune"))
    return here.annotate(then_commune=F("pk"))


def has_moved_since(unit: Unit, day: date) -> bool:
    """Whether an amendment moved rows of a unit after a day, so that then and today are two maps."""
    if day >= clock.today():
        return False
    line = {unit.pk, *(getattr(unit, f"{place}_id") for place in PLACES)} - {None}
    return Amendment.objects.filter(
        state=AmendmentState.IN_FORCE, on__gt=day, affected_units__in=line
    ).exists()
