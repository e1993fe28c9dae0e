"""Days and times are written by portal/core/formatting.py alone, in Python and in templates."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "groups", "tips", "propaganda", "reports")
FORMATTING = ROOT / "portal/core/formatting.py"
# Runs without Django, in a process of its own: formatting imports its translations.
WORKER = ROOT / "portal/core/sheets/worker.py"
_PARTS = {"day", "month", "hour", "minute", "second"}
_FILTER = re.compile(r"\|\s*(?:date|time)\b|{%\s*now\b")


def formats_by_hand(source: str) -> bool:
    """Whether Python writes a day or time for people: `strftime`, `f"{at:%d/%m}"`, `f"{at.day:02}"`.

    A format that begins with the year ("%Y-%m") is one for machines: keys of files, values of fields.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("strftime", "date_format"):
            return True
        if isinstance(node, ast.JoinedStr):
            values = [part for part in node.values if isinstance(part, ast.FormattedValue)]
            specs = [ast.unparse(part.format_spec) for part in values if part.format_spec]
            if any("%" in spec and not spec.startswith("f'%Y") for spec in specs):
                return True
            parts = [part.value.attr for part in values if isinstance(part.value, ast.Attribute)]
            if _PARTS.intersection(parts):
                return True
    return False


@pytest.mark.parametrize(
    ("source", "by_hand"),
    [
        ("at.strftime('%d/%m/%Y')", True),
        ("f'{at:%d/%m/%Y}'", True),
        ("f'{at.day:02}/{at.month:02}'", True),
        ("f'{on.day}'", True),
        ("f'{at:%Y-%m-%dT%H:%M}'", False),
        ("f'{count:02} {day(on)} {row.name}'", False),
        ("on.day", False),
        ("on.isoformat()", False),
    ],
)
def test_the_test_recognises_a_format_by_hand(source, by_hand):
    assert formats_by_hand(source) is by_hand


def test_python_writes_days_and_times_by_the_formatting_module():
    modules = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    found = {path for path in modules if formats_by_hand(path.read_text("utf-8"))}
    assert found == {FORMATTING, WORKER}


@pytest.mark.parametrize(
    ("text", "by_hand"),
    [
        ('{{ at|date:"d/m/Y" }}', True),
        ("{{ at|time }}", True),
        ('{% now "Y" %}', True),
        ("{{ at|day }} {{ row.date }} {{ due|moment }}", False),
    ],
)
def test_the_test_recognises_a_filter_of_django(text, by_hand):
    assert bool(_FILTER.search(text)) is by_hand


def test_templates_write_days_and_times_by_the_filters_of_the_formatting_module():
    templates = [
        path
        for folder in (ROOT / "templates", *map(ROOT.joinpath, PACKAGES))
        for path in folder.rglob("*.html")
    ]
    assert templates
    assert [path for path in templates if _FILTER.search(path.read_text("utf-8"))] == []
