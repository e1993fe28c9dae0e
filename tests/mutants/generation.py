"""The mutants of a module: one small change each, made by the operators of cosmic-ray."""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

from tests.mutants import membership

# For every operator its opposite and its bound. cosmic-ray also has e.g. `a + b` -> `a ** b`: such mutants die by a
# TypeError in any test, and would only make the rate look better.
_BINARY = [
    ("Add", "Sub"), ("Sub", "Add"), ("Mul", "Div"), ("Div", "Mul"), ("FloorDiv", "Div"), ("Mod", "FloorDiv"),
    ("Pow", "Mul"), ("BitOr", "BitAnd"), ("BitAnd", "BitOr"), ("BitXor", "BitOr"),
]  # fmt: skip
_COMPARISONS = [
    ("Eq", "NotEq"), ("NotEq", "Eq"), ("Is", "IsNot"), ("IsNot", "Is"),
    ("Lt", "LtE"), ("Lt", "GtE"), ("LtE", "Lt"), ("LtE", "Gt"),
    ("Gt", "GtE"), ("Gt", "LtE"), ("GtE", "Gt"), ("GtE", "Lt"),
]  # fmt: skip
_NAMES = [
    *(f"ReplaceBinaryOperator_{old}_{new}" for old, new in _BINARY),
    *(f"ReplaceComparisonOperator_{old}_{new}" for old, new in _COMPARISONS),
    *("AddNot", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_Invert"),
    *("ReplaceUnaryOperator_Delete_USub", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "NumberReplacer", "ExceptionReplacer"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop", "RemoveDecorator"),
]
OPERATORS = [*(get_operator(f"core/{name}") for name in _NAMES), membership.SwapMembership]


@dataclass(frozen=True)
class Mutant:
    """One change of one module; `removed` and `added` are the changed lines, stripped."""

    module: str
    operator: str
    original: str
    mutated: str

    @cached_property
    def diff(self) -> list[str]:
        """The change as a unified diff without context lines."""
        lines = difflib.unified_diff(
            self.original.splitlines(), self.mutated.splitlines(), self.module, self.module, lineterm="", n=0
        )
        return list(lines)[2:]

    @cached_property
    def line(self) -> int:
        """The first line that differs, counted from 1."""
        pairs = zip(self.original.splitlines(), self.mutated.splitlines(), strict=False)
        return next(number for number, (old, new) in enumerate(pairs, 1) if old != new)

    @property
    def removed(self) -> str:
        return self._lines("-")

    @property
    def added(self) -> str:
        return self._lines("+")

    def _lines(self, sign: str) -> str:
        lines = [line[1:].strip() for line in self.diff if line.startswith(sign)]
        return " ".join(filter(None, lines))


def mutants_of(module: str, root: Path) -> list[Mutant]:
    """All mutants of a module (a path below `root`) that change what it does, in the order of its lines."""
    source = (root / module).read_text()
    seen = {_meaning(source)}
    found = []
    for operator, mutated in _mutated(source):
        meaning = _meaning(mutated)
        if meaning and meaning not in seen:
            seen.add(meaning)
            found.append(Mutant(module, operator, source, mutated))
    return sorted(found, key=lambda mutant: mutant.line)


def _mutated(source: str) -> Iterator[tuple[str, str]]:
    for operator in OPERATORS:
        for occurrence in count():
            mutated = mutate_code(source, operator(), occurrence)
            if mutated is None:
                break
            yield operator.__name__, mutated


def _meaning(source: str) -> str:
    """What a source does, as text: its tree without annotations and marks of how arguments are given. Empty where it is
    no Python."""
    try:
        return ast.dump(_WithoutAnnotations().visit(ast.parse(source)))
    except SyntaxError:
        return ""


class _WithoutAnnotations(ast.NodeTransformer):
    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        self.generic_visit(node)
        node.annotation = ast.Constant(None)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        self.generic_visit(node)
        node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
        node.defaults = [*node.defaults, *(default for default in node.kw_defaults if default)]
        node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        return node
