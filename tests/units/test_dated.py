"""The conditions on days of dated rows: the query and the method of a row say the same."""

from datetime import date, timedelta

import pytest

from portal.units.models import UnitVersion, begins_after, ended_by, not_ended_by, valid_on

pytestmark = pytest.mark.django_db
START, END = date(2019, 12, 1), date(2019, 12, 11)


@pytest.fixture(params=[(START, END), (None, END), (START, None), (None, None)], ids=str)
def version(country, request):
    """The only version of a unit, from the first to before the second day."""
    start, end = request.param
    UnitVersion.objects.filter(unit=country.hamlet).update(valid_from=start, valid_to=end)
    return UnitVersion.objects.get(unit=country.hamlet)


@pytest.mark.parametrize("day", [START - timedelta(1), START, END - timedelta(1), END])
def test_a_row_is_valid_from_its_first_day_to_before_its_end(version, day):
    begun = version.valid_from is None or day >= START
    ended = version.valid_to is not None and day >= END

    def has(condition):
        return UnitVersion.objects.filter(condition, pk=version.pk).exists()

    assert (version.has_begun_by(day), version.has_ended_by(day)) == (begun, ended)
    assert (has(begins_after(day)), has(ended_by(day))) == (not begun, ended)
    assert version.is_valid_on(day) == has(valid_on(day)) == (begun and not ended)
    assert has(not_ended_by(day)) is not ended


def test_the_last_day_is_the_day_before_the_end(version):
    assert version.last_day == (END - timedelta(1) if version.valid_to else None)


def test_the_nearest_day_is_the_day_itself_or_the_end_it_lies_beyond(version):
    assert version.nearest_day(START - timedelta(1)) == (version.valid_from or START - timedelta(1))
    assert version.nearest_day(START + timedelta(1)) == START + timedelta(1)
    assert version.nearest_day(END) == (version.last_day or END)
