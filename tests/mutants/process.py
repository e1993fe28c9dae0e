"""Each module is examined in a process of its own, which imports Django and the project once for all its mutants."""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.mutants.generation import Mutant
from tests.mutants.settings import RuleModule


def survivors(module: RuleModule, mutants: list[Mutant], migrated: Path, jobs: int) -> list[Mutant]:
    """The mutants that no test notices; the file `migrated` keeps the migrated test database from module to module."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_examined, module, mutants, migrated, jobs).result()


def _examined(module: RuleModule, mutants: list[Mutant], migrated: Path, jobs: int) -> list[Mutant]:
    from tests.mutants.session import examine

    return examine(module, mutants, migrated=migrated, jobs=jobs, said=_progress)


def _progress(mutant: Mutant, killed: bool) -> None:
    sys.stderr.write("." if killed else f"\n{mutant.module}:{mutant.line} {mutant.added}\n")
    sys.stderr.flush()
