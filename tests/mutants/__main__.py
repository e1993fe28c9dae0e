"""`make mutants`: changes the rule modules one small thing at a time and reports which changes no test notices."""

import argparse
import os
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants import process, settings
from tests.mutants.generation import Mutant, mutants_of


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--module", action="append", default=[], help="only this module; may be repeated")
    parser.add_argument("--sample", type=int, default=0, help="only so many mutants, drawn from all of them")
    parser.add_argument("--seed", type=int, default=0, help="which ones a sample draws")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many mutants at a time")
    asked = parser.parse_args()

    modules = [m for m in settings.rule_modules() if not asked.module or m.path in asked.module]
    if not modules:
        parser.error(f"{asked.module}: not in [tool.mutants.modules] of pyproject.toml")
    mutants = {module.path: mutants_of(module.path, settings.ROOT) for module in modules}
    stale = [entry for entry in settings.equivalents() if _is_stale(entry, mutants)]
    mutants = _without_equivalents(mutants)
    if asked.sample:
        mutants = _sample(mutants, asked.sample, asked.seed)

    with TemporaryDirectory(prefix="mutants-") as folder:
        migrated = Path(folder) / "migrated.sqlite3"
        survived = sum(_survivors(module, mutants[module.path], migrated, asked.jobs) for module in modules)
    tried = sum(map(len, mutants.values()))
    for entry in stale:
        _say(f"equivalent.toml names a mutant of {entry.module} that there is no more: {entry.added}")
    rate = 100 * (tried - survived) / tried if tried else 100.0
    _say(f"{tried - survived} of {tried} mutants killed ({rate:.1f} %)")
    return int(rate < settings.least_rate() or bool(stale))


def _survivors(module: settings.RuleModule, mutants: list[Mutant], migrated: Path, jobs: int) -> int:
    """Try the mutants of a module, print those that survive, and return how many they are."""
    if not mutants:
        return 0
    survivors = process.survivors(module, mutants, migrated, jobs)
    _say(f"{module.path}: {len(mutants) - len(survivors)} of {len(mutants)} killed")
    for mutant in survivors:
        _say("\n".join(f"    {line}" for line in mutant.diff))
    return len(survivors)


def _is_stale(entry: settings.Equivalent, mutants: dict[str, list[Mutant]]) -> bool:
    return entry.module in mutants and not any(entry.is_of(mutant) for mutant in mutants[entry.module])


def _without_equivalents(mutants: dict[str, list[Mutant]]) -> dict[str, list[Mutant]]:
    known = settings.equivalents()
    return {
        path: [mutant for mutant in found if not any(entry.is_of(mutant) for entry in known)]
        for path, found in mutants.items()
    }


def _sample(mutants: dict[str, list[Mutant]], number: int, seed: int) -> dict[str, list[Mutant]]:
    every = [mutant for found in mutants.values() for mutant in found]
    drawn = random.Random(seed).sample(every, min(number, len(every)))
    return {path: [mutant for mutant in found if mutant in drawn] for path, found in mutants.items()}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
