"""Reads about units. Units are public facts: anyone signed in may read them; rows of units are scoped."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.core.folding import pattern
from portal.hierarchy.choices import Level
from portal.hierarchy.models import Succession, Unit, UnitEdge, UnitVersion


class UnknownUnit(LookupError):
    """No unit bears the code on the day; the message says so to a person."""


def valid_on(day: date) -> Q:
    """Dated rows valid on a day; an empty start is "since before anyone noted"."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return started & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


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
    known = _(" Mã này là của: %(others)s.") % {"others": others} if others else ""
    raise UnknownUnit(
        _("Không có đơn vị nào mang mã %(code)s vào ngày %(day)s.")
        % {"code": code, "day": day.strftime("%d/%m/%Y")}
        + known
    )


def era_of(dated: UnitVersion | Unit) -> str:
    """From when to when, in words; an unknown start is labelled as unknown."""
    start = dated.valid_from
    end = dated.valid_to
    if start is None and end is None:
        return _("chưa rõ ngày bắt đầu")
    if end is None:
        return _("từ %(start)s") % {"start": start.strftime("%d/%m/%Y")}
    until = _("đến trước %(end)s") % {"end": end.strftime("%d/%m/%Y")}
    if start is None:
        return _("%(until)s, chưa rõ ngày bắt đầu") % {"until": until}
    return _("từ %(start)s %(until)s") % {"start": start.strftime("%d/%m/%Y"), "until": until}


def line_of(unit: Unit) -> list[Unit]:
    """As `chain`, of a unit that was read with its places (select_related): no query."""
    places = [unit.province, unit.district, unit.commune, unit.hamlet]
    return [*[place for place in places if place and place.pk != unit.pk], unit]


def successions(unit: Unit) -> QuerySet[Succession]:
    """What a unit came from and what it became, in one query, by the names of both."""
    links = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    return links.select_related("predecessor", "successor").order_by("predecessor__name", "successor__name")


def chain(unit: Unit) -> list[Unit]:
    """The unit's present line from the province down to itself, in one query."""
    ids = [unit.province_id, unit.district_id, unit.commune_id, unit.hamlet_id, unit.pk]
    found = Unit.objects.in_bulk([pk for pk in ids if pk])
    return [found[pk] for pk in dict.fromkeys(pk for pk in ids if pk)]


def parent_on(unit: Unit, day: date) -> Unit | None:
    """The unit above on a day, or None at the top."""
    edge = UnitEdge.objects.filter(child=unit).filter(valid_on(day)).select_related("parent").first()
    return edge.parent if edge else None


def children_on(unit: Unit, day: date) -> QuerySet[Unit]:
    """The units right below on a day, by name."""
    edges = UnitEdge.objects.filter(parent=unit).filter(valid_on(day))
    return Unit.objects.filter(pk__in=edges.values("child")).order_by("level", "name")


def communes_on(unit: Unit, day: date) -> QuerySet[Unit]:
    """The communes of a province or district on a day; of a commune, itself."""
    if unit.level == Level.COMMUNE:
        return Unit.objects.filter(pk=unit.pk)
    column = "province" if unit.level == Level.PROVINCE else "district"
    return (
        Unit.objects.filter(valid_on(day), level=Level.COMMUNE, **{column: unit})
        .select_related("district")
        .order_by("district__name", "name")
    )


def find(query: str, day: date, near: Unit | None = None) -> QuerySet[Unit]:
    """Units by name without accents or by code, of both eras; those that stand on `day` come first,
    among them those in the province of `near`."""
    words = pattern(query)
    if not words:
        return Unit.objects.none()
    return (
        Unit.objects.filter(Q(search__contains=words) | Q(code=query.strip()))
        .select_related("province", "district", "commune", "hamlet")
        .alias(stands=valid_on(day), near=Q(province=near.province_id if near else None))
        .order_by("-stands", "-near", "level", "name", "id")
    )


def hamlets_of(commune: Unit, day: date) -> QuerySet[Unit]:
    """Hamlets and residents' groups of a commune on a day."""
    return Unit.objects.filter(
        valid_on(day), commune=commune, level__in=[Level.HAMLET, Level.RESIDENTS_GROUP]
    ).order_by("level", "name")
