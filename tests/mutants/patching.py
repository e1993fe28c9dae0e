"""Puts a mutant's functions into the running process, so that a run need not import the project anew."""

import gc
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.generation import Mutant


@dataclass(frozen=True)
class Change:
    """A function whose code a mutant changes, and the lines it is on."""

    old: CodeType
    new: CodeType

    @property
    def lines(self) -> range:
        numbers = [line for code in _nested(self.old) for _start, _end, line in code.co_lines() if line]
        return range(self.old.co_firstlineno, max(numbers) + 1)


def changes_of(mutant: Mutant, path: Path) -> list[Change] | None:
    """The functions that a mutant changes, outermost first; None where it changes what runs on import."""
    old = compile(mutant.original, str(path), "exec", dont_inherit=True)
    new = compile(mutant.mutated, str(path), "exec", dont_inherit=True)
    try:
        return list(_changes(old, new)) or None
    except _ChangesImport:
        return None


def apply(changes: list[Change]) -> None:
    """Give every live function its changed code."""
    gc.unfreeze()  # What tests/conftest.py has frozen is in no list of objects.
    functions = [thing for thing in gc.get_objects() if isinstance(thing, FunctionType)]
    for change in changes:
        for function in functions:
            if _same(function.__code__, change.old):
                function.__code__ = change.new


class _ChangesImport(Exception):
    pass


def _changes(old: CodeType, new: CodeType) -> Iterator[Change]:
    if _own(old) != _own(new):
        raise _ChangesImport
    for before, after in zip(_inner(old), _inner(new), strict=True):
        if not before.co_flags & inspect.CO_OPTIMIZED:
            yield from _changes(before, after)  # the body of a class
        else:
            yield from _changed_functions(before, after)


def _changed_functions(old: CodeType, new: CodeType) -> Iterator[Change]:
    inner = list(zip(_inner(old), _inner(new), strict=False))
    deeper = [change for pair in inner for change in _changed_functions(*pair)]
    if deeper or _own(old) != _own(new):
        yield Change(old, new)
        yield from deeper


def _same(one: CodeType, other: CodeType) -> bool:
    return (
        one.co_filename == other.co_filename
        and one.co_qualname == other.co_qualname
        and one.co_firstlineno == other.co_firstlineno
        and one.co_code == other.co_code
        and list(one.co_positions()) == list(other.co_positions())
    )


def _inner(code: CodeType) -> list[CodeType]:
    return [const for const in code.co_consts if isinstance(const, CodeType)]


def _nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in _inner(code):
        yield from _nested(inner)


def _own(code: CodeType) -> tuple:
    """What a code object does itself, without the functions within it."""
    consts = [repr(const) for const in code.co_consts if not isinstance(const, CodeType)]
    return code.co_code, consts, code.co_names, code.co_varnames, code.co_freevars, len(_inner(code))
