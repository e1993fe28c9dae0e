"""Bodies and amendments of units: they move along, are counted before, seen at the successor, and come back."""

import pytest

from portal.bodies import selectors
from portal.bodies.models import Body
from portal.bodies.policies import can_edit
from portal.bodies.services import set_line
from portal.units.amendments import services
from portal.units.amendments.kinds import MergeUnits
from portal.units.amendments.preview import tally
from portal.units.amendments.serialization import NewUnit
from portal.units.models import Unit
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import body
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def living(country):
    """The same country, without the known end of its units."""
    Unit.objects.update(valid_to=None)
    for one in country.all():
        one.refresh_from_db()
        one.versions.update(valid_to=None)
        one.edges.update(valid_to=None)
    return country


def merge(country) -> Unit:
    services.decide_amendment(
        by=SYSTEM,
        plan=MergeUnits(
            (country.commune, country.neighbour), NewUnit("xa", "Cầu Khởi", "26000"), country.district
        ),
        on=STORY_DAY,
        legal_act="Nghị quyết thử",
    )
    return Unit.objects.get(code="26000")


def test_a_preview_counts_the_bodies_that_stand(living):
    body(living.commune)
    body(living.hamlet)
    body(living.neighbour)
    assert tally([living.commune])["bodies"] == 2


def test_a_merged_communes_bodies_are_seen_and_kept_at_its_successor(living):
    women, above = body(living.commune, name="Hội xã"), body(living.district, name="Hội huyện")
    board = body(living.hamlet, "operating-board")
    foreign = body(living.new_commune)
    set_line(by=SYSTEM, body=women, version=1, above=above, on=None)
    merged = merge(living)
    officer = people.officer(merged)
    seen = selectors.bodies(officer)
    assert set(seen) == {women, board}
    assert foreign not in seen
    moved = Body.objects.unscoped("test").get(pk=women.pk)
    assert (moved.unit, moved.commune, moved.keeper_id) == (living.commune, merged, merged.pk)
    assert can_edit(officer, moved)
    assert [one.name for one in selectors.bodies_above_on(moved, STORY_DAY)] == ["Hội huyện"]


def test_after_a_merger_a_body_may_come_under_one_of_the_new_unit(living):
    women = body(living.commune)
    merged = merge(living)
    above = body(merged, name="Mặt trận xã mới")
    moved = Body.objects.unscoped("test").get(pk=women.pk)
    assert above in selectors.may_stand_above(moved, STORY_DAY)
    set_line(by=SYSTEM, body=moved, version=1, above=above, on=STORY_DAY)
    assert selectors.bodies_above_on(moved, STORY_DAY) == [above]
