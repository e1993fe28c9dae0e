"""Every kind of amendment is registered in both layers."""

from portal.unit_pages.amendments.kinds import GUIDES
from portal.units.amendments.kinds import PLANS
from portal.units.choices import AmendmentKind


def test_every_kind_has_a_plan():
    assert list(PLANS) == list(AmendmentKind)


def test_every_kind_but_the_reform_which_has_its_own_pages_has_questions():
    assert [*GUIDES, AmendmentKind.REFORM] == list(AmendmentKind)
