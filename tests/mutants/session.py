"""Runs a module's tests against its mutants: one process holds Django, the tests and the database, each mutant is a
fork of it in which a function is replaced and only the tests that reach it run.

What changes on import, and what survived in the fork (a cached value may have hidden it), runs in a process of its own.
"""

import os
import pickle
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutants import patching
from tests.mutants.generation import Mutant

OPTIONS = [
    *("-o", "addopts=", "--strict-markers", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-s"),
    *("-m", "not browser and not webkit and not worker"),
]
_OPENS = str(Path(__file__).with_name("database.py"))
_SURVIVED, _KILLED, _UNCHANGED = 0, 1, 77


@dataclass
class Clean:
    """The run without a mutant: seconds of each test, and which tests reach which line of the module."""

    seconds: dict[str, float] = field(default_factory=dict)
    reached: dict[int, set[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def tests_for(self, mutant: Mutant, changes: list[patching.Change]) -> list[str]:
        """The tests that reach a changed function, those that reach the changed line first, the quick ones first."""
        there = self.reached.get(mutant.line, set())
        lines = {line for change in changes for line in change.lines}
        tests = set().union(*(self.reached.get(line, set()) for line in lines))
        return sorted(tests, key=lambda test: (test not in there, self.seconds[test]))


@dataclass
class Job:
    """A child process at work on a mutant, and until when."""

    mutant: Mutant
    fresh: bool
    until: float


def examine(
    module: str,
    mutants: list[Mutant],
    tests: list[str],
    root: Path,
    *,
    jobs: int,
    migrate: bool,
    said: Callable,
) -> list[Mutant]:
    """The mutants that survive the tests. Raises RuntimeError when the tests fail without a mutant."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what pytest would print of each run
    with TemporaryDirectory(prefix="mutants-") as folder:
        run = _Run(root / module, mutants, tests, Path(folder), jobs=jobs, migrate=migrate, said=said)
        code = pytest.main([*OPTIONS, _OPENS, *tests], plugins=[run])
    if run.trouble or code not in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(run.trouble or f"pytest ended with {code} before the first mutant")
    return run.survivors


class _Run:
    def __init__(
        self, path: Path, mutants: list[Mutant], tests: list[str], folder: Path, *, jobs, migrate, said
    ):
        self.path, self.mutants, self.tests, self.folder = path, mutants, tests, folder
        self.jobs, self.migrate, self.said = jobs, migrate, said
        self.survivors: list[Mutant] = []
        self.trouble = ""
        self.running: dict[int, Job] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.opens = next(item for item in session.items if str(item.path) == _OPENS)
        self.items = {item.nodeid: item for item in session.items if item is not self.opens}
        if said := _failure(self.opens, next_item=next(iter(self.items.values()))):
            self.trouble = f"the test database could not be made: {said}"
            return True
        from django.db import connection

        self.image = str(self.folder / "image.sqlite3")
        with sqlite3.connect(self.image) as image:
            connection.connection.backup(image)
        self.clean = self._clean_run()
        if self.clean.failed:
            self.trouble = "these tests fail without a mutant:\n" + "\n".join(self.clean.failed)
            return True
        self._all()
        return True

    def _clean_run(self) -> Clean:
        """Runs every test in a child, so that none leaves a trace in this process, and reads what it wrote down."""

        written = self.folder / "clean"
        if not (child := os.fork()):
            try:
                written.write_bytes(pickle.dumps(self._measured()))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return pickle.loads(written.read_bytes())

    def _measured(self) -> Clean:

        _silence()
        measuring = coverage.Coverage(data_file=None, include=[str(self.path)], config_file=False)
        measuring.start()
        clean = Clean()
        items = list(self.items.values())
        for item, following in zip(items, [*items[1:], self.opens], strict=True):
            measuring.switch_context(item.nodeid)
            began = time.monotonic()
            if said := _failure(item, next_item=following):
                clean.failed.append(f"{item.nodeid}\n{said}")
            clean.seconds[item.nodeid] = time.monotonic() - began
        measuring.stop()
        contexts = measuring.get_data().contexts_by_lineno(str(self.path))
        clean.reached = {line: {test for test in tests if test} for line, tests in contexts.items()}
        return clean

    def _all(self) -> None:
        again: list[Mutant] = []
        for mutant in self.mutants:
            changes = patching.changes_of(mutant, self.path)
            tests = self.clean.tests_for(mutant, changes) if changes else []
            if tests:
                self._start(
                    mutant, lambda c=changes, t=tests: self._in_fork(c, t), self._seconds(tests), fresh=False
                )
            else:
                again.append(mutant)
            self._collect(again, keep=self.jobs - 1)
        self._collect(again, keep=0)
        for mutant in again:
            self._start(
                mutant, lambda m=mutant: self._fresh(m), self._seconds(self.clean.seconds) + 20, fresh=True
            )
            self._collect(again, keep=self.jobs - 1)
        self._collect(again, keep=0)

    def _seconds(self, tests) -> float:
        return 10 + 5 * sum(self.clean.seconds[test] for test in tests)

    def _start(self, mutant: Mutant, work: Callable[[], int], seconds: float, *, fresh: bool) -> None:
        if not (child := os.fork()):
            code = _KILLED
            try:
                _silence()
                code = work()
            finally:
                os._exit(code)
        self.running[child] = Job(mutant, fresh, time.monotonic() + seconds)

    def _collect(self, again: list[Mutant], *, keep: int) -> None:
        """Wait until no more than `keep` children run."""
        while len(self.running) > keep:
            child, status = os.waitpid(-1, os.WNOHANG)
            if not child:
                for pid, job in self.running.items():
                    if time.monotonic() > job.until:
                        os.kill(pid, signal.SIGKILL)
                time.sleep(0.01)
                continue
            job = self.running.pop(child)
            code = os.waitstatus_to_exitcode(status)
            if code in (_SURVIVED, _UNCHANGED):
                (self.survivors if job.fresh else again).append(job.mutant)
            else:
                self.said(job.mutant, "killed")
            if code in (_SURVIVED, _UNCHANGED) and job.fresh:
                self.said(job.mutant, "survived")

    def _in_fork(self, changes: list[patching.Change], tests: list[str]) -> int:
        if not patching.apply(changes):
            return _UNCHANGED
        items = [self.items[test] for test in tests]
        for item, following in zip(items, [*items[1:], self.opens], strict=True):
            if _failure(item, next_item=following):
                return _KILLED
        return _SURVIVED

    def _fresh(self, mutant: Mutant) -> int:
        source = self.folder / f"{os.getpid()}.py"
        source.write_text(mutant.mutated)
        image = "-" if self.migrate else self.image
        command = ["-m", "tests.mutants.fresh", str(self.path), str(source), image, *self.tests]
        os.execv(sys.executable, [sys.executable, *command])


def _failure(item: pytest.Item, next_item: pytest.Item) -> str:
    """Run a test; what failed, empty when it passed."""
    reports = runtestprotocol(item, log=False, nextitem=next_item)
    return next((report.longreprtext for report in reports if report.failed), "")


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
