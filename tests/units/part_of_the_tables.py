"""Some districts of the national tables, for tests that need real units but not all 14,000 of them."""

import csv
from collections.abc import Callable, Collection
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from portal.units.national import rows

_Row = dict[str, str]


@contextmanager
def only_districts(codes: Collection[str]):
    """`national.tables.load` then finds these districts of before July 2025, what is above and in them, and what these
    became."""
    older, newer = rows.read(rows.OLDER.file), rows.read(rows.NEWER.file)
    districts = [row for row in older if row["level"] == "district" and row["code"] in codes]
    assert {row["code"] for row in districts} == set(codes)
    communes = {row["code"] for row in older if row["level"] == "commune" and row["parent_code"] in codes}
    successions = [row for row in rows.read(_SUCCESSION) if row["old_commune_code"] in communes]
    became = {row["new_commune_code"] for row in successions}
    provinces = {row["parent_code"] for row in districts}
    todays = {row["parent_code"] for row in newer if row["level"] == "commune" and row["code"] in became}
    kept: dict[str, Callable[[_Row], bool]] = {
        rows.OLDER.file: _is_among(province=provinces, district=codes, commune=communes),
        rows.NEWER.file: _is_among(province=todays, commune=became),
        rows.OLDER.dated: lambda row: row["parent_code"] in codes,
    }
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for file in rows.FIXTURES.glob("*.csv"):
            _write(Path(folder) / file.name, filter(kept.get(file.name), rows.read(file.name)))
        patch.setattr(rows, "FIXTURES", Path(folder))
        yield


_SUCCESSION = "succession_2025-07-01.csv"


def _is_among(**codes: Collection[str]) -> Callable[[_Row], bool]:
    return lambda row: row["code"] in codes[row["level"]]


def _write(file: Path, kept) -> None:
    found = list(kept)
    with file.open("w", encoding="utf-8", newline="") as lines:
        if found:
            written = csv.DictWriter(lines, fieldnames=found[0])
            written.writeheader()
            written.writerows(found)
