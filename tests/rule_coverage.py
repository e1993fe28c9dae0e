"""`make coverage`: each rule module has `fail_under` percent of its lines and branches reached by tests of the apps.

The rule modules are `include` of [tool.coverage.run] in pyproject.toml; [tool.rule_coverage] names the folders of tests
that are not traced, because they ask the whole portal: what a module's own tests miss shall not be hidden by a crawl.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages import OWN_PACKAGES

ROOT = Path(__file__).parents[1]
_TOOL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
LEAST: float = _TOOL["coverage"]["report"]["fail_under"]
UNTRACED: list[str] = _TOOL["rule_coverage"]["untraced"]


def rule_modules() -> Iterator[str]:
    """Paths of all modules whose name says that they hold rules, whether or not a test imports them."""
    for pattern in _TOOL["coverage"]["run"]["include"]:
        for package in OWN_PACKAGES:
            for path in (ROOT / package).rglob(pattern.removeprefix("**/")):
                if path.parent.name != "migrations":
                    yield path.relative_to(ROOT).as_posix()


def shortfalls(report: dict, modules: list[str], least: float) -> list[str]:
    """A line for each of `modules` that coverage's JSON `report` lacks or that has less than `least` percent."""
    found = []
    for module in sorted(modules):
        told = report["files"].get(module)
        if told is None:
            found.append(f"{module}: no test imports it")
        elif told["summary"]["percent_covered"] < least:
            branches = [f"{start}->{end}" for start, end in told["missing_branches"]]
            missing = ", ".join([*map(str, told["missing_lines"]), *branches])
            found.append(f"{module}: {told['summary']['percent_covered']:.2f} %, not reached: {missing}")
    return found


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Stops the tracer, which costs two thirds more time, for a test of an untraced folder with its fixtures."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = plugin.cov_controller if plugin else None
    if controller is None or item.path.relative_to(ROOT / "tests").parts[0] not in UNTRACED:
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


def main() -> int:
    if sys.argv[1] == "--ignored":
        sys.stdout.write(" ".join(f"--ignore=tests/{folder}" for folder in UNTRACED))
        return 0
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    modules = list(rule_modules())
    found = shortfalls(report, modules, LEAST)
    for line in found or [
        f"{len(modules)} rule modules, each with at least {LEAST:g} % of lines and branches"
    ]:
        sys.stdout.write(f"{line}\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
