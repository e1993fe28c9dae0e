"""What a unit's papers call things is dated: each value from a day until the next."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.permissions import Role
from portal.core.errors import Refused
from portal.steering.choices import SettingKey
from portal.steering.letterheads.selectors import letterhead_of
from portal.steering.models import UnitSetting
from portal.steering.unit_settings.selectors import history, programme_on, setting_on
from portal.steering.unit_settings.services import set_setting
from tests.factories import people, steering
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
P = SettingKey.PROGRAMME
JUNE, SEPTEMBER, TODAY = date(2019, 6, 1), date(2019, 9, 1), date(2019, 12, 8)


def put(unit, value, on, key=P, by=SYSTEM, **more):
    return set_setting(by=by, unit=unit, key=key, value=value, on=on, **more)


def spans(unit, key=P):
    return [(row.value, row.valid_from, row.valid_to) for row in reversed(history(unit)[key])]


def test_a_value_holds_from_its_day_until_the_next_one(country):
    put(country.commune, "Nhóm Zalo", JUNE)
    put(country.commune, "Zalo kết nối bình yên", SEPTEMBER)
    said = {
        day: setting_on(country.commune, P, day)
        for day in (date(2019, 5, 31), JUNE, date(2019, 8, 31), SEPTEMBER)
    }
    assert list(said.values()) == ["", "Nhóm Zalo", "Nhóm Zalo", "Zalo kết nối bình yên"]
    assert setting_on(country.neighbour, P, TODAY) == ""


def test_a_value_written_for_earlier_days_ends_where_the_next_begins(country):
    put(country.commune, "sau", SEPTEMBER)
    put(country.commune, "trước", JUNE)
    put(country.commune, "giữa", date(2019, 7, 1))
    assert spans(country.commune) == [
        ("trước", JUNE, date(2019, 7, 1)),
        ("giữa", date(2019, 7, 1), SEPTEMBER),
        ("sau", SEPTEMBER, None),
    ]


def test_the_same_day_corrects_and_nothing_takes_back_or_ends(country):
    put(country.commune, "Nhóm Zalo", JUNE)
    put(country.commune, "Nhầm", SEPTEMBER)
    put(country.commune, "Sửa", SEPTEMBER)
    assert spans(country.commune) == [("Nhóm Zalo", JUNE, SEPTEMBER), ("Sửa", SEPTEMBER, None)]
    put(country.commune, "", SEPTEMBER)
    assert spans(country.commune) == [("Nhóm Zalo", JUNE, None)]
    put(country.commune, "", SEPTEMBER)
    assert spans(country.commune) == [("Nhóm Zalo", JUNE, SEPTEMBER)]
    with pytest.raises(ValidationError, match="chưa có nội dung nào"):
        put(country.commune, "", TODAY)


def test_a_hamlet_says_what_its_commune_says_unless_it_says_so_itself(country):
    put(country.commune, "Của xã", JUNE)
    assert setting_on(country.hamlet, P, TODAY) == "Của xã"
    put(country.hamlet, "Của ấp", JUNE)
    assert setting_on(country.hamlet, P, TODAY) == "Của ấp"
    assert setting_on(country.commune, P, TODAY) == "Của xã"
    assert setting_on(country.district, P, TODAY) == ""


def test_a_plan_is_called_as_its_paper_and_the_start_is_a_day(country):
    plan = steering.directive(country.commune)
    assert put(country.commune, "", JUNE, SettingKey.PLAN, directive=plan).value == str(plan)
    with pytest.raises(ValidationError, match="phải là một ngày"):
        put(country.commune, "tháng sáu", JUNE, SettingKey.START)
    assert put(country.commune, "2019-06-05", JUNE, SettingKey.START).words == "05/06/2019"


def test_the_model_is_called_as_the_commune_says_and_by_its_usual_name_before(country):
    put(country.commune, "Zalo bình yên xã", JUNE)
    assert programme_on(country.hamlet, JUNE) == programme_on(country.commune, JUNE) == "Zalo bình yên xã"
    assert programme_on(country.commune, date(2019, 5, 31)) == "Zalo kết nối bình yên"
    assert programme_on(country.neighbour, JUNE) == "Zalo kết nối bình yên"


@pytest.mark.parametrize("role", [Role.COMMUNE_CHAIR, Role.CLERK])
def test_only_who_keeps_the_committees_list_changes_it(country, role):
    with pytest.raises(Refused):
        put(country.commune, "x", JUNE, by=people.officer(country.commune, role))
    with pytest.raises(Refused):
        put(country.commune, "x", JUNE, by=people.officer(country.neighbour))
    assert not UnitSetting.objects.unscoped("test").exists()


def test_a_letterhead_is_proposed_with_the_names_in_force_and_one_that_is_kept_stays(country):
    put(country.commune, "Ban Chỉ đạo 138 xã", JUNE, SettingKey.COMMITTEE)
    assert letterhead_of(country.commune).body == "Ban Chỉ đạo 138 xã"
    assert letterhead_of(country.neighbour).body == "Ban Chỉ đạo phòng, chống tội phạm"
