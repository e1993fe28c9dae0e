"""`make coverage` fails for each rule module by itself, and for one that no test imports."""

from tests import rule_coverage
from tests.rule_coverage import shortfalls


def told(percent, lines=(), branches=()):
    return {
        "summary": {"percent_covered": percent},
        "missing_lines": list(lines),
        "missing_branches": [list(branch) for branch in branches],
    }


def test_the_floor_is_each_modules_own_and_includes_its_bound():
    report = {"files": {"tips/states.py": told(100.0), "tips/services.py": told(95.0), "a.py": told(0)}}
    assert shortfalls(report, ["tips/services.py", "tips/states.py"], 95) == []
    report["files"]["tips/services.py"] = told(94.99, [7, 9], [(4, -1)])
    assert shortfalls(report, ["tips/states.py", "tips/services.py"], 95) == [
        "tips/services.py: 94.99 %, not reached: 7, 9, 4->-1"
    ]


def test_a_module_that_no_test_imports_is_a_shortfall():
    assert shortfalls({"files": {}}, ["tips/rules.py"], 95) == ["tips/rules.py: no test imports it"]


def test_the_rule_modules_are_found_by_name_in_every_package():
    modules = set(rule_coverage.rule_modules())
    assert {"tips/policies.py", "portal/core/deadlines.py", "portal/core/backup/services.py"} <= modules
    assert not [module for module in modules if "tests" in module or "migrations" in module]


def test_what_is_not_traced_are_folders_of_tests():
    for folder in rule_coverage.UNTRACED:
        assert (rule_coverage.ROOT / "tests" / folder / "__init__.py").exists(), folder
