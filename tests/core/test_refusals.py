"""The page of what is refused advises about rights only where rights are missing."""

import pytest
from django.urls import reverse

from portal.core import clock
from tests.architecture.world import client_of
from tests.factories import people, rows

pytestmark = pytest.mark.django_db
ADVICE = "người quản trị của đơn vị cấp quyền"


def test_what_is_refused_for_how_it_stands_gives_no_advice_about_rights(country):
    group = rows.group(country.hamlet)
    type(group).objects.unscoped("test").filter(pk=group.pk).update(closed_on=clock.today())
    answer = client_of(people.officer(country.hamlet)).get(reverse("groups:confirm", args=[group.public_id]))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Nhóm này đã ngừng hoạt động nên không xác nhận được nữa." in page
    assert ADVICE not in page


def test_what_is_refused_for_rights_says_whom_to_ask(country):
    answer = client_of(people.leader(country.commune)).get(
        reverse("units:change", args=[country.hamlet.public_id, "rename"])
    )
    assert answer.status_code == 403
    assert ADVICE in answer.content.decode()
