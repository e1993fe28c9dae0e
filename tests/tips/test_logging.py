"""Logging a tip: where, when, in which words, and what follows from its category."""

import pytest
from django.core.exceptions import ValidationError

from portal.core import clock
from portal.core.errors import Refused
from portal.core.folding import fold
from tests.conftest import STORY_MOMENT
from tests.factories import people
from tests.factories.rows import at, group, tip
from tips.choices import FIELD_OF, Category, Nature
from tips.models import Tip, TipTransition
from tips.states import TipState

pytestmark = pytest.mark.django_db


def stored():
    return Tip.objects.unscoped("test").get()


def test_a_tip_begins_new_with_its_history_and_its_due_time(country):
    officer = people.officer(country.commune)
    tip(country.hamlet, by=officer, received_at=at("2019-12-05", 16))
    kept = stored()
    assert (kept.state, kept.version, kept.logged_by) == (TipState.NEW, 1, officer.user)
    assert (kept.unit, kept.hamlet, kept.commune) == (country.hamlet, country.hamlet, country.commune)
    assert (kept.nature, kept.limit.step, kept.due_at) == ("everyday", "start", at("2019-12-06", 16))
    assert TipTransition.objects.unscoped("test").get().name == "log"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (lambda c: people.officer(c.commune), {"commune", "hamlet", "self_managed_team"}),
        (lambda c: people.officer(c.hamlet), {"hamlet", "self_managed_team"}),
        (lambda c: people.officer(c.self_managed_team), {"self_managed_team"}),
        (lambda c: people.reporter(c.commune), {"commune", "hamlet", "self_managed_team"}),
        (lambda c: people.officer(c.neighbour), {"neighbour"}),
        (lambda c: people.leader(c.commune), set()),
        (lambda c: people.officer(c.district), set()),
        (lambda c: people.administrator(c.commune), set()),
    ],
)
def test_who_logs_tips_where(country, who, allowed):
    actor = who(country)
    for name in ("commune", "hamlet", "self_managed_team", "neighbour", "district"):
        unit = getattr(country, name)
        if name in allowed:
            assert tip(unit, by=actor).unit == unit
        else:
            with pytest.raises(Refused):
                tip(unit, by=actor)


@pytest.mark.parametrize(
    ("moment", "fits"),
    [
        (STORY_MOMENT, True),
        (at("2019-12-08", 10, 0, 1), False),
        (at("2019-12-09"), False),
        (at("2019-01-01"), True),
    ],
)
def test_nothing_is_received_in_the_future(country, moment, fits):
    if fits:
        assert tip(country.hamlet, received_at=moment).received_at == moment
    else:
        with pytest.raises(ValidationError) as problem:
            tip(country.hamlet, received_at=moment)
        assert list(problem.value.message_dict) == ["received_at"]
        assert not Tip.objects.unscoped("test").exists()


@pytest.mark.parametrize("summary", ["", "   ", "mất"])
def test_a_tip_says_what_and_where_in_a_few_words(country, summary):
    with pytest.raises(ValidationError) as problem:
        tip(country.hamlet, summary=summary)
    assert list(problem.value.message_dict) == ["summary"]


@pytest.mark.parametrize("wrong", [{"channel": "telegram"}, {"urgency": "very"}, {"category": "no-such"}])
def test_what_no_list_offers_is_refused(country, wrong):
    with pytest.raises((ValidationError, ValueError)):
        tip(country.hamlet, **wrong)


@pytest.mark.parametrize("category", list(Category))
def test_every_category_can_be_logged_and_falls_into_a_field_of_the_reports(country, category):
    kept = tip(country.hamlet, category=category)
    assert kept.nature in Nature.values
    assert kept.limit is not None
    assert category in FIELD_OF


def test_a_tip_may_name_the_group_it_came_from(country):
    zalo = group(country.hamlet)
    assert tip(country.hamlet, group=zalo, channel="zalo-group").group == zalo


def test_around_midnight_the_day_in_vietnam_decides_the_limit(country):
    """Received at 23:59 on the 5th or at 00:00 on the 6th: seven days run from another day."""
    with clock.pinned_to(at("2019-12-10")):
        late = tip(country.hamlet, category="drugs", received_at=at("2019-12-05", 23, 59, 59))
        early = tip(country.hamlet, category="drugs", received_at=at("2019-12-06", 0, 0, 0))
    assert late.due_at == at("2019-12-12", 23, 59, 59)
    assert early.due_at == at("2019-12-13", 23, 59, 59)


def test_a_group_of_another_commune_does_not_go_with_a_tip(country):
    """Someone who works in two communes sees the groups of both; a tip of one shows no name of the other."""
    officer = people.officer(country.commune)
    officer = people.officer(country.neighbour, person=officer.user)
    with pytest.raises(ValidationError) as problem:
        tip(country.hamlet, by=officer, group=group(country.neighbour_hamlet))
    assert set(problem.value.error_dict) == {"group"}
    assert tip(country.hamlet, by=officer, group=group(country.other_hamlet)).group


@pytest.mark.parametrize("unseen", ["\u200b" * 6, "\u2800\u00a0", "\u2060\ufeff\n"])
def test_a_summary_that_cannot_be_seen_is_none(country, unseen):
    with pytest.raises(ValidationError, match="Viết một hai câu"):
        tip(country.hamlet, summary=unseen)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Ðối tượng lạ ở Ðồng Kèn", "Đồng Kèn"),
        ("Gây rối cạnh ch\u200bợ Phước Hội", "chợ"),
        ("Mất xe số ７０Ｂ１", "70b1"),
    ],
)
def test_a_tip_is_found_whatever_look_alikes_stand_in_it(country, written, sought):
    told = tip(country.hamlet, summary=written)
    assert f" {fold(sought).strip()}" in told.search
