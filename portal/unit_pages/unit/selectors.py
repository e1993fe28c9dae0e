"""Queries of a unit's page: its names over time, the units around it, people and rows in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict, TypeVar, cast

from django.db.models import CharField, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from groups.choices import GroupKind
from groups.models import ChatGroup, MemberCount
from groups.selectors import in_force_on, open_on
from portal.accounts.actor import Actor
from portal.accounts.models import Assignment
from portal.accounts.permissions import Permission, Role
from portal.core.formatting import day as day_words
from portal.core.ordering import sort_key
from portal.units.choices import RANK, CommandChain, Level
from portal.units.models import Unit, UnitEdge, UnitVersion, valid_on
from portal.units.named_units import NamedUnit, by_name
from portal.units.naming import full_name, in_hamlet
from portal.units.selectors import edges_on, lines_up

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

VersionOfUnit = TypeVar("VersionOfUnit", bound=UnitVersion)

# A commune has some sixty groups; whoever has more finds them in the list of groups.
MOST_INSIDE = 200
_NAMED = ("unit__level", "unit__kind", "unit__name", "unit__hamlet__kind", "unit__hamlet__name")


class _Police(TypedDict):
    police_kind: str | None
    police_name: str | None
    police_from: date | None
    police_to: date | None


if TYPE_CHECKING:
    PolicedVersion = WithAnnotations[UnitVersion, _Police]


def versions_of(public_id: str) -> "list[PolicedVersion]":
    """All a unit was ever called, oldest first, the unit read with it; empty for a key that names none. Beside each,
    the edge of the police's own chain of command where there was one: `police_name` (kind and name), `police_from`, `police_to`."""
    police = UnitEdge.objects.filter(child=OuterRef("unit"), command_chain=CommandChain.POLICE).order_by(
        "valid_from"
    )
    beside = {
        "police_kind": "parent__kind", "police_name": "parent__name",
        "police_from": "valid_from", "police_to": "valid_to",
    }  # fmt: skip
    found = (
        UnitVersion.objects.filter(unit__public_id=public_id)
        .select_related("unit")
        .annotate(**{name: Subquery(police.values(column)[:1]) for name, column in beside.items()})
    )
    return sorted(cast("QuerySet[PolicedVersion]", found), key=lambda version: version.valid_from or date.min)


def police_line(version: "PolicedVersion") -> str:
    """Under whom the unit's police was and since when, where that was not administration's line; else nothing."""
    if not version.police_kind or not version.police_name:
        return ""
    until = version.police_to and version.police_to - timedelta(days=1)
    words = {
        "above": full_name(version.police_kind, version.police_name),
        "since": day_words(version.police_from),
        "until": day_words(until) if until else "",
    }
    if until:
        return _("Từ %(since)s đến hết %(until)s, theo hệ thống công an: trực thuộc %(above)s.") % words
    return _("Từ %(since)s, theo hệ thống công an: trực thuộc %(above)s.") % words


def version_on(versions: list[VersionOfUnit], day: date) -> VersionOfUnit:
    """The version of a day; of a day outside all, the nearest before it, else the first."""
    begun = [version for version in versions if version.has_begun_by(day)]
    return begun[-1] if begun else versions[0]


@dataclass(frozen=True)
class Around:
    """What was above a unit (from the top down) and right below it on a day."""

    above: list[NamedUnit]
    below: list[NamedUnit]

    def by_level(self) -> list[tuple[Level, list[NamedUnit]]]:
        """The units below, a level at a time."""
        found: dict[str, list[NamedUnit]] = {}
        for unit in self.below:
            found.setdefault(unit.level, []).append(unit)
        return [(Level(level), units) for level, units in found.items()]


def around(unit: Unit, day: date) -> Around:
    """The line above a unit and its children, as they were called on a day."""
    near = edges_on(day).filter(parent=unit).values("child").union(*lines_up(edges_on(day), Q(child=unit)))
    versions = UnitVersion.objects.filter(valid_on(day), unit__in=near).select_related("unit")
    units = sorted((NamedUnit.of(version) for version in versions), key=by_name)
    return Around(
        [other for other in units if RANK[other.level] < RANK[unit.level]],
        [other for other in units if RANK[other.level] > RANK[unit.level]],
    )


@dataclass(frozen=True)
class InnerRow:
    """A person on duty, or a group, in a unit or right below it: name, role or kind, and where."""

    name: str
    what: str
    where: str
    public_id: str = ""
    members: int | None = None


def inside(actor: Actor, unit: Unit, day: date) -> tuple[list[InnerRow], list[InnerRow]]:
    """The people on duty and the groups of a unit on a day, in one query; nothing for an actor without the right.

    From the commune down with everything in it; above, only the people of the unit itself.
    """
    if not (actor.may(Permission.VIEW_GROUPS, unit) or actor.may(Permission.MANAGE_PEOPLE, unit)):
        return [], []
    people: list[InnerRow] = []
    groups: list[InnerRow] = []
    found = list(_people(unit, day).union(_groups(actor, unit, day), all=True)[:MOST_INSIDE])
    for what, name, kind, unit_id, level, unit_kind, unit_name, *hamlet, key, members in found:
        words = Role(kind).label if what == "person" else GroupKind(kind).label
        where = "" if unit_id == unit.pk else full_name(unit_kind, unit_name)
        if where and unit.level != Level.HAMLET and all(hamlet):
            where = in_hamlet(level, where, full_name(*hamlet))
        (people if what == "person" else groups).append(InnerRow(name, str(words), where, key, members))
    return sorted(people, key=_order), sorted(groups, key=_order)


def _order(row: InnerRow) -> tuple:
    """The key that sorts rows of the unit itself first, then place by place."""
    return bool(row.where), row.what, sort_key(row.where), sort_key(row.name)


def _inside(unit: Unit, day: date) -> Q:
    """Rows that are in a unit or, from the commune down, in anything that lay in it on a day."""
    if unit.level in (Level.COMMUNE, Level.HAMLET):
        return Q(unit=unit) | Q(unit__in=edges_on(day).filter(**{unit.level: unit}).values("child"))
    return Q(unit=unit)


def _people(unit: Unit, day: date) -> QuerySet:
    """Assignments of a day, as rows of the union."""
    return Assignment.objects.filter(_inside(unit, day), valid_on(day)).values_list(
        Value("person", CharField()), "user__full_name", "role", "unit_id", *_NAMED,
        Value("", CharField()), Value(None, IntegerField()),
    )  # fmt: skip


def _groups(actor: Actor, unit: Unit, day: date) -> QuerySet:
    """Groups open on a day, with their members of that day."""
    counts = MemberCount.objects.unscoped("counts of groups already in scope").filter(
        in_force_on(day), group=OuterRef("pk")
    )
    return ChatGroup.objects.visible_to(actor).filter(_inside(unit, day), open_on(day)).values_list(
        Value("group", CharField()), "name", "kind", "unit_id", *_NAMED,
        "public_id", Subquery(counts.values("members")[:1]),
    )  # fmt: skip
