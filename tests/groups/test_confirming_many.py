"""Several groups confirmed at once: nothing is ticked beforehand, a second tap adds nothing, the day's word can be
taken back by whoever gave it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from groups.models import GroupConfirmation
from groups.services import confirm_group, confirm_groups, undo_confirmations
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.conftest import STORY_MOMENT
from tests.factories import people
from tests.factories.rows import group

pytestmark = pytest.mark.django_db


def confirmed() -> list[str]:
    found = GroupConfirmation.objects.unscoped("test").order_by("group__name")
    return list(found.values_list("group__name", flat=True))


@pytest.fixture
def three(country):
    return [group(country.hamlet, name=name) for name in ("Nhóm A", "Nhóm B", "Nhóm C")]


def test_chosen_groups_are_confirmed_at_once_and_the_rest_keeps_waiting(country, three):
    head = people.officer(country.hamlet)
    browser, page = client_of(head), reverse("groups:to-confirm")
    assert b" checked" not in browser.get(page).content

    chosen = [three[0].public_id, three[2].public_id]
    answer = browser.post(page, {"groups": chosen}, follow=True)

    assert confirmed() == ["Nhóm A", "Nhóm C"]
    assert "Đã xác nhận 2 nhóm" in answer.content.decode()
    assert [g.name for g in answer.context["groups"]] == ["Nhóm B"]


def test_the_same_tap_again_adds_nothing_and_keeps_nothing_ticked_lost(country, three):
    head = people.officer(country.hamlet)
    assert len(confirm_groups(by=head, groups=three, condition="active")) == 3
    assert confirm_groups(by=head, groups=three, condition="active") == []
    assert len(confirmed()) == 3


def test_without_a_tick_a_sentence_says_what_to_do(country, three):
    answer = client_of(people.officer(country.hamlet)).post(reverse("groups:to-confirm"))
    assert "Chọn ít nhất một nhóm." in answer.content.decode()
    assert confirmed() == []


def test_one_group_of_a_neighbour_and_none_is_confirmed(country, three):
    theirs = group(country.neighbour_hamlet)
    with pytest.raises(Refused):
        confirm_groups(by=people.officer(country.hamlet), groups=[*three, theirs], condition="active")
    assert confirmed() == []


def test_undo_takes_back_what_the_button_names_and_is_audited(country, three):
    head = people.officer(country.hamlet)
    kept, *back = confirm_groups(by=head, groups=three, condition="active")
    browser = client_of(head)
    named = {"confirmation": [row.public_id for row in back]}
    browser.post(reverse("groups:undo-confirmations"), named)
    assert confirmed() == [kept.group.name]
    assert AuditEntry.objects.filter(action="group.undo-confirm").count() == 2
    # The button pressed again finds nothing left.
    assert (
        "Không còn lần xác nhận nào"
        in browser.post(reverse("groups:undo-confirmations"), named, follow=True).content.decode()
    )


def test_only_who_confirmed_takes_back_and_only_that_day(country, three):
    head, officer = people.officer(country.hamlet), people.officer(country.commune)
    row = confirm_group(by=head, group=three[0], condition="active")
    with pytest.raises(Refused, match="người đã xác nhận"):
        undo_confirmations(by=officer, confirmations=[row])
    with clock.pinned_to(STORY_MOMENT + timedelta(days=1)), pytest.raises(Refused, match="trong ngày"):
        undo_confirmations(by=head, confirmations=[row])
    assert confirmed() == ["Nhóm A"]
