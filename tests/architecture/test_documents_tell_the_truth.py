"""What the project's own documents say of the code is drawn from the code."""

import re
import runpy
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from portal.accounts.menu import entries
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.dashboards.management.commands.draw_moves import DOCUMENT, redrawn
from tests.packages import OWN_PACKAGES

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(GUIDE.rglob("*.md"))]


def test_the_diagrams_are_those_of_the_tables_of_transitions():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == redrawn(text), "run manage.py draw_moves"


def test_the_list_of_modules_is_that_of_their_docstrings():
    listed = runpy.run_path(str(ROOT / "docs/dev/modules.py"))
    without = [
        f"{package}: {path}"
        for package in listed["packages"]()
        for path, sentence in listed["modules"](package).items()
        if not sentence
    ]
    assert without == [], "modules without a docstring"
    text = listed["DOCUMENT"].read_text(encoding="utf-8")
    assert text == listed["document"](), "run .venv/bin/python docs/dev/modules.py"


def test_every_pinned_library_says_why_it_is_there():
    for name in (
        "requirements.txt",
        "requirements-s3.txt",
        "requirements-dev.txt",
        "requirements-bench.txt",
        "requirements-mutants.txt",
    ):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert "==" in line, f"{name}: {line} is not pinned"
                assert "#" in line or name == "requirements-bench.txt", f"{name}: {line} does not say why"


# --- links and pictures ---------------------------------------------------------------------------
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", _read(document)):
        path, _hash, anchor = "".join(target).partition("#")
        if path.startswith(("http:", "https:")):
            continue
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            lost.append("".join(target))
    assert lost == []


def test_every_picture_is_shown_and_says_what_it_shows():
    shown = set()
    for document in DOCUMENTS:
        for words, file in _pictures(_read(document)):
            assert words.strip(), f"{document.name}: {file} says nothing to who does not see it"
            shown.add(Path(file).name)
    assert shown == {path.name for path in (GUIDE / "pictures").glob("*.png")}


# --- commands, settings, places -------------------------------------------------------------------
def test_every_command_of_ours_is_told():
    for document in (ROOT / "README.md", GUIDE / "lenh.md"):
        told = {name for name, _options in _commands_in(_read(document))}
        assert _own_commands() <= told, document.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_are_told_with_options_they_take(document):
    known = get_commands()
    for name, options in _commands_in(_read(document)):
        assert name in known, f"{document.name}: there is no manage.py {name}"
        if name in _own_commands():
            parser = load_command_class(known[name], name).create_parser("manage.py", name)
            assert options <= set(parser._option_string_actions), f"{document.name}: {name} {options}"


def test_every_setting_of_an_installation_is_told_with_its_default():
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", _read(GUIDE / "cai-dat.md"), re.M))
    source = "".join(_read(ROOT / f"portal/config/settings/{name}.py") for name in ("base", "production"))
    asked = dict(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"(?:,\s*default=([^)\n]+))?", source))
    asked.pop("ENV_FILE")  # told in the sentence above the table
    assert set(table) == set(asked)
    for name, default in asked.items():
        if re.fullmatch(r"[\d_ *]+", default):
            product = 1
            for factor in default.replace("_", "").split("*"):
                product *= int(factor)
            assert table[name].strip() == str(product), name


def test_the_architecture_names_layers_and_files_that_are_there():
    text = _read(ROOT / "ARCHITECTURE.md")
    contracts = tomllib.loads(_read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    for layer in re.findall(r"[\w.]+", " ".join(contracts[0]["layers"])):
        assert re.search(rf"^[\w.| ]*\b{re.escape(layer)}\b", text, re.M), layer
    for place in re.findall(r"`([\w./-]+/[\w./-]*)`", text):
        if place.startswith((*OWN_PACKAGES, "templates", "tests", "docs", "static")):
            assert (ROOT / place).exists(), place


# --- roles, rights, words on the screen -----------------------------------------------------------
def test_the_table_of_rights_is_the_one_in_force():
    rows = ["| Việc | " + " | ".join(str(role.label) for role in Role) + " |"]
    rows.append("|---|" + ":-:|" * len(Role))
    for permission in Permission:
        label = str(permission.label)
        cells = ["có" if permission in RIGHTS[role].permissions else "" for role in Role]
        rows.append(f"| {label[:1].upper()}{label[1:]} | " + " | ".join(cells) + " |")
    assert "\n".join(rows) in _read(GUIDE / "quan-tri.md"), "the table should be:\n" + "\n".join(rows)


def test_whatever_stands_in_a_menu_is_told():
    told = set().union(*(_bold(_read(document)) for document in GUIDE.glob("*.md")))
    assert {str(entry.label) for entry in entries()} <= told, "tell it in bold in docs/*.md"


@pytest.mark.parametrize("document", sorted(GUIDE.glob("*.md")), ids=lambda path: path.name)
def test_bold_words_stand_on_a_screen(document):
    """The guide promises it: bold is what a button or a page says, letter by letter."""
    assert {words for words in _bold(_read(document)) if words not in _screens()} == set()


# --- how ------------------------------------------------------------------------------------------
@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)


@cache
def _anchors(path: Path) -> set[str]:
    """The headings of a document as GitHub links to them."""
    headings = re.findall(r"^#+ (.+)$", _without_code(_read(path)), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _pictures(text: str) -> list[tuple[str, str]]:
    tags = [
        (re.search(r'alt="([^"]*)"', tag), re.search(r'src="([^"]+)"', tag)[1])
        for tag in re.findall(r"<img [^>]+>", text)
    ]
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text) + [(alt[1] if alt else "", src) for alt, src in tags]


def _commands_in(text: str) -> list[tuple[str, set[str]]]:
    """What the documents say of manage.py: each command with the options beside it."""
    found = []
    for name, rest in re.findall(r"manage\.py (\w+)([^\n#`&]*)", text):
        found.append((name, set(re.findall(r"(?<!\S)\[?(--[\w-]+)", rest))))
    return found


def _own_commands() -> set[str]:
    return {name for name, app in get_commands().items() if str(app).partition(".")[0] in OWN_PACKAGES}


def _bold(text: str) -> set[str]:
    found = re.findall(r"\*\*(.+?)\*\*", _without_code(text), re.S)
    return {" ".join(words.split()) for words in found}


@cache
def _screens() -> str:
    """All that screens can say, as templates and code have it."""
    files = [path for each in settings.TEMPLATES[0]["DIRS"] for path in each.rglob("*.html")]
    files += [path for app in OWN_PACKAGES for path in (ROOT / app).rglob("*.py")]
    return "\n".join(_read(path) for path in files)
