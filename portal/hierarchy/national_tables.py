"""The country's two tables of units, before and since 1 July 2025, as the project's own fixture (fixtures/)."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F

from portal.hierarchy.choices import Chain, Extent, Level, UnitKind
from portal.hierarchy.models import Succession, Unit, UnitEdge, UnitVersion

FIXTURES = Path(__file__).parent / "fixtures"
REFORM = date(2025, 7, 1)
POLICE_LEFT_DISTRICTS = date(2025, 3, 1)
REFORM_ACT = "Nghị quyết sắp xếp đơn vị hành chính năm 2025"
_KINDS = {str(kind.label): kind for kind in UnitKind}

# Told how far a long load is: (what is loading, rows done, rows in all).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Era:
    """One table and the days it holds for. An empty `start` is unknown, never backdated."""

    file: str
    label: str
    start: date | None
    end: date | None
    legal_act: str
    levels: tuple[Level, ...]


OLDER = Era(
    "units_until_2025-06-30.csv",
    "đến 30/6/2025",
    None,
    REFORM,
    "",
    (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE),
)
NEWER = Era(
    "units_since_2025-07-01.csv",
    "từ 01/7/2025",
    REFORM,
    None,
    REFORM_ACT,
    (Level.PROVINCE, Level.COMMUNE),
)


@transaction.atomic
def load(progress: Progress = lambda what, done, total: None) -> int:
    """Load both tables and the successions; the number of units added. Run again, it adds only what is missing."""
    added = sum(_load_era(era, progress) for era in (OLDER, NEWER))
    _load_successions(progress)
    return added


def _load_era(era: Era, progress: Progress) -> int:
    rows = _read(era.file)
    known = {
        (unit.level, unit.code): unit
        for unit in Unit.objects.filter(valid_from=era.start, valid_to=era.end).exclude(code="")
    }
    added = 0
    for level in era.levels:
        new = [
            _unit(row, era, known)
            for row in rows
            if row["level"] == level and (level, row["code"]) not in known
        ]
        Unit.objects.bulk_create(new, batch_size=1000)
        own = Unit.objects.filter(level=level, valid_from=era.start, valid_to=era.end)
        own.filter(**{f"{level.value}__isnull": True}).update(**{f"{level.value}_id": F("pk")})
        for unit in new:
            setattr(unit, f"{level.value}_id", unit.pk)
        _date(new, era)
        known |= {(unit.level, unit.code): unit for unit in new}
        added += len(new)
        progress(f"{Level(level).label}, {era.label}", len(new), sum(row["level"] == level for row in rows))
    return added


def _unit(row: dict[str, str], era: Era, known: dict) -> Unit:
    kind = _KINDS[row["type"]]
    parent = _parent(row, era, known)
    unit = Unit(
        level=row["level"],
        kind=kind,
        name=row["name"][len(row["type"]) :].strip(),
        code=row["code"],
        parent=parent,
        province_id=parent and parent.province_id,
        district_id=parent and parent.district_id,
        valid_from=era.start,
        valid_to=era.end,
    )
    unit.refold()
    return unit


def _parent(row: dict[str, str], era: Era, known: dict) -> Unit | None:
    if not row["parent_code"]:
        return None
    above = era.levels[era.levels.index(Level(row["level"])) - 1]
    return known[above, row["parent_code"]]


def _date(units: list[Unit], era: Era) -> None:
    """The first version and edge of freshly made units."""
    days = {"valid_from": era.start, "valid_to": era.end}
    UnitVersion.objects.bulk_create(
        [
            UnitVersion(
                unit=unit, kind=unit.kind, name=unit.name, code=unit.code, legal_act=era.legal_act, **days
            )
            for unit in units
        ],
        batch_size=2000,
    )
    UnitEdge.objects.bulk_create(
        [
            UnitEdge(child=unit, parent_id=unit.parent_id, commune_id=unit.commune_id, **days)
            for unit in units
            if unit.parent_id
        ],
        batch_size=2000,
    )
    # Police left the districts four months before administration did.
    UnitEdge.objects.bulk_create(
        [
            UnitEdge(
                child=unit,
                parent_id=unit.province_id,
                commune_id=unit.commune_id,
                chain=Chain.POLICE,
                valid_from=POLICE_LEFT_DISTRICTS,
                valid_to=era.end,
            )
            for unit in units
            if unit.level == Level.COMMUNE and unit.district_id
        ],
        batch_size=2000,
    )


def _load_successions(progress: Progress) -> None:
    links = list(_successions())
    # Eleven links of the public table name ten old codes that its own list of units lacks: nothing to link them to.
    known = [link for link in links if link.predecessor_id and link.successor_id]
    before = Succession.objects.count()
    Succession.objects.bulk_create(known, batch_size=2000, ignore_conflicts=True)
    progress("kế thừa ngày 01/7/2025", Succession.objects.count() - before, len(links))


def _successions() -> Iterator[Succession]:
    older, newer = _by_code(OLDER), _by_code(NEWER)
    for file, level, extent in (
        ("province_succession_2025-07-01.csv", Level.PROVINCE, "whole"),
        ("succession_2025-07-01.csv", Level.COMMUNE, None),
    ):
        for row in _read(file):
            yield Succession(
                predecessor_id=older.get((level, row[f"old_{level.value}_code"])),
                successor_id=newer.get((level, row[f"new_{level.value}_code"])),
                on=REFORM,
                extent=Extent(extent or row["extent"]),
                legal_act=REFORM_ACT,
            )


def _by_code(era: Era) -> dict[tuple[str, str], int]:
    units = Unit.objects.filter(valid_from=era.start, valid_to=era.end).exclude(code="")
    return {(level, code): pk for level, code, pk in units.values_list("level", "code", "pk")}


def _read(file: str) -> list[dict[str, str]]:
    with (FIXTURES / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
