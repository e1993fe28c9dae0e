"""mypy, as `make types` runs it, finds a wrong actor, unit or version given to a service, and a field that no manifest has.

One run of some ten seconds, or of two once `.mypy_cache` is filled.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# One worker runs mypy once for all of them.
pytestmark = pytest.mark.xdist_group("mypy")

ABOUT = """
from groups.models import ChatGroup
from groups.services import create_group, reopen_group
from portal.accounts.actor import Actor, SystemActor
from portal.accounts.models import User
from portal.accounts.requests import ActorRequest
from portal.core import manifests
from portal.core.audited_writes import change_row
from portal.units.models import Unit, UnitVersion
from reports.services import begin_report
from portal.core.periods import Period

def called(
    actor: Actor, system: SystemActor, user: User, unit: Unit, old_name: UnitVersion, group: ChatGroup,
    request: ActorRequest, period: Period,
) -> None:
"""

# A call, and the kind of error that mypy must find in it; none for a right call.
CALLS = {
    "an actor": ("create_group(by=actor, unit=unit)", ""),
    "the system": ("begin_report(by=system, unit=unit, period=period)", ""),
    "the actor of a request": ("begin_report(by=request.actor, unit=unit, period=period)", ""),
    "a user for an actor": ("create_group(by=user, unit=unit)", "arg-type"),
    "a request's user for an actor": ("begin_report(by=request.user, unit=unit, period=period)", "arg-type"),
    "no actor": ("create_group(by=None, unit=unit)", "arg-type"),
    "an old name for a unit": ("create_group(by=actor, unit=old_name)", "arg-type"),
    "a key for a unit": ("create_group(by=actor, unit=unit.pk)", "arg-type"),
    "perhaps no unit for a unit": ("begin_report(by=actor, unit=actor.unit, period=period)", "arg-type"),
    "a version": ("reopen_group(by=actor, group=group, version=group.version)", ""),
    "a text for a version": ("reopen_group(by=actor, group=group, version='3')", "arg-type"),
    "a row without a version": ("change_row(unit, by=actor, action='unit.edit')", "type-var"),
    "a field of manifests": (
        "manifests.all_of('jobs'), manifests.by_key('jobs'), manifests.one_of('custody')",
        "",
    ),
    "a field that no manifest has": ("manifests.all_of('successions')", "arg-type"),
    "keys of a field without keys": ("manifests.by_key('permissions')", "arg-type"),
    "one of what several apps bring": ("manifests.one_of('jobs')", "arg-type"),
}


def test_every_package_is_checked():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert tools["mypy"]["files"] == tools["importlinter"]["root_packages"]
    assert tools["mypy"]["exclude"] == "/migrations/"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The kinds of errors that one run finds, by line."""
    snippet = tmp_path_factory.mktemp("types") / "snippet.py"
    snippet.write_text(ABOUT + "".join(f"    {call}\n" for call, _kind in CALLS.values()))
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", str(snippet)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert all("snippet.py:" in line for line in errors), done.stdout
    kinds: dict[int, str] = {}
    for line in errors:
        number = int(line.split("snippet.py:")[1].split(":")[0])
        kinds[number] = line.rsplit("[", 1)[1].rstrip("]")
    return kinds


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_argument_of_a_service_is_found(found, name):
    line = ABOUT.count("\n") + 1 + list(CALLS).index(name)
    assert found.get(line, "") == CALLS[name][1]
