"""Creation of units; later changes are amendments (portal.units.amendments)."""

from collections.abc import Iterable
from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.comparison_keys import fill_keys
from portal.core.plain_text import column_key, plain_line
from portal.units.choices import Level, UnitKind
from portal.units.models import Unit, UnitEdge, UnitVersion, not_ended_by
from portal.units.scoping import UnitActor

PARENT_LEVELS = {
    Level.DISTRICT: {Level.PROVINCE},
    Level.COMMUNE: {Level.PROVINCE, Level.DISTRICT},
    Level.HAMLET: {Level.COMMUNE},
    Level.SELF_MANAGED_TEAM: {Level.HAMLET, Level.COMMUNE},
}


class UnitDetails(TypedDict, total=False):
    """What a unit is called and from which day until which it exists; unknown days are empty."""

    level: Required[str]
    kind: Required[str]
    name: Required[str]
    code: str
    valid_from: date | None
    valid_to: date | None


@transaction.atomic
def create_unit(
    *, by: UnitActor, parent: Unit | None, legal_act: str = "", **details: Unpack[UnitDetails]
) -> Unit:
    """Let a unit begin under a parent, with its first version and edge. Empty `valid_from`: unknown.

    Raises ValidationError when the parent's level does not fit, the parent does not exist on the day, or a
    sibling of the same name already exists there.
    """
    unit = Unit(parent=parent, **details)
    unit.kind, unit.name, unit.code = UnitKind(unit.kind), plain_line(unit.name), plain_line(unit.code)
    _check_parent(unit.level, parent, unit.valid_from)
    if parent and _is_taken(unit.name, unit.kind, parent, unit.valid_from):
        raise ValidationError({"name": _("%(parent)s đã có đơn vị tên này.") % {"parent": parent.title}})
    inherit_places(unit, parent)
    unit.refold()
    fill_keys(unit)
    # Above the top and below itself a unit has no place; those columns are set here, never typed.
    unit.full_clean(exclude=["search", "parent", "province", "district", "commune", "hamlet"])
    unit.save()
    be_its_own_place(unit)
    unit.save(update_fields=["province", "district", "commune", "hamlet"])
    _first_version(unit, plain_line(legal_act))
    if parent:
        _first_edge(unit, parent)
    changes = {"level": unit.level, "kind": unit.kind}
    audit.record(by=by, action="unit.create", row=unit, unit_id=unit.pk, changes=changes)
    return unit


def _first_version(unit: Unit, legal_act: str) -> None:
    named = {"kind": unit.kind, "name": unit.name, "code": unit.code, "legal_act": legal_act}
    UnitVersion.objects.create(unit=unit, valid_from=unit.valid_from, valid_to=unit.valid_to, **named)


def _first_edge(unit: Unit, parent: Unit) -> None:
    # A hamlet may outlive its commune; its place under it ends with the commune.
    ends = min((day for day in (unit.valid_to, parent.valid_to) if day), default=None)
    UnitEdge.objects.create(
        child=unit,
        parent=parent,
        commune_id=unit.commune_id,
        hamlet_id=unit.hamlet_id,
        valid_from=unit.valid_from,
        valid_to=ends,
    )


def _is_taken(name: str, kind: str, parent: Unit, since: date | None) -> bool:
    """Whether a sibling of the kind bears the name and still exists on the day; accents make other names."""
    siblings = parent.children.filter(kind=kind, name_key=column_key(name))
    return siblings.filter(not_ended_by(since or date.min)).exists()


def put_under(units: Iterable[int], parent: int | None) -> None:
    """Let units, by id, be under a parent that an amendment chose; a name that is borne there already is shared."""
    units = list(units)
    Unit.objects.filter(pk__in=units).update(parent=parent, shares_name=True)
    settle_names(units)


def settle_names(units: Iterable[int]) -> None:
    """Of units marked as sharing a name, unmark each whose name no existing sibling of its kind bears."""
    twins = Unit.objects.filter(
        parent=OuterRef("parent"), kind=OuterRef("kind"), name_key=OuterRef("name_key"), valid_to=None
    ).exclude(pk=OuterRef("pk"))
    marked = Unit.objects.filter(pk__in=units, shares_name=True)
    marked.filter(~Exists(twins)).update(shares_name=False)
    # Twins among themselves: the first keeps the name to itself.
    for pk in marked.filter(~Exists(twins.filter(shares_name=False))).values_list("pk", flat=True):
        Unit.objects.filter(~Exists(twins.filter(shares_name=False)), pk=pk).update(shares_name=False)


def inherit_places(unit: Unit, parent: Unit | None) -> None:
    """Copy the parent's line onto a unit."""
    for place in ("province", "district", "commune", "hamlet"):
        setattr(unit, f"{place}_id", getattr(parent, f"{place}_id") if parent else None)


def be_its_own_place(unit: Unit) -> None:
    """A unit is the end of its own line: a commune's `commune` is itself."""
    if unit.level != Level.SELF_MANAGED_TEAM:
        setattr(unit, f"{Level(unit.level).value}_id", unit.pk)


def _check_parent(level: str, parent: Unit | None, day: date | None) -> None:
    wanted = PARENT_LEVELS.get(Level(level), set())
    if (parent is None) != (not wanted) or (parent and parent.level not in wanted):
        raise ValidationError(_("Đơn vị cấp trên không phù hợp với cấp của đơn vị này."))
    if parent and day and parent.has_ended_by(day):
        raise ValidationError(_("Đơn vị cấp trên đã chấm dứt hoạt động trước ngày này."))
