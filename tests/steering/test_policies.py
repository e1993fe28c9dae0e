"""Who keeps the committee's list and plan, and who the yearly assessments: those who work at that very unit."""

import pytest

from portal.core.errors import Refused
from portal.steering import policies
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_each_keeps_the_list_and_plan_of_ones_own_unit_and_no_other(country):
    for unit in (country.province, country.district, country.commune):
        assert policies.can_edit(people.officer(unit), unit)
        policies.check_edit(people.officer(unit), unit)
    for actor in map(people.officer, (country.neighbour, country.district, country.province)):
        assert not policies.can_edit(actor, country.commune)
        with pytest.raises(Refused, match="sửa sổ của đơn vị mình"):
            policies.check_edit(actor, country.commune)
    assert not policies.can_edit(people.officer(country.commune), country.province)


def test_only_a_communes_own_people_assess_it(country):
    own = people.officer(country.commune)
    policies.check_assess(own, country.commune)
    assert policies.can_assess(own, country.commune)
    for actor in map(people.officer, (country.neighbour, country.district, country.province)):
        with pytest.raises(Refused, match="của chính xã này"):
            policies.check_assess(actor, country.commune)


def test_a_unit_above_communes_is_not_assessed_not_even_by_its_own_people(country):
    for unit in (country.district, country.province):
        assert not policies.can_assess(people.officer(unit), unit)
