"""Posts and the word that they were passed on: who, when, once a group; a withdrawn post counts nowhere."""

import pytest
from django.core.exceptions import ValidationError

from groups.services import close_group
from portal.core import clock, indicators
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from portal.core.periods import Period
from propaganda import selectors
from propaganda.models import Post, Relay
from propaganda.services import relay_post, restore_post, undo_relay, withdraw_post
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY, STORY_MOMENT
from tests.factories import people
from tests.factories.rows import at, group, post

pytestmark = pytest.mark.django_db
DECEMBER = Period.parse("2019-12").days()


def relays():
    return set(Relay.objects.unscoped("test").values_list("post_id", "group_id"))


def figures(unit):
    found = indicators.measure(
        [i for i in indicators.everything() if i.key.startswith("posts.")], unit, [DECEMBER]
    )
    return [found[f"posts.{key}"][0].value for key in ("sent", "relays", "groups-reached")]


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (lambda c: people.officer(c.commune), True),
        (lambda c: people.officer(c.neighbour), False),
        (lambda c: people.leader(c.commune), False),
        (lambda c: people.officer(c.hamlet), False),
        (lambda c: people.reporter(c.commune), False),
        (lambda c: people.officer(c.district), False),
        (lambda c: people.administrator(c.commune), False),
    ],
)
def test_only_the_communes_officer_registers_and_withdraws_posts(country, who, allowed):
    actor = who(country)
    kept = post(country.commune)
    if allowed:
        withdraw_post(by=actor, post=kept, version=1)
        assert post(country.commune, by=actor).posted_by == actor.user
    else:
        with pytest.raises(Refused):
            post(country.commune, by=actor)
        with pytest.raises(Refused):
            withdraw_post(by=actor, post=kept, version=1)
        assert Post.objects.unscoped("test").get().withdrawn_at is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"posted_at": at("2019-12-08", 10, 0, 1)}, "posted_at"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"topic": "no-such"}, "topic"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://example.com"}, "link"),
    ],
)
def test_what_does_not_fit_is_named_by_field(country, wrong, field):
    with pytest.raises(ValidationError) as problem:
        post(country.commune, **wrong)
    assert list(problem.value.message_dict) == [field]
    assert not Post.objects.unscoped("test").exists()


def test_a_post_is_passed_on_into_a_group_once_however_often_it_is_marked(country):
    head = people.officer(country.hamlet)
    sent, one, two = post(country.commune), group(country.hamlet), group(country.self_managed_team)
    assert relay_post(by=head, post=sent, groups=[one]) == 1
    assert relay_post(by=head, post=sent, groups=[one, two]) == 1
    assert relay_post(by=head, post=sent, groups=[one, two]) == 0
    assert relays() == {(sent.pk, one.pk), (sent.pk, two.pk)}
    kept = Relay.objects.unscoped("test").get(group=two)
    assert (kept.unit, kept.hamlet, kept.shared_by) == (country.self_managed_team, country.hamlet, head.user)
    assert AuditEntry.objects.filter(action="post.relay").count() == 2


def test_one_group_out_of_reach_and_none_is_marked(country):
    sent = post(country.commune)
    mine, theirs = group(country.hamlet), group(country.neighbour_hamlet)
    with pytest.raises(Refused):
        relay_post(by=people.officer(country.hamlet), post=sent, groups=[mine, theirs])
    assert relays() == set()


def test_an_organisation_passes_on_into_groups_in_its_own_name_only(country):
    reporter = people.reporter(country.commune)
    own = group(country.commune, kind="organisation", leader=reporter.user)
    nobodys = group(country.commune, kind="organisation")
    theirs = group(country.commune, kind="organisation", leader=people.reporter(country.commune).user)
    sent = post(country.commune)
    assert relay_post(by=reporter, post=sent, groups=[own]) == 1
    for other in (nobodys, theirs):
        with pytest.raises(Refused):
            relay_post(by=reporter, post=sent, groups=[other])
    assert list(selectors.own_groups(reporter)) == [own]


