"""An open tip whose first step was in time never looks finished: on its page, in lists, on the first page."""

import re

import pytest
from django.urls import reverse

from portal.core import clock
from tests.architecture.world import client_of
from tests.factories import people, rows
from tips.states import OPEN, TipState

pytestmark = pytest.mark.django_db


def pages(officer, tip):
    return [
        client_of(officer).get(address).content.decode()
        for address in (
            reverse("tips:detail", args=[tip.public_id]),
            reverse("tips:list") + "?loc=tat-ca",
            reverse("home"),
        )
    ]


def test_it_says_how_long_it_has_been_open_in_a_neutral_tone(country):
    officer = people.officer(country.commune)
    tip = rows.tip_in("in-hand", country.hamlet, by=officer)
    with clock.pinned_to(rows.at("2019-12-20", 12)):
        for page in pages(officer, tip):
            assert "đã bắt đầu đúng hạn · mở 12 ngày" in page
            assert not re.search(r'class="(due due-|pill pill-)?done"', page)


@pytest.mark.parametrize("state", [state for state in TipState if state not in OPEN])
def test_what_is_settled_does_not_say_it_is_open(country, state):
    officer = people.officer(country.commune)
    tip = rows.tip_in(state, country.hamlet, by=officer)
    for page in pages(officer, tip):
        assert "· mở" not in page
    if state == TipState.VOID:
        assert "hạn" not in re.search(r'<p class="state-line">.*?</p>', pages(officer, tip)[0], re.S)[0]
