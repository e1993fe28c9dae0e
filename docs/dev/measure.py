"""Measures the code as docs/dev/measures.md shows it: `make measure` writes the document anew.

Counted: the project's own Python without tests, migrations and `docs`; templates; commits since the rule on commits.
"""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

from commit_subjects import MOST, SINCE

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/dev/measures.md"
APPS = tuple(
    tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]
)
_EVERYWHERE = {"Command", "Migration", "Meta"}
#: The same measures at commit 592a82a, taken by hand before this script was.
BEFORE = {
    "two-way package pairs / arrows": "0 / 47",
    "module lines: median / p90 / largest": "69 / 199 / 376",
    "functions over 40 lines": "9",
    "lines of a view function, p90": "25",
    "functions with more than 5 arguments": "28",
    "tests per 1,000 lines; lines of tests : app": "41; 0.77",
    "public functions with a docstring": "76 %",
    "template lines over 150 characters": "16.6 %",
    "class names defined in several modules": "22",
    "commit subjects over 72 characters; with a body": "70 %; 1 %",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    measured = measures()
    lines = ["| | at 592a82a | now |", "|---|---|---|"]
    lines += [f"| {name} | {BEFORE[name]} | {value} |" for name, value in measured.items()]
    DOCUMENT.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))  # noqa: T201


_HEAD = """# Measures

Written by `make measure`. Counted are the project's own Python files without tests and migrations, the templates, and the
commits since the rule on commits. Functions include methods; arguments are those a caller gives (without `self`).

"""


def measures() -> dict[str, str]:
    """Every measure by its name in `BEFORE`, as printed."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _sources()}
    lines = [_lines(path) for path in trees if _lines(path)]
    functions = [
        (path, node) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, Function)
    ]
    views = [_length(node) for path, node in functions if "views" in path.stem and _is_view(node)]
    arrows = _arrows(trees)
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "bench" not in path.parts]
    cases = sum(
        isinstance(node, Function) and node.name.startswith("test_")
        for path in tests
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    public = [node for _path, node in functions if not node.name.startswith("_")]
    values = [
        f"{sum((b, a) in arrows for a, b in arrows) // 2} / {len(arrows)}",
        f"{median(lines):.0f} / {_p90(lines)} / {max(lines)}",
        str(sum(_length(node) > 40 for _path, node in functions)),
        str(_p90(views)),
        str(sum(_arguments(node) > 5 for _path, node in functions)),
        f"{1000 * cases / sum(lines):.0f}; {sum(map(_lines, tests)) / sum(lines):.2f}",
        f"{100 * sum(ast.get_docstring(node) is not None for node in public) / len(public):.0f} %",
        _template_lines(),
        str(len(repeated_classes(trees))),
        _commits(),
    ]
    return dict(zip(BEFORE, values, strict=True))


def repeated_classes(trees: dict[Path, ast.Module]) -> dict[str, int]:
    """The names of top-level classes that several modules define, {name: number of modules}."""
    names = Counter(
        node.name
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name not in _EVERYWHERE
    )
    return {name: number for name, number in names.items() if number > 1}


def _sources() -> list[Path]:
    found = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _is_view(node: Function) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "request" and not node.name.startswith("_")


def _arguments(node: Function) -> int:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in given)


def _p90(numbers: list[int]) -> int:
    return round(quantiles(numbers, n=10)[-1])


def _arrows(trees: dict[Path, ast.Module]) -> set[tuple[str, str]]:
    """Which package imports which: packages of the layers, "portal.units" or "tips"."""
    found = set()
    for path, tree in trees.items():
        source = _package(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in APPS:
                found.add((source, _package(f"{node.module}.{node.names[0].name}")))
    return {(a, b) for a, b in found if a != b}


def _package(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "portal" else parts[0]


def _template_lines() -> str:
    folders = (ROOT / "templates", ROOT / "portal/config/demo/templates")
    lines = [
        line
        for folder in folders
        for path in folder.rglob("*.html")
        for line in path.read_text("utf-8").splitlines()
    ]
    return f"{100 * sum(len(line) > 150 for line in lines) / len(lines):.1f} %"


def _commits() -> str:
    log = subprocess.run(
        ["git", "log", "--no-merges", "--format=%s%x00%b%x01", f"{SINCE}..HEAD"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    commits = [re.split("\0", commit.strip()) for commit in log.stdout.split("\x01") if commit.strip()]
    if not commits:
        return "no commit since"
    long = sum(len(subject) > MOST for subject, _body in commits)
    return f"{100 * long / len(commits):.0f} %; {100 * sum(bool(b.strip()) for _s, b in commits) / len(commits):.0f} %"


if __name__ == "__main__":
    main()