def test_who_leads_a_group_without_the_right_to_pass_on_does_not(country):
    leader = people.leader(country.commune)
    led = group(country.commune, kind="organisation", leader=leader.user)
    with pytest.raises(Refused, match="địa bàn mình"):
        relay_post(by=leader, post=post(country.commune), groups=[led])
    assert relays() == set()


@pytest.mark.parametrize(
    ("shared", "fits"),
    [
        (STORY_MOMENT, True),
        (at("2019-12-08", 10, 0, 1), False),
        (at("2019-12-05", 9), True),
        (at("2019-12-05", 8, 59, 59), False),
    ],
)
def test_a_post_is_passed_on_between_its_posting_and_now(country, shared, fits):
    sent = post(country.commune, posted_at=at("2019-12-05", 9))
    given = {
        "by": people.officer(country.hamlet),
        "post": sent,
        "groups": [group(country.hamlet)],
        "shared_at": shared,
    }
    if fits:
        assert relay_post(**given) == 1
    else:
        with pytest.raises(ValidationError):
            relay_post(**given)


def test_a_withdrawn_post_or_a_closed_group_takes_no_more(country):
    officer = people.officer(country.commune)
    sent, kept = post(country.commune), group(country.hamlet)
    withdraw_post(by=officer, post=sent, version=1)
    with pytest.raises(Refused, match="đã được rút"):
        relay_post(by=officer, post=sent, groups=[kept])
    restore_post(by=officer, post=sent, version=2)
    close_group(by=officer, group=kept, version=1, on=STORY_DAY, reason="inactive")
    with pytest.raises(Refused, match="ngừng hoạt động"):
        relay_post(by=officer, post=sent, groups=[kept])


def test_a_mark_set_by_mistake_is_taken_back_and_the_audit_remembers_both(country):
    head = people.officer(country.hamlet)
    sent, kept = post(country.commune), group(country.hamlet)
    relay_post(by=head, post=sent, groups=[kept])
    undo_relay(by=head, post=sent, groups=[kept])
    assert relays() == set()
    assert AuditEntry.objects.filter(action__in=["post.relay", "post.undo-relay"]).count() == 2
    assert relay_post(by=head, post=sent, groups=[kept]) == 1


def test_a_neighbour_takes_no_mark_back(country):
    sent, kept = post(country.commune), group(country.hamlet)
    relay_post(by=people.officer(country.hamlet), post=sent, groups=[kept])
    with pytest.raises(Refused):
        undo_relay(by=people.officer(country.neighbour), post=sent, groups=[kept])
    assert len(relays()) == 1


def test_withdrawn_it_counts_nowhere_and_restored_again(country):
    officer = people.officer(country.commune)
    sent = post(country.commune)
    relay_post(by=officer, post=sent, groups=[group(country.hamlet), group(country.self_managed_team)])
    relay_post(by=officer, post=post(country.commune), groups=[group(country.hamlet)])
    assert figures(country.commune) == [2, 3, 3]
    withdraw_post(by=officer, post=sent, version=1)
    assert figures(country.commune) == [1, 1, 1]
    restore_post(by=officer, post=sent, version=2)
    assert figures(country.commune) == [2, 3, 3]
    assert figures(country.hamlet) == [0, 3, 3]
    group(country.neighbour)
    assert figures(country.neighbour) == [0, 0, 0]


@pytest.mark.parametrize(
    ("moment", "counts"), [(at("2019-11-30", 23, 59, 59), 0), (at("2019-12-01", 0, 0, 0), 1)]
)
def test_a_month_of_posts_begins_at_midnight_in_vietnam(country, moment, counts):
    sent = post(country.commune, posted_at=at("2019-11-20") if not counts else moment)
    relay_post(
        by=people.officer(country.commune), post=sent, groups=[group(country.hamlet)], shared_at=moment
    )
    assert figures(country.commune) == [counts, counts, counts]


