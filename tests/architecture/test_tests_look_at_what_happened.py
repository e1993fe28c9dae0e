"""Tests reach modules by their public names, and look at more than a status code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PACKAGES = ("portal", "groups", "tips", "propaganda", "reports")
# Django's own names, which bear an underscore and are documented.
DJANGO = {"_meta", "_state", "_base_manager", "_default_manager"}

# Tests that look at a status code alone, and why that says all. A new one says why here, or looks further.
NOT_THERE = "404 is the whole rule: to this person there is nothing of that address"
REFUSED = "a page that is only read is refused: nothing could have been written"
ANSWERS = "whatever was typed, there is an answer and no failure"
PROTOCOL = "the page's script, or who waits for a code, acts upon the status itself"
STATUS_SAYS_ALL = {
    "accounts/test_elevation.py::test_a_figure_outside_the_unit_looked_at_stays_closed": NOT_THERE,
    "accounts/test_elevation.py::test_a_unit_outside_the_area_does_not_exist": NOT_THERE,
    "config/test_seed_demo.py::test_there_is_no_door_outside_a_demo": NOT_THERE,
    "core/test_middleware.py::test_a_nul_is_nowhere": NOT_THERE,
    "core/test_middleware.py::test_broken_text_is_an_answer_and_no_failure": ANSWERS,
    "global_search/test_find.py::test_the_phone_has_no_such_page": REFUSED,
    "oversight/test_log.py::test_only_those_who_answer_for_a_unit_open_the_log": REFUSED,
    "oversight/test_outside_access.py::test_only_the_commune_reads_who_looked": REFUSED,
    "screens/test_bad_input.py::test_a_figure_that_does_not_exist_is_not_found": NOT_THERE,
    "screens/test_bad_input.py::test_the_clock_of_a_story_stays_in_its_session": ANSWERS,
    "screens/test_drilldown.py::test_a_figure_of_a_unit_outside_ones_area_does_not_exist": NOT_THERE,
    "signin/test_idle_lock.py::test_a_page_of_someone_else_left_open_neither_unlocks_nor_counts_a_guess": PROTOCOL,
    "signin/test_idle_lock.py::test_use_puts_it_off_and_typing_without_turning_a_page_is_use": PROTOCOL,
    "signin/test_sessions.py::test_a_link_ends_nothing": REFUSED,
    "signin/test_sign_in.py::test_the_code_is_awaited_ten_minutes": PROTOCOL,
    "unit_pages/test_amendment_screens.py::test_a_neighbours_unit_is_not_there": NOT_THERE,
    "unit_pages/test_body_screens.py::test_another_units_list_does_not_exist": NOT_THERE,
    "unit_pages/test_import_screens.py::test_a_row_of_endless_digits_is_no_row": ANSWERS,
    "unit_pages/test_picker.py::test_a_phone_only_role_has_no_picker": REFUSED,
    "unit_pages/test_picker.py::test_limits_nobody_wrote_are_not_found": NOT_THERE,
    "unit_pages/test_unit_page.py::test_an_unknown_unit_is_not_found": NOT_THERE,
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(TESTS.rglob("*.py")):
        yield str(path.relative_to(TESTS)), ast.parse(path.read_text())


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in DJANGO


def private_names(tree: ast.Module) -> Iterator[str]:
    """Private names of the project's modules that a test imports, calls or replaces."""
    ours = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES:
            ours |= {alias.asname or alias.name for alias in node.names}
            yield from (f"{node.module}.{alias.name}" for alias in node.names if is_private(alias.name))
        elif isinstance(node, ast.Import):
            ours |= {
                alias.asname or alias.name for alias in node.names if alias.name.split(".")[0] in PACKAGES
            }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and _root(node) in ours:
            yield ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _replaced(node, ours)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _replaced(call: ast.Call, ours: set[str]) -> Iterator[str]:
    """What `monkeypatch.setattr(module, "name", …)` or `setattr("package.module.name", …)` replaces."""
    if call.func.attr not in ("setattr", "delattr", "object", "patch"):  # type: ignore[attr-defined]
        return
    texts = [
        arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
    target = _root(call.args[0]) if call.args else ""
    for text in texts:
        if (text.split(".")[0] in PACKAGES or target in ours) and is_private(text.split(".")[-1]):
            yield f"{target} {text}".strip()


def looks_at_status_alone(test: ast.FunctionDef) -> bool:
    """Whether a test has assertions and each compares nothing but status codes."""
    asserts = [node.test for node in ast.walk(test) if isinstance(node, ast.Assert)]
    expects = any(
        isinstance(node, ast.Attribute) and node.attr in ("raises", "fail") for node in ast.walk(test)
    )
    return bool(asserts) and not expects and all(map(_is_status, asserts))


def _is_status(compared: ast.expr) -> bool:
    found, rest = False, [compared]
    while rest:
        node = rest.pop()
        if isinstance(node, ast.Attribute) and node.attr == "status_code":
            found = True
        elif isinstance(node, ast.Call | ast.Attribute):
            return False
        elif isinstance(node, ast.comprehension):
            rest += node.ifs
        else:
            rest += ast.iter_child_nodes(node)
    return found


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))


def test_no_test_reaches_a_private_name_of_a_module():
    assert [(path, name) for path, tree in trees() for name in private_names(tree)] == []


def test_no_test_looks_at_a_status_code_alone():
    found = {
        f"{path}::{test.name}"
        for path, tree in trees()
        for test in functions_of(tree)
        if looks_at_status_alone(test)
    }
    assert sorted(found) == sorted(STATUS_SAYS_ALL)


@pytest.mark.parametrize(
    "source",
    [
        "from tips.services import _plain",
        "from tips import services\nservices._plain('x')",
        "from tips import services\nmonkeypatch.setattr(services, '_plain', None)",
        "monkeypatch.setattr('tips.services._plain', None)",
        "import tips.services as s\ns._plain",
    ],
)
def test_a_private_name_is_found_however_it_is_reached(source):
    assert len(list(private_names(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    ("body", "alone"),
    [
        ("assert answer.status_code == 404", True),
        ("assert client.get('/').status_code == 404", True),
        ("assert [get(path).status_code for path in paths()] == [404] * 3", True),
        ("assert (answer.status_code, len(calls)) == (200, 1)", False),
        ("assert answer.status_code == 200\n    assert 'x' in answer.content.decode()", False),
        ("assert answer.status_code == 404\n    with pytest.raises(LookupError):\n        get()", False),
        ("pass", False),
    ],
)
def test_what_counts_as_looking_at_a_status_alone(body, alone):
    (test,) = functions_of(ast.parse(f"def test_it():\n    {body}"))
    assert looks_at_status_alone(test) is alone
