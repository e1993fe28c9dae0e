"""Loads the country's units before and since 1 July 2025 from the fixtures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.formatting import number
from portal.units.choices import CommandChain, Extent, Level
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion
from portal.units.national import corrections, names
from portal.units.national.rows import NEWER, OLDER, REFORM, REFORM_ACT, Era, Known, UnitRow, read, unit_rows

__all__ = ["REFORM", "REFORM_ACT", "load", "load_summary"]

POLICE_LEFT_DISTRICTS = date(2025, 3, 1)
# So many rows are written by one statement.
_BATCH = 2000

# Called with what is loading, the rows added now, and the rows in the table.
Progress = Callable[[str, int, int], None]


@transaction.atomic
def load(progress: Progress = lambda what, added, total: None) -> int:
    """Load both tables, what is known of changes within them, and the successions; the number of units added.

    Run again, it adds what is missing, corrects what an earlier edition of the tables had wrong, and gives units the
    names of 2026 whose day has come since.
    """
    corrections.withdraw()
    older, newer = (_load_era(era, progress) for era in (OLDER, NEWER))
    names.apply(older.units, "names_before_2025-07-01.csv")
    names.apply(newer.units, "names_since_2025-07-01.csv", until=clock.today())
    _load_successions(older.units, newer.units, progress)
    corrections.attach_ended(older.units)
    return older.added + newer.added


def load_summary(what: str, added: int, total: int) -> str:
    """One step of a load in words: how many rows the table has, and how many of them were new."""
    words = {"what": what, "added": number(added), "total": number(total)}
    if not added:
        return _("%(what)s: đã có đủ %(total)s") % words
    if added == total:
        return _("%(what)s: nạp đủ %(total)s") % words
    return _("%(what)s: nạp thêm %(added)s, nay đủ %(total)s") % words


@dataclass(frozen=True)
class _Loaded:
    """The units of an era as they are in the database, and how many of them this load added."""

    units: Known
    added: int


def _known_units(era: Era) -> Known:
    """The era's units that are loaded already."""
    versions = UnitVersion.objects.exclude(code="").select_related("unit")
    if era.end:
        within = Q(unit__valid_from=None) | Q(unit__valid_from__lt=era.end)
        versions = versions.filter(within, unit__valid_to__lte=era.end)
    else:
        versions = versions.filter(unit__valid_from=era.start)
    return {
        (version.unit.level, version.code, version.unit.valid_from): version.unit
        for version in versions.order_by("pk")
    }


def _load_era(era: Era, progress: Progress) -> _Loaded:
    rows = unit_rows(era)
    known = _known_units(era)
    added = 0
    for level in era.levels:
        wanted = [row for row in rows if row.level == level]
        missing = [row for row in wanted if (level, row.code, row.start) not in known]
        new = [_unit(row, era, known) for row in missing]
        Unit.objects.bulk_create(new, batch_size=1000)
        column = {f"{level.value}_id": F("pk")}
        Unit.objects.filter(**{f"{level.value}__isnull": True}, level=level, pk__gte=_first(new)).update(
            **column
        )
        for unit in new:
            setattr(unit, f"{level.value}_id", unit.pk)
        _date(list(zip(new, missing, strict=True)))
        known |= {(unit.level, unit.code, unit.valid_from): unit for unit in new}
        added += len(new)
        progress(f"{Level(level).label}, {era.label}", len(new), len(wanted))
    return _Loaded(known, added)


def _first(new: list[Unit]) -> int:
    return min((unit.pk for unit in new), default=0) or 2**62


def _unit(row: UnitRow, era: Era, known: Known) -> Unit:
    parent = _parent(row, era, known)
    unit = Unit(
        level=row.level,
        kind=row.kind,
        name=row.name,
        code=row.code,
        parent=parent,
        province_id=parent.province_id if parent else None,
        district_id=parent.district_id if parent else None,
        valid_from=row.start,
        valid_to=row.end,
    )
    unit.refold()
    return unit


def _parent(row: UnitRow, era: Era, known: Known) -> Unit | None:
    if not row.parent_code:
        return None
    above = era.levels[era.levels.index(row.level) - 1]
    return known[above, row.parent_code, era.start]


