"""CPU of this process and of its PostgreSQL backend, case beside case in one run."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection


@dataclass(frozen=True)
class Cost:
    """Medians in seconds of CPU (of the database: of wall time where its CPU cannot be read)."""

    python: float
    database: float = 0.0

    @property
    def total(self) -> float:
        return self.python + self.database

    def __str__(self) -> str:
        database = f" + {1000 * self.database:.1f}" if self.database else ""
        return f"{1000 * self.python:.1f}{database} ms"


@dataclass(frozen=True)
class Line:
    """A line of the report: what was measured, what it should be, what it is; `ok` is None where it was not."""

    what: str
    target: str
    found: str
    ok: bool | None
    detail: str = ""


class DatabaseClock:
    """Seconds the connection's backend has worked: its CPU by /proc, else the time its queries took."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._source = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
        try:
            self.is_cpu = "postgres" in self._source.with_name("cmdline").read_text() and self._read() > 0
        except (OSError, ValueError, IndexError):
            self.is_cpu = False
        self._waited = 0.0

    def _read(self) -> float:
        return int(self._source.read_text().split()[0]) / 1e9

    def seconds(self) -> float:
        return self._read() if self.is_cpu else self._waited

    def watch(self, execute, sql, params, many, context):
        """An execute wrapper that adds up what queries take, where nothing better is to be had."""
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self._waited += time.perf_counter() - start


def interleave(
    cases: dict[str, Callable[[int], object]], *, rounds: int, database: DatabaseClock | None = None
) -> dict[str, Cost]:
    """Run the cases in turns, each round beginning with another, and give each case's medians.

    A case gets the number of its round, so that it may do the same work on other words. Three rounds warm up.
    """
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    names = list(cases)
    gc.collect()
    for number in range(-3, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            before = database.seconds() if database else 0.0
            start = time.process_time()
            cases[name](number)
            python = time.process_time() - start
            if number >= 0:
                spent[name].append((python, database.seconds() - before if database else 0.0))
    return {
        name: Cost(median(python for python, _ in runs), median(work for _, work in runs))
        for name, runs in spent.items()
    }


def ratio(what: str, ours: Cost, theirs: Cost, at_most: int, detail: str = "") -> Line:
    """A line that says the ratio of our cost to another's; the target is one part in `at_most`."""
    found = theirs.total / ours.total
    return Line(
        what, f"≤ 1/{at_most}", f"1/{found:.1f}", found >= at_most, detail or f"{ours} against {theirs}"
    )
