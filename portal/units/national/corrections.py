"""Corrections of what earlier editions of the national tables loaded."""

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError, Q

from portal.units.choices import CommandChain, Extent, Level, UnitKind
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion
from portal.units.national.rows import OLDER, REFORM, Known, read, unit_rows


def withdraw() -> None:
    """Take out communes that ended years before 2025, give wards their codes of 2025, and date the ends of 2025.

    An earlier edition let all of these exist until 30 June 2025. A commune to which something refers already stays.
    """
    older = {
        unit.code: unit for unit in Unit.objects.filter(level=Level.COMMUNE, valid_from=None, valid_to=REFORM)
    }
    if not older:
        return
    for row in read("withdrawn.csv"):
        unit = older.get(row["code"])
        if unit is None or row["name"] != unit.title:
            continue
        if row["now_code"]:
            _recode(unit, row["now_code"])
        else:
            _delete(unit)
    for line in unit_rows(OLDER):
        if line.level == Level.COMMUNE and line.start is None and line.code in older:
            if line.end is not None and line.end < REFORM:
                _end_earlier(older[line.code], line.end)
    # The tables call these two cities; their old kind was cut off the new name.
    for unit in Unit.objects.filter(level=Level.DISTRICT, code__in=["058", "450"], name__startswith="Phố "):
        unit.kind, unit.name = UnitKind.THANH_PHO, unit.name.removeprefix("Phố ")
        _save_name(unit)


def attach_ended(older: Known) -> None:
    """Put communes that ended within the era under their only successor, else under the district."""
    ended = [
        (unit, unit.valid_to)
        for (level, _code, start), unit in older.items()
        if level == Level.COMMUNE and start is None and unit.valid_to and unit.valid_to < REFORM
    ]
    wanted = {row.code for row in unit_rows(OLDER) if row.end and row.end < REFORM}
    for unit, end in ended:
        # Where the reform was carried out, or an amendment of the portal ended the unit, its line goes on as that left it.
        later = UnitEdge.objects.filter(Q(valid_from__gte=end), child=unit)
        if unit.code in wanted and not later.filter(command_chain=CommandChain.ADMINISTRATION).exists():
            _attach(unit, end)


def _attach(unit: Unit, end: date) -> None:
    district = unit.above.pk
    link = Succession.objects.filter(predecessor=unit, on=end, extent=Extent.WHOLE).first()
    commune = link.successor_id if link else None
    UnitEdge.objects.filter(child=unit, command_chain=CommandChain.POLICE).delete()
    UnitEdge.objects.filter(child=unit).update(valid_to=unit.valid_to)
    UnitEdge.objects.create(
        child=unit,
        parent_id=commune or district,
        commune_id=commune,
        valid_from=unit.valid_to,
        valid_to=REFORM,
    )
    Unit.objects.filter(pk=unit.pk).update(parent=commune or district, commune=commune)


def _end_earlier(unit: Unit, day: date) -> None:
    Unit.objects.filter(pk=unit.pk).update(valid_to=day)
    UnitVersion.objects.filter(unit=unit, valid_to=REFORM).update(valid_to=day)
    if not UnitEdge.objects.filter(
        child=unit, command_chain=CommandChain.ADMINISTRATION, valid_from__gte=REFORM
    ).exists():
        Succession.objects.filter(predecessor=unit, on=REFORM).delete()


def _recode(unit: Unit, code: str) -> None:
    unit.code = code
    _save_name(unit)


def _save_name(unit: Unit) -> None:
    """Write a unit's name, code and kind as they were all along: its versions say so, too."""
    unit.refold()
    unit.save(update_fields=["kind", "name", "name_key", "code", "search", "sort"])
    UnitVersion.objects.filter(unit=unit).update(kind=unit.kind, name=unit.name, code=unit.code)


def _delete(unit: Unit) -> None:
    """Delete a unit and what is dated to it, unless anything else refers to it."""
    try:
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(parent=None, province=None, district=None, commune=None)
            UnitEdge.objects.filter(child=unit).delete()
            unit.delete()
    except ProtectedError:
        return