def _date(made: list[tuple[Unit, UnitRow]]) -> None:
    """Write the first version and the first edges of freshly made units."""
    versions = [_first_version(unit, row) for unit, row in made]
    UnitVersion.objects.bulk_create(versions, batch_size=_BATCH)
    edges = [_first_edge(unit, unit.parent_id, row) for unit, row in made if unit.parent_id]
    # Police left the districts four months before administration did.
    left = [
        _police_edge(unit, unit.province_id, row)
        for unit, row in made
        if unit.level == Level.COMMUNE and unit.district_id and unit.province_id
        if row.end and row.end > POLICE_LEFT_DISTRICTS
    ]
    for rows in (edges, left):
        UnitEdge.objects.bulk_create(rows, batch_size=_BATCH)


def _first_version(unit: Unit, row: UnitRow) -> UnitVersion:
    return UnitVersion(
        unit=unit,
        kind=unit.kind,
        name=unit.name,
        code=unit.code,
        legal_act=row.legal_act,
        valid_from=row.start,
        valid_to=row.end,
    )


def _first_edge(unit: Unit, parent_id: int, row: UnitRow) -> UnitEdge:
    return UnitEdge(
        child=unit,
        parent_id=parent_id,
        commune_id=unit.commune_id,
        valid_from=row.start,
        valid_to=row.end,
    )


def _police_edge(unit: Unit, province_id: int, row: UnitRow) -> UnitEdge:
    return UnitEdge(
        child=unit,
        parent_id=province_id,
        commune_id=unit.commune_id,
        command_chain=CommandChain.POLICE,
        valid_from=POLICE_LEFT_DISTRICTS,
        valid_to=row.end,
    )


def _load_successions(older: Known, newer: Known, progress: Progress) -> None:
    links = _successions(older, newer)
    before = Succession.objects.count()
    Succession.objects.bulk_create(links, batch_size=_BATCH, ignore_conflicts=True)
    # An earlier edition called 131 communes that were never rearranged shared out.
    whole = {(link.predecessor_id, link.successor_id) for link in links if link.extent == Extent.WHOLE}
    parts = Succession.objects.filter(on=REFORM, extent=Extent.PART, legal_act=REFORM_ACT)
    wrong = [
        pk for pk, old, new in parts.values_list("pk", "predecessor", "successor") if (old, new) in whole
    ]
    Succession.objects.filter(pk__in=wrong).update(extent=Extent.WHOLE)
    progress("liên kết kế thừa", Succession.objects.count() - before, len(links))


def _successions(older: Known, newer: Known) -> list[Succession]:
    """The links of the files, but for units that an amendment of the portal ended before the reform did."""
    last = {(level, code): unit for (level, code, _start), unit in older.items() if unit.valid_to == REFORM}
    first = {(level, code): unit for (level, code, _start), unit in newer.items()}
    ended = {
        (level, code): unit
        for (level, code, _start), unit in older.items()
        if unit.valid_to and unit.valid_to < REFORM
    }
    links = [
        Succession(
            predecessor=last.get((above, row[f"old_{above.value}_code"])),
            successor=first.get((below, row[f"new_{below.value}_code"])),
            on=REFORM,
            extent=Extent(row.get("extent", "whole")),
            legal_act=REFORM_ACT,
        )
        for file, above, below in (
            ("province_succession_2025-07-01.csv", Level.PROVINCE, Level.PROVINCE),
            ("district_succession_2025-07-01.csv", Level.DISTRICT, Level.COMMUNE),
            ("succession_2025-07-01.csv", Level.COMMUNE, Level.COMMUNE),
        )
        for row in read(file)
    ]
    links += [
        Succession(
            predecessor=ended.get((Level.COMMUNE, row["old_commune_code"])),
            successor=last.get((Level.COMMUNE, row["new_commune_code"])),
            on=date.fromisoformat(row["on"]),
            extent=Extent(row["extent"]),
            legal_act=row["legal_act"],
        )
        for row in read("succession_before_2025-07-01.csv")
    ]
    return [link for link in links if link.predecessor_id and link.successor_id]
