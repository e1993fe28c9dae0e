"""What pyproject.toml says of the mutation run, and the reviewed list of equivalent mutants."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.generation import Mutant

ROOT = Path(__file__).resolve().parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True)
class RuleModule:
    """A module with rules, and the tests that hold them; `migrate` where migrations import it."""

    path: str
    tests: list[str]
    migrate: bool


@dataclass(frozen=True)
class Equivalent:
    """A mutant that no test can distinguish from the original, and why: the changed lines as in its diff, stripped.

    A `module` of `*` stands for every module.
    """

    module: str
    removed: str
    added: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        there = self.module in ("*", mutant.module)
        return there and (self.removed, self.added) == (mutant.removed, mutant.added)


def least_rate() -> float:
    """How many per cent of the mutants that are not equivalent must be killed."""
    return _declared()["least_rate"]


def rule_modules() -> list[RuleModule]:
    declared = _declared()
    migrate = set(declared["imported_by_migrations"])
    return [RuleModule(path, tests, path in migrate) for path, tests in declared["modules"].items()]


def equivalents() -> list[Equivalent]:
    return [Equivalent(**entry) for entry in tomllib.loads(EQUIVALENT.read_text()).get("mutant", [])]


def _declared() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutants"]
