"""Writes docs/dev/modules.md: every module with the first sentence of its docstring, by package from the lowest layer up.

.venv/bin/python docs/dev/modules.py
"""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/dev/modules.md"
_HEAD = """# Modules

Written by `docs/dev/modules.py` from the first sentence of each module's docstring. Packages are in the order of their
layers, the lowest first: a package imports only from those before it.
"""
_SENTENCE = re.compile(r".+?[.](?=\s+[^a-z\s]|\s*$)", re.DOTALL)


def document() -> str:
    """The whole text of modules.md."""
    return "\n".join([_HEAD, *(_section(package) for package in packages())])


def packages() -> list[str]:
    """The packages in the order of the layers in pyproject.toml, the lowest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (row for row in settings["tool"]["importlinter"]["contracts"] if row["type"] == "layers")
    return [name.strip() for layer in reversed(contract["layers"]) for name in layer.split("|")]


def modules(package: str) -> dict[str, str]:
    """The modules of a package that hold code, {path below the package: first sentence, empty where there is none}."""
    folder = ROOT / package.replace(".", "/")
    found = [path for path in folder.rglob("*.py") if "migrations" not in path.parts and path.stat().st_size]
    return {str(path.relative_to(folder)): first_sentence(path) for path in sorted(found)}


def first_sentence(path: Path) -> str:
    """The first sentence of a module's docstring in one line."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(text.split("\n\n", 1)[0].split())
    sentence = _SENTENCE.match(paragraph)
    return sentence[0] if sentence else paragraph


def _section(package: str) -> str:
    rows = [f"| `{path}` | {_cell(sentence)} |" for path, sentence in modules(package).items()]
    return "\n".join([f"## {package}", "", "| module | holds |", "|---|---|", *rows, ""])


def _cell(sentence: str) -> str:
    return sentence.replace("|", "\\|")


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