def test_the_second_to_withdraw_conflicts(country):
    officer = people.officer(country.commune)
    sent = post(country.commune)
    withdraw_post(by=officer, post=sent, version=1)
    with pytest.raises(Conflict):
        withdraw_post(by=people.officer(country.commune), post=sent, version=1)


# --- what waits to be passed on -----------------------------------------------------------------
def waiting(actor):
    return [
        (sent.pk, [kept.pk for kept in selectors.missing_groups(actor, sent)])
        for sent in selectors.to_relay(actor)
    ]


def test_a_post_waits_for_ones_own_groups_it_is_meant_for(country):
    head = people.officer(country.hamlet)
    one, two = group(country.hamlet, kind="hamlet", name="A"), group(country.self_managed_team, name="B")
    group(country.other_hamlet)
    for_all = post(country.commune, posted_at=at("2019-12-07"))
    for_residents = post(country.commune, kind="residents-group", posted_at=at("2019-12-06"))
    post(country.commune, kind="school")
    post(country.neighbour)
    assert waiting(head) == [(for_all.pk, [one.pk, two.pk]), (for_residents.pk, [two.pk])]
    relay_post(by=head, post=for_all, groups=[one])
    assert waiting(head) == [(for_all.pk, [two.pk]), (for_residents.pk, [two.pk])]
    assert waiting(people.leader(country.commune)) == []


@pytest.mark.parametrize(
    ("posted", "waits"), [(at("2019-11-08", 10), True), (at("2019-11-08", 9, 59, 59), False)]
)
def test_after_thirty_days_a_post_waits_no_more(country, posted, waits):
    group(country.hamlet)
    post(country.commune, posted_at=posted)
    assert bool(waiting(people.officer(country.hamlet))) is waits


def test_the_page_of_posts_to_pass_on_says_how_many_days_they_wait(country, settings):
    group(country.hamlet)
    post(country.commune, title="Cảnh giác xưa", posted_at=at("2019-12-05"))
    post(country.commune, title="Cảnh giác nay", posted_at=at("2019-12-07"))
    settings.RELAY_DAYS = 2
    page = client_of(people.officer(country.hamlet)).get("/bai-dang/can-chia-se/").content.decode()
    assert "Bài của 2 ngày gần đây" in page
    assert ("Cảnh giác nay" in page, "Cảnh giác xưa" in page) == (True, False)


def test_neither_withdrawn_posts_nor_closed_groups_wait(country):
    officer, head = people.officer(country.commune), people.officer(country.hamlet)
    kept, closed = group(country.hamlet), group(country.hamlet)
    close_group(by=officer, group=closed, version=1, on=STORY_DAY, reason="inactive")
    sent = post(country.commune)
    withdraw_post(by=officer, post=post(country.commune), version=1)
    assert waiting(head) == [(sent.pk, [kept.pk])]


def test_the_groups_a_post_is_meant_for(country):
    mine = {group(country.hamlet), group(country.self_managed_team)}
    school = group(country.commune, kind="school")
    group(country.neighbour_hamlet)
    assert set(selectors.targeted(post(country.commune))) == mine | {school}
    assert set(selectors.targeted(post(country.commune, kind="school"))) == {school}


def test_lists_of_posts_never_show_a_neighbours(country):
    mine, theirs = (
        post(country.commune, title="Cảnh giác lừa đảo"),
        post(country.neighbour, title="Cảnh giác trộm"),
    )
    officer = people.officer(country.commune)
    assert set(selectors.posts(officer)) == set(selectors.posts(officer, query="canh giac")) == {mine}
    assert set(selectors.posts(people.officer(country.district))) == {mine, theirs}
    relay_post(by=people.officer(country.neighbour), post=theirs, groups=[group(country.neighbour_hamlet)])
    assert set(selectors.relays(officer)) == set()
    with clock.pinned_to(at("2019-12-31")):
        assert set(selectors.posts(officer)) == {mine}
