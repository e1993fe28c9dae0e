"""Reads the files of the country's units (fixtures/README.md describes them)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.units.choices import KINDS_AT, Level, UnitKind
from portal.units.models import Unit

FIXTURES = Path(__file__).parents[1] / "fixtures"
REFORM = date(2025, 7, 1)
# Units by level, a code they bear or bore, and the day they began (empty where that is unknown).
Known = dict[tuple[str, str, date | None], Unit]
REFORM_ACT = "Nghị quyết sắp xếp đơn vị hành chính năm 2025"


@dataclass(frozen=True)
class Era:
    """One table and the days it holds for. An empty `start` is unknown, never backdated."""

    file: str
    label: str
    start: date | None
    end: date | None
    legal_act: str
    levels: tuple[Level, ...]
    #: Communes of the era that began or ended on a known day within it.
    dated: str = ""


OLDER = Era(
    "units_until_2025-06-30.csv",
    "đến 30/6/2025",
    None,
    REFORM,
    "",
    (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE),
    dated="communes_dated_before_2025-07-01.csv",
)
NEWER = Era(
    "units_since_2025-07-01.csv",
    "từ 01/7/2025",
    REFORM,
    None,
    REFORM_ACT,
    (Level.PROVINCE, Level.COMMUNE),
)


@dataclass(frozen=True)
class UnitRow:
    """One unit of an era with its own days; `legal_act` is the amendment by which it began, where that is known."""

    level: Level
    code: str
    kind: str
    name: str
    parent_code: str
    start: date | None
    end: date | None
    legal_act: str


@dataclass(frozen=True)
class NewName:
    """A unit of a table bore another name, kind or code before a day. `code` is the one it bears in the table."""

    level: Level
    code: str
    on: date
    was_code: str
    was: tuple[str, str]
    becomes: tuple[str, str]
    legal_act: str


def unit_rows(era: Era) -> list[UnitRow]:
    """All units of an era, those above first as in the file."""
    rows = [
        UnitRow(
            Level(row["level"]),
            row["code"],
            *kind_and_name(row["name"], Level(row["level"])),
            row["parent_code"],
            era.start,
            era.end,
            era.legal_act,
        )
        for row in read(era.file)
    ]
    for row in read(era.dated) if era.dated else ():
        start = _day(row["valid_from"])
        kind, name = kind_and_name(row["name"], Level.COMMUNE)
        rows.append(
            UnitRow(
                Level.COMMUNE,
                row["code"],
                kind,
                name,
                row["parent_code"],
                start,
                _day(row["valid_to"]),
                row["legal_act"] if start else "",
            )
        )
    return rows


def new_names(file: str) -> Iterator[NewName]:
    """The rows of a file of names over time, in the order of their days."""
    for row in read(file):
        level = Level(row["level"])
        yield NewName(
            level,
            row["code"],
            date.fromisoformat(row["on"]),
            row["was_code"],
            kind_and_name(row["was"], level),
            kind_and_name(row["becomes"], level),
            row["legal_act"],
        )


def kind_and_name(text: str, level: Level) -> tuple[str, str]:
    """ "Thị trấn Phù Yên" apart: the kind by its word, the name behind it. Raises ValueError for no such kind."""
    for kind in KINDS_AT[level]:
        word = str(UnitKind(kind).label)
        if text.lower().startswith(f"{word} "):
            return str(kind), text[len(word) :].strip()
    raise ValueError(f"no kind of {level} in {text!r}")


def read(file: str) -> list[dict[str, str]]:
    """The rows of one file of fixtures/."""
    with (FIXTURES / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
