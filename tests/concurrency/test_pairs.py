"""Whatever two forms are sent at once, what is left is what one after the other leaves, and no response is 500.

The suite sends some pairs, the same each time; RACES=1000 (`make races`) sends that many, drawn by RACES_SEED.
"""

import os
import random
from itertools import combinations_with_replacement

import pytest
from django.utils import timezone

from portal.core import clock
from tests.architecture.access_table import TABLE
from tests.concurrency import database
from tests.concurrency.digest import FIRST_NEW
from tests.concurrency.forms import WRONG_PIN, SentForm, forms
from tests.concurrency.pairs import Arena
from tests.concurrency.world import build
from tests.conftest import STORY_MOMENT
from tests.surroundings import on_postgresql

pytestmark = pytest.mark.skipif(not on_postgresql(), reason="SQLite writes one transaction after the other")

_WORLD = "races_world"
COUNT = int(os.environ.get("RACES", "24"))
SEED = int(os.environ.get("RACES_SEED", "1"))
# Pages that are read; sent as a form they are the same page.
_READ = {
    *("home", "overview", "cards:list", "cards:detail", "accounts:people", "accounts:person"),
    *("accounts:hand-overs", "accounts:access", "accounts:elevate", "signin:own", "oversight:log"),
    *(
        "oversight:outside-access",
        "steering:directives",
        "steering:directive",
        "steering:directive-file",
        "steering:answer",
        "steering:activities",
        "steering:committee",
        "steering:activity",
        "steering:minutes",
        "steering:findings",
        "steering:difficulties",
        "steering:difficulty",
        "steering:finding",
        "steering:assessments",
        "steering:assessment",
        "steering:plans",
        "steering:plan",
        "steering:print-plan",
        "steering:plan-paper",
        "steering:board-decision",
        "steering:task",
        "steering:own-tasks",
        "units:home",
        "units:tree",
        "units:branch",
        "units:pick",
        "units:changes",
        "units:amendment",
    ),
    *(
        "units:amendment-progress",
        "units:detail",
        "units:choose-amendment",
        "units:import-sample",
        "tips:list",
    ),
    *("tips:sent-above", "tips:detail", "groups:list", "groups:counts", "groups:confirmations"),
    *(
        "groups:coverage",
        "groups:rollout",
        "groups:detail",
        "groups:inspections",
        "groups:inspection",
        "groups:qr",
        "propaganda:list",
        "propaganda:relays",
    ),
    *("propaganda:to-relay", "propaganda:detail", "reports:list", "reports:detail", "reports:paper"),
    *("reports:download", "health", "find", "notices:list", "units:bodies", "units:body"),
}
# The sign-in of the try-out; and the reform of 2025, whose twin starts are tried in test_services.
_ELSEWHERE = {"demo:enter", "demo:personas", "units:reform"}


@pytest.fixture(scope="module")
def arena(committed):
    """The world, committed, with all forms filled in for it."""
    now = timezone.now()
    with pytest.MonkeyPatch.context() as patch, clock.pinned_to(STORY_MOMENT):
        # The machine's clock is stopped, too: a long run would find screens locked and cards out of date.
        patch.setattr(timezone, "now", lambda: now)
        world = build()
        database.number_from(FIRST_NEW)
        database.copy_to(_WORLD)
        opened = Arena(_WORLD, forms(world))
        yield opened
        opened.close()
        database.drop(_WORLD)
        database.number_from(FIRST_NEW // 100)


def test_every_form_of_the_portal_is_sent(arena):
    asked = {line.split()[0] for line in TABLE.splitlines()[2:] if line.strip()}
    assert {form.name for form in arena.forms} | _READ | _ELSEWHERE == asked


def test_every_form_writes_when_it_is_sent_alone(arena):
    """A form that is refused anyway would meet no other."""
    idle = []
    for form in arena.forms:
        answer, noted = arena.alone(form)
        if answer >= 400 or not (noted or form.name in _NOTED_NOWHERE or form.note == WRONG_PIN):
            idle.append(f"{form.label}: {answer}")
    assert idle == [], "\n".join(idle)


# They change a session, a job, what a phone keeps, or which of one's own notices one has seen and wants; or hold a file
# that no row points to yet.
_NOTED_NOWHERE = {
    *("notices:open", "notices:see-all", "notices:unsee", "notices:choose"),
    *(
        "signin:here",
        "signin:sign-in",
        "signin:change-phone",
        "signin:end-session",
        "signin:end-other-sessions",
    ),
    *("accounts:switch-unit", "accounts:sign-out", "accounts:text-size", "reports:draw-again"),
    *("cards:choose-pin", "cards:scan", "steering:read-file"),
}


def test_two_at_once_leave_what_one_after_the_other_leaves(arena):
    dice = random.Random(SEED)
    faults = []
    for n, (one, other) in enumerate(_drawn(arena.forms, dice)):
        if fault := arena.fault(one, other, dice=dice):
            faults.append(fault)
        if COUNT > 100 and n % 50 == 49:
            print(f"{n + 1} pairs, {len(faults)} faults", flush=True)  # noqa: T201  a long run says how far it is
    assert faults == [], "\n\n".join(faults)


def _drawn(all_forms: list[SentForm], dice: random.Random) -> list[tuple[SentForm, SentForm]]:
    """So many pairs, no one twice while there are others; a form sent twice is a pair, too."""
    pairs = list(combinations_with_replacement(all_forms, 2))
    dice.shuffle(pairs)
    return (pairs * (COUNT // len(pairs) + 1))[:COUNT]
