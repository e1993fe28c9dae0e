"""An office goes over in one step: access, groups, open tips, posts and drafts; what was done stays where it is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import ChatGroup, GroupConfirmation, MemberCount
from groups.services import confirm_group, count_members
from portal.accounts import handover
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.accounts.selectors import offices
from portal.accounts.services import assign
from portal.bodies.services import end_body
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from propaganda.selectors import to_relay
from reports.selectors import reports
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.rows import at
from tests.factories.units import SYSTEM
from tips.models import Tip, TipTransition
from tips.policies import can_open_informant
from tips.selectors import tips

pytestmark = pytest.mark.django_db
TODAY = date(2019, 12, 8)


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet, person=people.user("Kiều Văn Thuần"))


@pytest.fixture
def office(head):
    return head.current


def groups_of(user):
    return set(ChatGroup.objects.unscoped("test").filter(leader=user).values_list("name", flat=True))


def hand(officer, office, **more):
    given = {"full_name": "Mạc Thị Nương", "username": "mac-thi-nuong", "on": TODAY} | more
    return handover.hand_over(by=officer, office=office, **given)


def led_group(country, officer, head, name="Tổ 1", **more):
    return rows.group(
        country.self_managed_team, by=officer, name=name, leader=head.user, leader_name="Ông Thuần", **more
    )


def test_everything_goes_over_and_history_stays(country, officer, head, office):
    group = led_group(country, officer, head)
    count_members(by=head, group=group, counted_on=TODAY, members=30)
    confirm_group(by=head, group=group, condition="active")
    tip = rows.tip(country.hamlet, by=head)
    rows.post(country.commune, by=officer)
    draft = rows.report(country.hamlet, "2019-11", by=head)

    made = hand(officer, office)

    incoming = people.actor(User.objects.get(username="mac-thi-nuong"))
    assert people.actor(head.user).assignments == ()
    assert [(row.role, row.unit) for row in incoming.assignments] == [(Role.HAMLET_HEAD, country.hamlet)]
    assert groups_of(incoming.user) == {"Tổ 1"}
    group.refresh_from_db()
    assert group.leader_name == "Mạc Thị Nương"
    assert set(tips(incoming)) == {tip}
    assert to_relay(incoming).count() == 1
    assert set(reports(incoming)) == {draft}
    assert MemberCount.objects.unscoped("test").get().counted_by == head.user
    assert GroupConfirmation.objects.unscoped("test").get().confirmed_by == head.user
    assert Tip.objects.unscoped("test").get().logged_by == head.user
    assert TipTransition.objects.unscoped("test").get().by == head.user
    assert (made.outgoing, made.incoming, made.on) == (head.user, incoming.user, TODAY)
    assert AuditEntry.objects.filter(action="person.hand-over", actor=officer.user).count() == 1


def test_the_heir_sees_no_more_than_the_one_before_saw(country, officer, head, office):
    """Only what is open, of this hamlet, sent in by the head; no complaint, no informant, no history."""
    other = people.officer(country.hamlet)
    mine = rows.tip(country.hamlet, by=head, informant_name="Trần Thị Báo", informant_phone="0912345678")
    closed = rows.tip(country.hamlet, by=head)
    rows.transition(closed, "void", by=officer)
    rows.tip(country.hamlet, by=head, about_police=True)
    rows.tip(country.hamlet, by=other)
    rows.tip(country.other_hamlet, by=officer)
    incoming = people.actor(hand(officer, office).incoming)
    assert set(tips(incoming)) == {mine}
    assert not can_open_informant(incoming, mine)
    assert set(TipTransition.objects.visible_to(incoming)) == set()
    assert set(tips(people.actor(head.user))) == set()
    page = client_of(incoming).get(reverse("tips:detail", args=[mine.public_id])).content.decode()
    assert "Trần Thị Báo" not in page
    assert head.user.full_name not in page


def test_a_tip_that_turns_out_to_be_about_police_leaves_the_heir_too(country, officer, head, office):
    tip = rows.tip(country.hamlet, by=head)
    incoming = people.actor(hand(officer, office).incoming)
    tip.refresh_from_db()
    rows.transition(tip, "classify", by=officer, category="misconduct", nature="denunciation")
    assert set(tips(incoming)) == set()


def test_tips_follow_from_heir_to_heir_and_a_chosen_few_may_stay(country, officer, head, office):
    one, two = rows.tip(country.hamlet, by=head), rows.tip(country.hamlet, by=head)
    with clock.pinned_to(at("2019-12-01")):
        first = people.officer(country.other_hamlet)
    second = hand(officer, office, incoming=first.user, chosen={one.public_id})
    assert set(tips(people.actor(first.user))) == {one}
    assert two.public_id not in second.moved["tips"]
    with clock.pinned_to(at("2019-12-09")):
        made = hand(officer, second.begun, on=date(2019, 12, 9))
        incoming = people.actor(made.incoming)
        assert set(tips(incoming)) == {one}
        assert set(tips(people.actor(first.user))) == set()


def test_a_reporter_of_an_organisation_hands_over_the_groups_in_their_name(country, officer):
    reporter = people.reporter(country.commune)
    own = rows.group(country.commune, by=officer, kind="workers", name="Công nhân", leader=reporter.user)
    rows.group(country.commune, by=officer, kind="workers", name="Nhóm khác")
    rows.post(country.commune, by=officer, kind="workers")
    assert [row.count for row in handover.preview(officer, reporter.current)] == [1, 0, 0, 1, 0]
    incoming = people.actor(hand(officer, reporter.current).incoming)
    assert groups_of(incoming.user) == {own.name}
    assert to_relay(incoming).count() == 1


def test_who_may_not_see_the_rows_is_told_their_number_only(country, officer, head, office):
    led_group(country, officer, head)
    rows.tip(country.hamlet, by=head)
    administrator = people.administrator(country.commune)
    assert [(row.count, row.named) for row in handover.preview(administrator, office)][:2] == [
        (1, False),
        (1, False),
    ]
    page = client_of(administrator).get(reverse("accounts:hand-over", args=[office.public_id]))
    assert "Tổ 1" not in page.content.decode()
    assert "Tin đã báo, chưa xong: 1" in page.content.decode()
    assert "Tổ 1" in client_of(officer).get(page.request["PATH_INFO"]).content.decode()


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2019, 12, 9), "chưa tới ngày"),
        (date(2015, 1, 1), "phải sau ngày đó"),
        (date(2014, 1, 1), "phải sau ngày đó"),
    ],
)
def test_a_day_that_does_not_fit_changes_nothing(officer, office, on, says):
    with pytest.raises(ValidationError, match=says):
        hand(officer, office, on=on)
    assert not User.objects.filter(username="mac-thi-nuong").exists()
    assert Assignment.objects.get(pk=office.pk).valid_to is None


def test_the_old_access_ends_on_the_day_the_new_begins(country, officer, head, office):
    day = date(2019, 12, 5)
    made = hand(officer, office, on=day)
    assert (made.ended.valid_to, made.begun.valid_from) == (day, day)
    for pinned, works in (("2019-12-04", head.user), ("2019-12-05", made.incoming)):
        with clock.pinned_to(at(pinned)):
            at_work = [user for user in (head.user, made.incoming) if people.actor(user).assignments]
        assert at_work == [works]


def test_nobody_hands_over_to_themselves_or_what_is_not_theirs_to_give(country, officer, head, office):
    with pytest.raises(ValidationError, match="khác với người bàn giao"):
        hand(officer, office, incoming=head.user)
    with pytest.raises(Refused, match="trong đơn vị mình"):
        hand(people.officer(country.neighbour), office)
    with pytest.raises(Refused, match="không bàn giao ở đây"):
        hand(officer, officer.current)
    with pytest.raises(Refused):
        hand(head, office)
    assert not HandOver.objects.unscoped("test").exists()


def test_a_deputy_who_shares_the_office_gets_all_of_it_without_a_second_role(country, officer, head, office):
    deputy = people.officer(country.hamlet)
    led_group(country, officer, head)
    made = hand(officer, office, incoming=deputy.user)
    assert made.begun is None
    assert deputy.user.assignments.count() == 1
    assert groups_of(deputy.user) == {"Tổ 1"}


# --- undoing -------------------------------------------------------------------------------------
def test_undone_the_same_day_all_is_as_before_and_the_name_is_free_again(country, officer, head, office):
    group = led_group(country, officer, head)
    tip = rows.tip(country.hamlet, by=head)
    made = hand(officer, office)
    handover.undo_hand_over(by=officer, hand_over=made, version=made.version)
    group.refresh_from_db()
    assert (group.leader, group.leader_name) == (head.user, "Ông Thuần")
    assert set(tips(people.actor(head.user))) == {tip}
    assert [row.pk for row in people.actor(head.user).assignments] == [office.pk]
    assert Assignment.objects.get(pk=office.pk).valid_to is None
    assert not User.objects.filter(username="mac-thi-nuong").exists()
    assert hand(officer, office).incoming.username == "mac-thi-nuong"


def test_undoing_brings_back_a_planned_end(country, officer, office):
    Assignment.objects.filter(pk=office.pk).update(valid_to=date(2020, 6, 1))
    office.refresh_from_db()
    made = hand(officer, office)
    handover.undo_hand_over(by=officer, hand_over=made, version=made.version)
    assert Assignment.objects.get(pk=office.pk).valid_to == date(2020, 6, 1)


def test_what_the_heir_has_done_keeps_the_account_closed(country, officer, head, office):
    made = hand(officer, office)
    rows.tip(country.hamlet, by=people.actor(made.incoming))
    handover.undo_hand_over(by=officer, hand_over=made, version=made.version)
    assert User.objects.get(username="mac-thi-nuong").is_active is False
    assert people.actor(head.user).assignments


def test_a_hand_over_is_undone_once_and_only_on_its_day(country, officer, head, office):
    made = hand(officer, office)
    with clock.pinned_to(at("2019-12-09", 0)), pytest.raises(Refused, match="trong ngày"):
        handover.undo_hand_over(by=officer, hand_over=made, version=made.version)
    with pytest.raises(Refused, match="trong đơn vị mình"):
        handover.undo_hand_over(by=people.officer(country.neighbour), hand_over=made, version=1)
    with clock.pinned_to(at("2019-12-08", 23, 59, 59)):
        handover.undo_hand_over(by=officer, hand_over=made, version=made.version)
        with pytest.raises(Refused, match="đã được hoàn tác"):
            handover.undo_hand_over(by=officer, hand_over=made, version=made.version)


def test_an_office_given_back_meanwhile_is_told_above_the_list_and_nothing_is_undone(
    country, officer, head, office
):
    group = led_group(country, officer, head)
    made = hand(officer, office)
    assign(by=SYSTEM, user=head.user, role=Role.HAMLET_HEAD, unit=country.hamlet, valid_from=TODAY)
    undo = reverse("accounts:undo-hand-over", args=[made.public_id])
    answer = client_of(officer).post(undo, follow=True)
    assert answer.redirect_chain == [(reverse("accounts:hand-overs"), 302)]
    page = answer.content.decode()
    assert "đã có vai trò “Trưởng thôn, ấp”" in page
    assert "kết thúc vai trò đó trước rồi làm lại" in page
    assert "lại phụ trách" not in page
    made.refresh_from_db()
    group.refresh_from_db()
    assert (made.undone_at, made.version) == (None, 1)
    assert group.leader == made.incoming
    assert Assignment.objects.get(pk=office.pk).valid_to == TODAY


# --- on screen -----------------------------------------------------------------------------------
def sent(office, **more):
    return (
        {"incoming": "moi", "full_name": "Mạc Thị Nương", "username": "mac-thi-nuong", "on": "2019-12-08"}
        | {"key": "7c1ef0a6-1f53-4bd8-9d25-0d1e3dbb6a11"}
        | more
    )


def test_one_post_does_it_and_twice_does_it_once(country, officer, head, office):
    tip, kept = rows.tip(country.hamlet, by=head), rows.tip(country.hamlet, by=head)
    browser, url = client_of(officer), reverse("accounts:hand-over", args=[office.public_id])
    page = browser.get(url).content.decode()
    assert "Tin đã báo, chưa xong" in page
    assert Assignment.objects.get(pk=office.pk).valid_to is None
    answer = browser.post(url, sent(office, tips=[tip.public_id]), follow=True)
    assert "từ Kiều Văn Thuần sang Mạc Thị Nương" in answer.content.decode()
    assert browser.post(url, sent(office, tips=[tip.public_id])).status_code == 302
    assert HandOver.objects.unscoped("test").count() == 1
    incoming = people.actor(User.objects.get(username="mac-thi-nuong"))
    assert set(tips(incoming)) == {tip}
    undo = reverse("accounts:undo-hand-over", args=[HandOver.objects.unscoped("test").get().public_id])
    assert "lại phụ trách" in browser.post(undo, follow=True).content.decode()
    assert set(tips(people.actor(head.user))) == {tip, kept}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"full_name": "", "username": ""}, "Chọn người nhận"),
        ({"username": "Có Dấu"}, "không dấu"),
        ({"on": "2019-12-09"}, "chưa tới ngày"),
        ({"incoming": "0" * 12}, "Lựa chọn này không có ở đây"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(officer, office, wrong, says):
    page = client_of(officer).post(
        reverse("accounts:hand-over", args=[office.public_id]), sent(office, **wrong)
    )
    assert page.status_code == 200
    assert says in page.content.decode()
    assert not HandOver.objects.unscoped("test").exists()


def test_a_neighbours_person_is_no_choice(country, officer, office):
    neighbour = people.officer(country.neighbour).user
    browser, url = client_of(officer), reverse("accounts:hand-over", args=[office.public_id])
    assert neighbour.public_id not in browser.get(url).content.decode()
    assert browser.post(url, sent(office, incoming=neighbour.public_id)).status_code == 200
    assert not HandOver.objects.unscoped("test").exists()


def test_an_office_of_the_neighbours_or_of_yesterday_does_not_exist(country, officer, office):
    theirs = people.officer(country.neighbour_hamlet).current
    Assignment.objects.filter(pk=office.pk).update(valid_to=TODAY)
    for row in (theirs, office, officer.current):
        assert client_of(officer).get(reverse("accounts:hand-over", args=[row.public_id])).status_code == 404
    made = hand(people.officer(country.neighbour), theirs)
    undo = reverse("accounts:undo-hand-over", args=[made.public_id])
    assert client_of(officer).post(undo).status_code == 404
    assert HandOver.objects.unscoped("test").get() == made


def test_the_officer_is_led_to_the_successors_card_with_undo_beside(country, officer, office):
    given = {
        "incoming": "moi",
        "full_name": "Mạc Thị Nương",
        "username": "mac-thi-nuong",
        "on": TODAY.isoformat(),
    }
    browser, address = client_of(officer), reverse("accounts:hand-over", args=[office.public_id])
    key = browser.get(address).context["form"]["key"].value()
    answer = browser.post(address, given | {"key": key})
    incoming = User.objects.get(username="mac-thi-nuong")
    assert answer.url == reverse("cards:detail", args=[incoming.public_id])
    page = browser.get(answer.url).content.decode()
    assert "Cấp thẻ" in page
    assert (
        reverse("accounts:undo-hand-over", args=[HandOver.objects.unscoped("test").get().public_id]) in page
    )


def _post(unit, role, **more):
    user = people.user()
    return assign(by=SYSTEM, user=user, role=role, unit=unit, valid_from=date(2019, 11, 1), **more)


POSTS = [
    Role.POLICE_CHIEF, Role.AREA_OFFICER, Role.COMMITTEE_LEADER, Role.COMMITTEE_DEPUTY, Role.COMMUNE_CHAIR, Role.CLERK,
]  # fmt: skip


@pytest.mark.parametrize("role", POSTS)
def test_a_post_changes_hands_in_mid_term_and_its_rights_on_the_day(country, role):
    unit = country.hamlet if role == Role.AREA_OFFICER else country.commune
    post, incoming = _post(unit, role), people.user()
    hand(people.administrator(country.commune), post, incoming=incoming, on=date(2019, 12, 5))
    for moment, holder in ((at("2019-12-04", 23, 59), post.user), (at("2019-12-05", 0), incoming)):
        with clock.pinned_to(moment):
            held = [user for user in (post.user, incoming) if people.actor(user).assignments]
        assert held == [holder]


def held_by(user):
    return set(Tip.objects.unscoped("test").filter(handler=user))


def given_to(office, unit, by, **more):
    """A tip with an informant that the office's user has in hand."""
    tip = rows.tip(unit, by=by, informant_name="Trần Thị Báo", informant_phone="0912345678", **more)
    rows.transition(tip, "classify", by=by, category="theft", nature="everyday")
    return rows.transition(tip, "assign", by=by, handler=office.user)


