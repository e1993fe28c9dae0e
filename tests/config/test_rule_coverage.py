"""`make coverage` fails for each rule module by itself, and for one that no test imports."""

import tomllib

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
    assert {"groups/rollout_policies.py", "portal/steering/plans/task_services.py"} <= modules
    assert not [module for module in modules if "tests" in module or "migrations" in module]


def test_each_module_of_rules_is_also_changed_by_make_mutants():
    """Services are traced only: what they write is compared by the tests of all forms."""
    settings = tomllib.loads((rule_coverage.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changed = set(settings["tool"]["mutants"]["modules"])
    rules = {path for path in rule_coverage.rule_modules() if not path.endswith("services.py")}
    assert rules - changed == set()


def test_what_is_not_traced_are_folders_of_tests():
    for folder in rule_coverage.UNTRACED:
        assert (rule_coverage.ROOT / "tests" / folder / "__init__.py").exists(), folder
