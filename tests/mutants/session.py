"""Runs a module's tests against its mutants: one process holds Django, the tests and the database, each mutant is a
fork of it in which a function is replaced and only the tests that reach it run.

What changes on import is tried in a process of its own, which imports the mutant. So is whatever survived in the fork: what
ran on import, or was kept by a cache of any module, may have hidden it there. Before the first mutant the unchanged module
passes in both ways, so that a mutant dies of its change and of nothing else.
"""

import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutants import image
from tests.mutants.generation import Mutant
from tests.mutants.patching import Change, apply, changes_of
from tests.mutants.settings import ROOT, RuleModule

OPTIONS = [
    *("-o", "addopts=", "--strict-markers", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-s"),
    *("-m", "not browser and not webkit and not worker"),
    *("-p", "tests.mutants.properties"),
]
_OPENS = str(Path(__file__).with_name("database.py"))
_SURVIVED, _KILLED = 0, 1
# So many times the processor seconds of its limit a mutant may take by the clock on the wall: one that waits for ever.
_PATIENCE = 20
_IMPORT = ""  # coverage's context before the first test


@dataclass
class Clean:
    """The run without a mutant: processor seconds of each test, and which tests (or `_IMPORT`) reach which line of the
    module."""

    seconds: dict[str, float] = field(default_factory=dict)
    reached: dict[int, set[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def tests_for(self, mutant: Mutant, changes: list[Change]) -> list[str]:
        """The tests that reach a changed function, those that reach the changed line first, the quick ones first."""
        there = self._reaching({mutant.line})
        tests = self._reaching({line for change in changes for line in change.lines}) - {_IMPORT}
        return sorted(tests, key=lambda test: (test not in there, self.seconds[test]))

    def limit(self, tests: Iterable[str]) -> float:
        """After how many processor seconds a mutant in which these tests run counts as killed."""
        return 30 + 5 * sum(self.seconds[test] for test in tests)

    def _reaching(self, lines: set[int]) -> set[str]:
        return set().union(*(self.reached.get(line, set()) for line in lines))


@dataclass(frozen=True)
class MutantRun:
    """A child process at work on a mutant, and until when it may take; `last` unless a survivor is tried once more."""

    mutant: Mutant
    until: float
    last: bool


def examine(
    module: RuleModule,
    mutants: list[Mutant],
    *,
    migrated: Path,
    jobs: int,
    said: Callable[[Mutant, bool], None],
) -> list[Mutant]:
    """The mutants that survive their module's tests; `said` hears of each whether it was killed.

    `migrated` is the file that keeps the migrated test database for the modules after this one. Raises RuntimeError when
    the tests fail without a mutant.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what pytest would print of each run
    with TemporaryDirectory(prefix="mutants-") as folder:
        run = _Run(module, mutants, Path(folder), migrated, jobs, said)
        code = pytest.main([*OPTIONS, _OPENS, *module.tests], plugins=[run])
    if run.trouble or code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(run.trouble or f"pytest ended with {code} before the first mutant")
    return run.survivors


class _Run:
    """The plugin in whose place of pytest's own loop the mutants run."""

    def __init__(
        self, module: RuleModule, mutants: list[Mutant], folder: Path, migrated: Path, jobs: int, said
    ) -> None:
        self.module, self.mutants, self.folder, self.jobs, self.said = module, mutants, folder, jobs, said
        self.migrated = migrated
        self.path = ROOT / module.path
        source = self.path.read_text()
        self.unchanged = Mutant(module.path, "none", source, source)
        self.running: dict[int, MutantRun] = {}
        self.again: list[Mutant] = []
        self.survivors: list[Mutant] = []
        self.trouble = ""
        self.coverage = coverage.Coverage(data_file=None, include=[str(self.path)], config_file=False)
        self.coverage.start()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.opens = next(item for item in session.items if str(item.path) == _OPENS)
        self.items = {item.nodeid: item for item in session.items if item is not self.opens}
        if self.migrated.exists() and not self.module.migrate:
            image.copy_instead_of_migrating(self.migrated)
        if failure := _failure(self.opens, next_item=next(iter(self.items.values()))):
            self.trouble = f"the test database could not be made: {failure}"
            return True
        image.keep(self.migrated)
        self.clean = self._run_clean()
        self.coverage.stop()
        if self.clean.failed:
            self.trouble = "these tests fail without a mutant:\n" + "\n".join(self.clean.failed)
        elif not self._passes_unchanged():
            self.trouble = "these tests pass in their own order only, or in this process only"
        else:
            self._try_all()
        return True

    def _run_clean(self) -> Clean:
        """Every test in a child, so that none leaves a trace in this process."""
        written = self.folder / "clean"
        if not (child := os.fork()):
            try:
                _silence()
                written.write_bytes(pickle.dumps(self._measured()))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return pickle.loads(written.read_bytes())

    def _measured(self) -> Clean:
        clean = Clean()
        items = list(self.items.values())
        for item, following in zip(items, [*items[1:], self.opens], strict=True):
            self.coverage.switch_context(item.nodeid)
            began = time.process_time()
            if failure := _failure(item, next_item=following):
                clean.failed.append(f"{item.nodeid}\n{failure}")
            clean.seconds[item.nodeid] = time.process_time() - began
        self.coverage.stop()
        contexts = self.coverage.get_data().contexts_by_lineno(str(self.path))
        clean.reached = {line: set(tests) for line, tests in contexts.items()}
        return clean

    def _passes_unchanged(self) -> bool:
        """Whether the module as it is survives both ways of trying; else all of its mutants would seem killed."""
        tests = sorted(self.items, key=self.clean.seconds.__getitem__)
        limit = self.clean.limit(tests)
        self._start(self.unchanged, partial(self._in_fork, [], tests), limit, last=True)
        self._start(self.unchanged, partial(self._imported, self.unchanged), limit, last=True)
        self._collect(running=0)
        passes = len(self.survivors) == 2
        self.survivors.clear()
        return passes

    def _try_all(self) -> None:
        for mutant in self.mutants:
            changes = changes_of(mutant, self.path)
            if tests := self.clean.tests_for(mutant, changes or []):
                self._start(
                    mutant, partial(self._in_fork, changes, tests), self.clean.limit(tests), last=False
                )
            else:
                self.again.append(mutant)
        self._try_again()

    def _try_again(self) -> None:
        """Each mutant that is left, in a process that imports it."""
        self._collect(running=0)
        limit = self.clean.limit(self.clean.seconds)
        while self.again:
            mutant = self.again.pop(0)
            self._start(mutant, partial(self._imported, mutant), limit, last=True)
        self._collect(running=0)

    def _start(self, mutant: Mutant, work: Callable[[], int], seconds: float, *, last: bool) -> None:
        self._collect(running=self.jobs - 1)
        if not (child := os.fork()):
            code = _KILLED
            try:
                _silence()
                # Of the processor's time, so that a mutant is not killed by a busy machine.
                resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
                code = work()
            finally:
                os._exit(code)
        self.running[child] = MutantRun(mutant, time.monotonic() + _PATIENCE * seconds, last)

    def _collect(self, *, running: int) -> None:
        """Wait until no more than so many children are at work; end those that take too long."""
        while len(self.running) > running:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child:
                self._finished(self.running.pop(child), os.waitstatus_to_exitcode(status))
                continue
            for pid, job in self.running.items():
                if time.monotonic() > job.until:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)

    def _finished(self, job: MutantRun, code: int) -> None:
        if code == _SURVIVED and not job.last:
            self.again.append(job.mutant)
            return
        if code == _SURVIVED:
            self.survivors.append(job.mutant)
        if job.mutant is not self.unchanged:
            self.said(job.mutant, code != _SURVIVED)

    def _in_fork(self, changes: list[Change], tests: list[str]) -> int:
        apply(changes)
        items = [self.items[test] for test in tests]
        for item, following in zip(items, [*items[1:], self.opens], strict=True):
            if _failure(item, next_item=following):
                return _KILLED
        return _SURVIVED

    def _imported(self, mutant: Mutant) -> int:
        source = self.folder / f"{os.getpid()}.py"
        source.write_text(mutant.mutated)
        database = "-" if self.module.migrate else str(self.migrated)
        command = ["-m", "tests.mutants.fresh", str(self.path), str(source), database, *self.module.tests]
        os.execv(sys.executable, [sys.executable, *command])


def _failure(item: pytest.Item, next_item: pytest.Item) -> str:
    """Run a test; what failed, empty when it passed."""
    reports = runtestprotocol(item, log=False, nextitem=next_item)
    return next((report.longreprtext for report in reports if report.failed), "")


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