@pytest.mark.parametrize("role", [Role.POLICE_CHIEF, Role.AREA_OFFICER])
def test_tips_in_hand_follow_a_police_post_and_come_back_when_it_is_undone(country, officer, role):
    unit = country.hamlet if role == Role.AREA_OFFICER else country.commune
    post, administrator = _post(unit, role), people.administrator(country.commune)
    in_hand, settled = given_to(post, country.hamlet, officer), given_to(post, country.hamlet, officer)
    rows.transition(settled, "resolve", by=officer, outcome="helped", note="Xong")
    rows.transition(settled, "answer", by=officer, note="Đã gọi lại")
    others = rows.transition(rows.tip(country.hamlet, by=officer), "assign", by=officer, handler=officer.user)
    made = hand(administrator, post)
    incoming = people.actor(made.incoming)
    assert held_by(made.incoming) == {in_hand}
    assert can_open_informant(incoming, Tip.objects.unscoped("test").get(pk=in_hand.pk))
    assert held_by(post.user) == {settled}
    assert held_by(officer.user) == {others}
    handover.undo_hand_over(by=administrator, hand_over=made, version=made.version)
    assert held_by(post.user) == {in_hand, settled}


def test_a_tip_in_hand_may_stay_behind_though_it_is_followed_by_the_heir(country, officer):
    post, administrator = _post(country.hamlet, Role.AREA_OFFICER), people.administrator(country.commune)
    area_officer = people.actor(post.user)
    kept, gone = (given_to(post, country.hamlet, area_officer) for _each in range(2))
    made = hand(administrator, post, chosen={kept.public_id, f"in-hand:{gone.public_id}"})
    assert held_by(made.incoming) == {gone}
    assert held_by(post.user) == {kept}
    assert [row.followed_by for row in Tip.objects.unscoped("test").order_by("pk")] == [made.incoming, None]


