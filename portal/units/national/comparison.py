"""Compares our tables of units with the PyPI package `vietnamadminunits` (MIT).

Nothing is written. What differs is for a person to judge: both are gathered by hand from public lists.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.core.folding import fold
from portal.units.choices import Level
from portal.units.naming import full_name
from portal.units.national.rows import NEWER, OLDER, REFORM, Era, kind_and_name, read, unit_rows


@dataclass(frozen=True)
class Difference:
    """One code that differs between the sources. `spelling`: the names differ by marks and spaces alone."""

    what: str
    code: str
    ours: str
    theirs: str
    spelling: bool = False


def differences(folder: Path) -> Iterator[Difference]:
    """What differs: communes of both eras on 30 June and 1 July 2025, and the successions between them.

    `folder` holds `dataset.db` and `converter_2025.json`. Raises OSError or sqlite3.Error when it does not.
    """
    if not (folder / "dataset.db").is_file():
        raise FileNotFoundError(folder / "dataset.db")
    with sqlite3.connect(folder / "dataset.db") as theirs:
        older = theirs.execute("select wardCode, ward from admin_units_legacy where wardCode is not null")
        newer = theirs.execute("select wardCode, ward from admin_units")
        yield from _units("commune until 30/6/2025", _ours(OLDER), dict(older))
        yield from _units("commune since 1/7/2025", _ours(NEWER), dict(newer))
        links = _their_links(theirs, json.loads((folder / "converter_2025.json").read_text(encoding="utf-8")))
    yield from _links(links)


def _ours(era: Era) -> dict[str, str]:
    last = era.end or REFORM
    return {
        row.code: full_name(row.kind, row.name)
        for row in unit_rows(era)
        if row.level == Level.COMMUNE and (row.end is None or row.end >= last)
    }


def _units(what: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[Difference]:
    for code in sorted(ours.keys() | theirs.keys()):
        if code not in theirs or code not in ours:
            yield Difference(what, code, ours.get(code, ""), theirs.get(code, ""))
            continue
        their = full_name(*kind_and_name(theirs[code], Level.COMMUNE))
        if their != ours[code]:
            yield Difference(what, code, ours[code], their, spelling=_alike(ours[code], their))


def _alike(one: str, other: str) -> bool:
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


def _their_links(theirs: sqlite3.Connection, converter: dict) -> dict[str, set[str]]:
    """{old code: new codes}; an old unit without a commune (an island district) has no code and is left out."""
    old = {
        "_".join((province, district, ward or "")): code
        for province, district, ward, code in theirs.execute(
            "select provinceKey, districtKey, wardKey, wardCode from admin_units_legacy"
        )
    }
    new = {
        (province, ward): code
        for province, ward, code in theirs.execute("select provinceKey, wardKey, wardCode from admin_units")
    }
    links: defaultdict[str | None, set[str]] = defaultdict(set)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for key in olds:
                links[old[key]].add(new[province, ward])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            links[old[key]] |= {new[province, part["newWardKey"]] for part in parts}
    return {code: found for code, found in links.items() if code is not None}


def _links(theirs: dict[str, set[str]]) -> Iterator[Difference]:
    ours: defaultdict[str, set[str]] = defaultdict(set)
    for row in read("succession_2025-07-01.csv"):
        ours[row["old_commune_code"]].add(row["new_commune_code"])
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code) != theirs.get(code):
            here, there = (" ".join(sorted(side.get(code, ()))) for side in (ours, theirs))
            yield Difference("succession", code, here, there)
