"""The page of what is refused advises about rights only where rights are missing; what a button's refusal says."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.core import clock
from portal.core.errors import Conflict, Recorded, Refused, RowChanged
from portal.core.forms import refusals_as_messages
from portal.core.models import Job
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


# --- a button without a form of its own -----------------------------------------------------------
@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        (Refused("Chưa được."), "Chưa được."),
        (Conflict("Địa bàn vừa thay đổi. Xem lại."), "Địa bàn vừa thay đổi. Xem lại."),
        (
            RowChanged("Những gì anh/chị nhập vẫn còn đây."),
            "việc vừa bấm chưa được ghi. Trang này là bản mới nhất",
        ),
        (
            ValidationError({"a": "Tên đã có.", "b": ["Ngày sai.", "Năm sai."]}),
            "Tên đã có. Ngày sai. Năm sai.",
        ),
    ],
    ids=["refused", "conflict", "version", "validation"],
)
def test_what_a_button_is_refused_for_is_a_message_and_nothing_is_written(rf, refusal, says):
    request = rf.post("/")
    request._messages = CookieStorage(request)
    with refusals_as_messages(request):
        Job.objects.create(
            handler="tests.refused", key="refused", run_after=clock.machine_now(), created_at=clock.now()
        )
        raise refusal
    (said,) = [str(message) for message in get_messages(request)]
    assert says in said
    assert not Job.objects.filter(key="refused").exists()


def test_a_refusal_that_must_be_written_down_is_so_for_a_button_too(rf):
    request = rf.post("/")
    request._messages = CookieStorage(request)
    with refusals_as_messages(request):
        noted = {
            "handler": "tests.noted",
            "key": "noted",
            "run_after": clock.machine_now(),
            "created_at": clock.now(),
        }
        raise Recorded("Tên người báo.", record=lambda: Job.objects.create(**noted))
    assert [str(message) for message in get_messages(request)] == ["Tên người báo."]
    assert Job.objects.filter(key="noted").exists()