def test_who_handles_no_tips_hands_none_in_hand_over_and_an_administrator_reads_their_number_alone(
    country, officer
):
    post, administrator = _post(country.commune, Role.POLICE_CHIEF), people.administrator(country.commune)
    given_to(post, country.hamlet, officer)
    other = _post(country.commune, Role.COMMITTEE_LEADER)
    counts = {
        office.pk: [
            (line.count, line.named)
            for line in handover.preview(administrator, office)
            if line.charge.key == "tips-in-hand"
        ]
        for office in (post, other)
    }
    assert counts == {post.pk: [(1, False)], other.pk: [(0, False)]}


# The pages that a right of each post opens: on the last day of the one before, and from midnight on of the next.
OPENED_BY = {
    Role.POLICE_CHIEF: "tips:list",
    Role.AREA_OFFICER: "tips:new",
    Role.COMMITTEE_LEADER: "steering:new-directive",
    Role.COMMITTEE_DEPUTY: "steering:new-plan",
    Role.COMMUNE_CHAIR: "steering:own-tasks",
    Role.CLERK: "steering:new-directive",
}


@pytest.mark.parametrize("role", POSTS)
def test_each_right_of_a_post_follows_the_day_at_its_edges(country, role):
    unit = country.hamlet if role == Role.AREA_OFFICER else country.commune
    post, incoming = _post(unit, role), people.user()
    hand(people.administrator(country.commune), post, incoming=incoming, on=date(2019, 12, 5))
    rights, page = RIGHTS[role].permissions, reverse(OPENED_BY[role])
    # Before the post's first day nobody holds it; the day of the hand-over is the next one's.
    for moment, holder in (
        (at("2019-10-31", 23, 59, 59), None),
        (at("2019-11-01", 0), post.user),
        (at("2019-12-04", 23, 59, 59), post.user),
        (at("2019-12-05", 0), incoming),
    ):
        with clock.pinned_to(moment):
            for user in (post.user, incoming):
                actor = people.actor(user)
                held = {right for right in Permission if actor.may(right, unit)}
                assert held == (rights if user == holder else set()), (moment, user)
                opened = client_of(actor).get(page).status_code == 200
                assert opened is (user == holder), (moment, user)


