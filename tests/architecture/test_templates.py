"""Templates, style sheets and static files: lines that can be read, and nothing that nobody uses."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
# The demo's own, which extend those of the product and use its style sheets.
OF_THE_DEMO = ROOT / "portal/config/demo/templates"
STATIC = ROOT / "static"
LONGEST = 120

# Loaded by Django or by a library under their own names.
LOADED_BY_NAME = {"400.html", "404.html", "500.html", "binh_yen/uni_form.html"}
# Files that say where the others come from.
OF_LIBRARIES = {"LICENSE", "VERSION"}


def _strings_of_the_code() -> list[str]:
    """Every string of our Python but docstrings."""
    packages = ("portal", "groups", "tips", "propaganda", "reports")
    found = []
    for path in (path for package in packages for path in sorted((ROOT / package).rglob("*.py"))):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        found += [
            node.value
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
        ]
    return found


def _texts(folder: Path, pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.rglob(pattern))]


def _classes_given() -> list[str]:
    """Where an element gets its classes: attributes of templates, strings of the code and of scripts."""
    drawn = _texts(TEMPLATES, "*.html") + _texts(OF_THE_DEMO, "*.html")
    templates = [value for text in drawn for value in re.findall(r'class="([^"]*)"', text)]
    classes_from_blocks = [
        value
        for text in drawn
        for value in re.findall(r"{% block (?:html_class|page_class|width) %}([^{]+){%", text)
    ]
    scripts = [
        value for text in _texts(STATIC / "js", "*.js") for value in re.findall(r'["\'`]([^"\'`]*)', text)
    ]
    return templates + classes_from_blocks + scripts + _strings_of_the_code()


def _classes_styled() -> set[str]:
    """Classes that a selector of our own style sheets names."""
    found = set()
    for path in STATIC.glob("css/*.css"):
        source = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        for selector in re.findall(r"([^{}]+)\{", source):
            found |= set(re.findall(r"\.([a-zA-Z][\w-]*)", selector))
    return found


def _templates() -> list[Path]:
    """Every template of the repository, those of the demo and of the tests' own apps included."""
    found = ROOT.glob("**/templates/**/*.html")
    return sorted(path for path in found if not path.relative_to(ROOT).parts[0].startswith("."))


def test_the_templates_of_every_folder_are_checked():
    folders = {
        path.relative_to(ROOT).as_posix().split("/templates/")[0].split("templates/")[0]
        for path in _templates()
    }
    assert folders == {"", "portal/config/demo", "tests/added_app", "tests/bench"}


@pytest.mark.parametrize("path", _templates(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_line_is_as_long_as_one_reads(path):
    """Django's tags cannot span lines: a longer one becomes a `with`, an `asvar` or a `blocktranslate trimmed`."""
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    assert [(number, line) for number, line in lines if len(line) > LONGEST] == []


@pytest.mark.parametrize("path", _templates(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_subtitle_of_several_lines_has_words_in_every_case(path):
    """`.subtitle:empty` does not match white space: an empty line would keep its margin."""
    blocks = re.findall(r"{% block subtitle %}(.*?){% endblock", path.read_text("utf-8"), re.S)
    without_conditions = [
        re.sub(r"{% if (?:(?!{% else).)*?{% endif %}", "", text, flags=re.S) for text in blocks
    ]
    assert [text for text in without_conditions if text and not text.strip()] == []


def test_every_class_that_is_styled_is_given_to_something():
    """By its whole name, or by a name put together in front of a placeholder ("pill-{}", "text-{{ text_size }}")."""
    given = "\n".join(_classes_given())
    whole = set(re.findall(r"[\w-]+", given))
    beginnings = tuple(set(re.findall(r"([a-z][a-z-]*-)\{[{}\w]", given)))
    unused = {name for name in _classes_styled() if name not in whole and not name.startswith(beginnings)}
    assert unused == set()


def test_every_template_is_loaded_from_somewhere():
    sources = _texts(TEMPLATES, "*.html") + _strings_of_the_code()
    named = {name for text in sources for name in re.findall(r"[\w/]+\.html", text)}
    templates = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    assert templates - named == LOADED_BY_NAME


def test_every_static_file_is_named_somewhere():
    texts = _texts(TEMPLATES, "*.html") + _texts(STATIC / "js", "*.js") + _texts(STATIC / "css", "*.css")
    source = "\n".join([*texts, *_strings_of_the_code(), *_texts(STATIC, "manifest.webmanifest")])
    files = [path for path in STATIC.rglob("*") if path.is_file() and path.name not in OF_LIBRARIES]
    assert [path.relative_to(STATIC).as_posix() for path in files if path.name not in source] == []
