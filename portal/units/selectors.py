"""Queries of units. Units are public: anyone signed in may read them; rows filed under them are scoped."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from portal.core.formatting import day as day_words
from portal.units.choices import CommandChain, Level
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion, valid_on

# Where one is chosen from a list: hamlets, then the groups that are directly in the commune, then each hamlet's.
BY_HAMLET = ("level", F("hamlet__sort").asc(nulls_first=True), "hamlet_id", "sort", "id")


class UnknownUnit(LookupError):
    """No unit bears the code on the day; the message says so to a person. `last_day`: when one last bore it, if over."""

    def __init__(self, words: str, last_day: date | None = None):
        super().__init__(words)
        self.last_day = last_day

    def asking_for_day(self) -> str:
        """The message for who may name a day in a command: with the last day on which the code meant a unit."""
        if self.last_day is None:
            return str(self)
        return _("%(words)s Để xem đơn vị đó, thêm --on %(day)s.") % {"words": self, "day": self.last_day}


def unit_by_code(code: str, day: date, level: str | None = None) -> Unit:
    """The unit that bore an official code on a day. Codes repeat across eras and levels share none.

    Raises UnknownUnit with a sentence that says where else the code is known.
    """
    versions = UnitVersion.objects.filter(code=code).select_related("unit")
    if level:
        versions = versions.filter(unit__level=level)
    found = versions.filter(valid_on(day)).order_by("unit_id").first()
    if found:
        return found.unit
    others = ", ".join(
        f"{version.unit.title} ({era_of(version)})" for version in versions.order_by("valid_from")[:3]
    )
    last_days = [version.nearest_day(day) for version in versions if version.has_ended_by(day)]
    known = _(" Mã này là của: %(others)s.") % {"others": others} if others else ""
    raise UnknownUnit(
        _("Không có đơn vị nào mang mã %(code)s vào ngày %(day)s.") % {"code": code, "day": day_words(day)}
        + known,
        max(last_days, default=None),
    )


def era_of(dated: UnitVersion | Unit) -> str:
    """From when to when, in words; an unknown start is labelled as unknown."""
    start = dated.valid_from
    end = dated.valid_to
    if start is None and end is None:
        return _("chưa rõ ngày bắt đầu")
    if end is None:
        return _("từ %(start)s") % {"start": day_words(start)}
    until = _("đến trước %(end)s") % {"end": day_words(end)}
    if start is None:
        return _("%(until)s, chưa rõ ngày bắt đầu") % {"until": until}
    return _("từ %(start)s %(until)s") % {"start": day_words(start), "until": until}


def successions(unit: Unit) -> QuerySet[Succession]:
    """What a unit came from and what it became, in one query, by the names of both."""
    links = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    return links.select_related("predecessor", "successor").order_by("predecessor__sort", "successor__sort")


def line_of(unit: Unit) -> list[Unit]:
    """The unit's present line from the province down to itself, in one query."""
    ids = [unit.province_id, unit.district_id, unit.commune_id, unit.hamlet_id, unit.pk]
    found = Unit.objects.in_bulk([pk for pk in ids if pk])
    return [found[pk] for pk in dict.fromkeys(pk for pk in ids if pk)]


def edges_on(day: date, command_chain: str = CommandChain.ADMINISTRATION) -> QuerySet[UnitEdge]:
    """The edges of a chain of command on a day. One without an edge of its own follows administration."""
    edges = UnitEdge.objects.filter(valid_on(day))
    plain = edges.filter(command_chain=CommandChain.ADMINISTRATION)
    if command_chain == CommandChain.ADMINISTRATION:
        return plain
    own = edges.filter(command_chain=command_chain)
    return edges.filter(
        Q(command_chain=command_chain)
        | Q(command_chain=CommandChain.ADMINISTRATION) & ~Q(child__in=own.values("child"))
    )


def parent_on(unit: Unit, day: date, command_chain: str = CommandChain.ADMINISTRATION) -> Unit | None:
    """The unit above on a day in a chain of command, or None at the top. What a unit became is above it."""
    edge = edges_on(day, command_chain).filter(child=unit).select_related("parent").first()
    return edge.parent if edge else None


def lines_up(edges: QuerySet[UnitEdge], start: Q) -> list[QuerySet]:
    """The parents, their parents and so on above the edges that `start` picks, as sets of ids to be united."""
    steps = [edges.filter(start).values("parent")]
    for _level in range(len(Level) - 2):
        steps.append(edges.filter(child__in=steps[-1]).values("parent"))
    return steps


def line_on(unit: Unit, day: date) -> list[UnitVersion]:
    """A unit's line from the province down to itself, as all were called on a day; one query."""
    first, *further = lines_up(edges_on(day), Q(child=unit))
    above = first.union(*further)
    versions = UnitVersion.objects.filter(valid_on(day)).filter(Q(unit=unit) | Q(unit__in=above))
    order = list(Level)
    return sorted(versions.select_related("unit"), key=lambda version: order.index(Level(version.unit.level)))


def children_on(unit: Unit, day: date) -> QuerySet[Unit]:
    """The units that are right below on a day, by name."""
    edges = edges_on(day).filter(parent=unit)
    return Unit.objects.filter(valid_on(day), pk__in=edges.values("child")).order_by("level", "sort", "id")


def communes_on(unit: Unit, day: date, command_chain: str = CommandChain.ADMINISTRATION) -> QuerySet[Unit]:
    """The communes of a province or district on a day in a chain of command; of a commune, itself."""
    if unit.level == Level.COMMUNE:
        return Unit.objects.filter(pk=unit.pk)
    edges = edges_on(day, command_chain)
    above = Q(parent=unit)
    if unit.level == Level.PROVINCE:
        above |= Q(parent__in=edges.filter(parent=unit, child__level=Level.DISTRICT).values("child"))
    return (
        Unit.objects.filter(valid_on(day), level=Level.COMMUNE, pk__in=edges.filter(above).values("child"))
        .select_related("district")
        .order_by(F("district__sort").asc(nulls_first=True), "sort", "id")
    )


def hamlets_of(commune: Unit, day: date) -> QuerySet[Unit]:
    """Hamlets and self-managed teams that are in a commune on a day, as `BY_HAMLET` puts them."""
    edges = edges_on(day).filter(commune=commune)
    return Unit.objects.filter(
        valid_on(day), level__in=[Level.HAMLET, Level.SELF_MANAGED_TEAM], pk__in=edges.values("child")
    ).order_by(*BY_HAMLET)