@pytest.mark.parametrize("role", POSTS)
def test_a_post_is_handed_over_by_who_manages_people_and_not_to_themselves(country, officer, role):
    unit = country.hamlet if role == Role.AREA_OFFICER else country.commune
    post, administrator = _post(unit, role), people.administrator(country.commune)
    with pytest.raises(Refused, match="người quản trị"):
        hand(officer, post)
    with pytest.raises(Refused, match="cho chính mình"):
        hand(administrator, post, incoming=administrator.user)
    neighbour = people.administrator(country.neighbour)
    with pytest.raises(Refused, match="trong đơn vị mình"):
        hand(neighbour, post)
    listed = {row.pk for row in offices(administrator)} - {row.pk for row in offices(officer)}
    assert listed == {post.pk}
    made = hand(administrator, post)
    with pytest.raises(Refused, match="người quản trị"):
        handover.undo_hand_over(by=officer, hand_over=made, version=made.version)


def test_who_takes_over_for_a_body_acts_for_the_same_body(country, officer):
    body = rows.body(country.commune)
    made = hand(officer, _post(country.commune, Role.ORGANISATION_REPORTER, body=body))
    assert people.actor(made.incoming).body_ids == {body.pk}


def test_an_office_for_a_body_that_ended_is_not_handed_over(country, officer):
    body = rows.body(country.commune)
    post = _post(country.commune, Role.ORGANISATION_REPORTER, body=body)
    end_body(by=SYSTEM, body=body, version=body.version, on=TODAY)
    with pytest.raises(ValidationError, match="đã chấm dứt hoạt động"):
        hand(officer, post)
    assert not User.objects.filter(username="mac-thi-nuong").exists()
