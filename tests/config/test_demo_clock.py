"""The demo's working day runs from nine to midnight, the same in every session, whatever the machine's hour."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.timezone import localtime

from portal.config.demo.clock import WORKING_DAY
from portal.config.demo.middleware import StoryClockMiddleware
from portal.core import clock


def moment(monkeypatch, machine: datetime, day: str | None = "2019-12-08"):
    """What the clock says within a request of a session."""
    monkeypatch.setattr(clock, "machine_now", lambda: machine)
    request = RequestFactory().get("/")
    request.session = {WORKING_DAY: day} if day else {}
    seen = []
    StoryClockMiddleware(lambda request: seen.append(clock.now()) or HttpResponse())(request)
    return seen[0]


@pytest.mark.parametrize(
    ("machine", "story"),
    [
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "09:00"),  # midnight in Vietnam
        (datetime(2026, 11, 21, 5, 0, tzinfo=UTC), "16:30"),  # noon in Vietnam
        (datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC), "23:59"),
    ],
)
def test_the_machines_day_runs_through_the_storys(monkeypatch, machine, story):
    found = localtime(moment(monkeypatch, machine))
    assert (f"{found:%Y-%m-%d}", f"{found:%H:%M}") == ("2019-12-08", story)


def test_a_session_without_a_story_has_the_clock_of_the_machine(monkeypatch):
    machine = datetime(2026, 11, 21, tzinfo=UTC)
    with clock.pinned_to(machine):
        assert moment(monkeypatch, machine, day=None) == machine
