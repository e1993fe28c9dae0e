"""The register of groups: who may write it, which days make sense, what a head's word becomes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import ChatGroup, CoverageBase, GroupConfirmation, MemberCount
from groups.services import (
    close_group,
    confirm_group,
    count_members,
    create_group,
    edit_group,
    reopen_group,
    set_base,
)
from portal.core import clock
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.core.test_plain_text import NAME, TWINS
from tests.factories import people
from tests.factories.rows import group

pytestmark = pytest.mark.django_db
TOMORROW = date(2019, 12, 9)


def stored(row):
    return type(row).objects.unscoped("test").get(pk=row.pk)


WHO = {
    "commune officer": lambda c: people.officer(c.commune),
    "neighbour's officer": lambda c: people.officer(c.neighbour),
    "committee leader": lambda c: people.leader(c.commune),
    "hamlet head": lambda c: people.officer(c.hamlet),
    "other hamlet's head": lambda c: people.officer(c.other_hamlet),
    "head of the self-managed team": lambda c: people.officer(c.self_managed_team),
    "organisation's reporter": lambda c: people.reporter(c.commune),
    "district officer": lambda c: people.officer(c.district),
    "province officer": lambda c: people.officer(c.province),
    "administrator": lambda c: people.administrator(c.commune),
    "nobody": lambda c: people.actor(people.user()),
}


@pytest.mark.parametrize("who", WHO)
def test_only_the_communes_officer_writes_the_register(country, who):
    actor = WHO[who](country)
    kept = group(country.hamlet)
    writes = [
        lambda: create_group(by=actor, unit=country.hamlet, kind="hamlet", name="Mới", opened_on=STORY_DAY),
        lambda: edit_group(by=actor, group=stored(kept), version=stored(kept).version, leader_name="Anh Tư"),
        lambda: close_group(
            by=actor, group=stored(kept), version=stored(kept).version, on=STORY_DAY, reason="inactive"
        ),
        lambda: reopen_group(by=actor, group=stored(kept), version=stored(kept).version),
        lambda: set_base(
            by=actor, unit=country.commune, subject="hamlets", year=2019, count=5, source="x", as_of=STORY_DAY
        ),
    ]
    audited = AuditEntry.objects.count()
    for write in writes:
        if who == "commune officer":
            write()
        else:
            with pytest.raises(Refused, match="Công an xã"):
                write()
    assert AuditEntry.objects.count() == audited + (len(writes) if who == "commune officer" else 0)


@pytest.mark.parametrize("who", WHO)
def test_a_group_is_confirmed_by_its_heads_or_the_communes_officer(country, who):
    actor = WHO[who](country)
    kept = group(country.self_managed_team)
    if who in ("commune officer", "hamlet head", "head of the self-managed team"):
        assert confirm_group(by=actor, group=kept, condition="active").confirmed_by == actor.user
    else:
        with pytest.raises(Refused, match="trưởng thôn"):
            confirm_group(by=actor, group=kept, condition="active")


def test_an_organisation_confirms_the_groups_in_its_own_name_and_sees_no_other(country):
    reporter = people.reporter(country.commune)
    own = group(country.commune, kind="organisation", leader=reporter.user)
    others = group(country.commune, kind="organisation")
    abroad = group(country.neighbour, kind="organisation", leader=reporter.user)
    assert list(ChatGroup.objects.visible_to(reporter)) == [own]
    assert confirm_group(by=reporter, group=own, condition="quiet")
    for foreign in (others, abroad):
        with pytest.raises(Refused):
            confirm_group(by=reporter, group=foreign, condition="quiet")


def test_the_second_to_edit_conflicts_and_writes_nothing(country):
    first, second = people.officer(country.commune), people.officer(country.commune)
    kept = group(country.hamlet, name="Nhóm ấp")
    other_copy = stored(kept)
    edit_group(by=first, group=kept, version=1, leader_name="Anh Ba")
    with pytest.raises(Conflict):
        edit_group(by=second, group=other_copy, version=1, name="Nhóm khác", leader_name="Chị Tư")
    assert (stored(kept).name, stored(kept).leader_name) == ("Nhóm ấp", "Anh Ba")


@pytest.mark.parametrize(
    ("day", "fits"),
    [(STORY_DAY, True), (TOMORROW, False), (date(2019, 1, 1), True), (date(2018, 12, 31), False)],
)
def test_a_group_begun_on_new_years_day_is_counted_and_closed_between_then_and_today(country, day, fits):
    officer = people.officer(country.commune)
    kept = group(country.hamlet, opened_on=date(2019, 1, 1))

    def closes():
        return close_group(by=officer, group=kept, version=stored(kept).version, on=day, reason="inactive")

    def counts():
        return count_members(by=officer, group=kept, counted_on=day, members=3)

    for field, act in (("counted_on", counts), ("on", closes)):
        if fits:
            act()
        else:
            with pytest.raises(ValidationError) as problem:
                act()
            assert list(problem.value.message_dict) == [field]
    assert stored(kept).closed_on == (day if fits else None)


@pytest.mark.parametrize("day", [TOMORROW, date(2020, 1, 1)])
def test_nothing_begins_tomorrow(country, day):
    officer = people.officer(country.commune)
    with pytest.raises(ValidationError, match="còn ở phía trước"):
        group(country.hamlet, by=officer, opened_on=day)
    with pytest.raises(ValidationError):
        set_base(
            by=officer, unit=country.commune, subject="hamlets", year=2019, count=1, source="x", as_of=day
        )
    assert ChatGroup.objects.unscoped("test").count() == 0


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("https://zalo.me/g/abcdef123", True),
        ("", True),
        ("http://zalo.me/g/abcdef123", False),
        ("https://zalo.me/g/", False),
        ("https://zalo.me.example.com/g/abcdef", False),
        ("https://zalo.me/g/abcdef?x=1", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_a_zalo_groups_own_link_is_kept(country, link, fits):
    if fits:
        assert group(country.hamlet, join_link=link).join_link == link
    else:
        with pytest.raises(ValidationError, match="có dạng https"):
            group(country.hamlet, join_link=link)


def test_a_closed_group_is_confirmed_no_more_until_it_opens_again(country):
    officer = people.officer(country.commune)
    kept = close_group(by=officer, group=group(country.hamlet), version=1, on=STORY_DAY, reason="inactive")
    with pytest.raises(Refused, match="đã ngừng"):
        confirm_group(by=officer, group=kept, condition="active")
    reopen_group(by=officer, group=kept, version=kept.version)
    assert confirm_group(by=officer, group=kept, condition="active")


def test_a_name_is_free_again_once_its_group_closed_and_then_the_old_one_cannot_reopen(country):
    officer = people.officer(country.commune)
    old = group(country.hamlet, name="Nhóm ấp 1")
    close_group(by=officer, group=old, version=1, on=STORY_DAY, reason="inactive")
    group(country.hamlet, name="Nhóm ấp 1")
    with pytest.raises(ValidationError, match="đã có nhóm tên như vậy"):
        reopen_group(by=officer, group=old, version=old.version)
    assert stored(old).closed_on == STORY_DAY


def test_a_confirmation_with_a_count_keeps_what_was_known_of_households(country):
    head = people.officer(country.hamlet)
    kept = group(country.hamlet)
    count_members(by=head, group=kept, counted_on=date(2019, 11, 3), members=30, households=21, bodies=2)
    confirm_group(by=head, group=kept, condition="troubled", note="Có người lạ", members=33)
    present = MemberCount.objects.unscoped("test").get(superseded_on=None)
    assert (present.members, present.households, present.bodies) == (33, 21, 2)
    assert present.counted_on == STORY_DAY


def test_a_confirmation_whose_count_is_wrong_leaves_nothing_behind(country):
    with pytest.raises(ValidationError):
        confirm_group(
            by=people.officer(country.hamlet), group=group(country.hamlet), condition="active", members=5001
        )
    assert GroupConfirmation.objects.unscoped("test").count() == 0
    assert MemberCount.objects.unscoped("test").count() == 0


def test_a_base_is_one_a_year_and_set_again_replaces(country):
    officer = people.officer(country.commune)
    for count in (100, 120):
        set_base(
            by=officer,
            unit=country.commune,
            subject="households",
            year=2019,
            count=count,
            source="x",
            as_of=STORY_DAY,
        )
    set_base(
        by=officer,
        unit=country.commune,
        subject="households",
        year=2018,
        count=90,
        source="x",
        as_of=STORY_DAY,
    )
    assert sorted(CoverageBase.objects.unscoped("test").values_list("year", "count")) == [
        (2018, 90),
        (2019, 120),
    ]


def test_a_base_is_of_real_things_in_a_real_year(country):
    officer = people.officer(country.commune)
    given = {"by": officer, "unit": country.commune, "source": "Thống kê xã", "as_of": STORY_DAY}
    for wrong in ({"subject": "people"}, {"year": 1999}, {"count": -1}):
        with pytest.raises(ValidationError):
            set_base(**given | {"subject": "hamlets", "year": 2019, "count": 4} | wrong)


@pytest.mark.parametrize(("day", "fits"), [(date(2025, 6, 30), True), (date(2025, 7, 1), False)])
def test_no_group_begins_in_a_unit_that_has_ended(country, day, fits):
    with clock.pinned_to(date(2025, 8, 1)):
        if fits:
            assert group(country.hamlet, opened_on=day)
        else:
            with pytest.raises(ValidationError, match="đã chấm dứt hoạt động"):
                group(country.hamlet, opened_on=day)


def test_why_a_group_ended_is_asked_kept_and_forgotten_when_it_opens_again(country):
    officer = people.officer(country.commune)
    kept = group(country.hamlet)
    browser, page = client_of(officer), reverse("groups:close", args=[kept.public_id])
    given = {"version": kept.version, "on": STORY_DAY.isoformat(), "reason": "other", "note": ""}
    assert "Ghi lý do nhóm ngừng hoạt động." in browser.post(page, given).content.decode()
    assert browser.post(page, given | {"note": "Theo Thông báo số 5"}).status_code == 302
    assert (stored(kept).close_reason, stored(kept).close_note) == ("other", "Theo Thông báo số 5")
    browser.post(reverse("groups:reopen", args=[kept.public_id]))
    assert (stored(kept).close_reason, stored(kept).close_note) == ("", "")


@pytest.mark.parametrize("twin", TWINS)
def test_a_name_that_a_reader_takes_for_one_in_use_is_refused(country, twin):
    officer = people.officer(country.commune)
    made = {"by": officer, "unit": country.hamlet, "kind": "hamlet", "opened_on": STORY_DAY}
    create_group(name=NAME, **made)
    other = create_group(name="Nhóm khác", **made)
    with pytest.raises(ValidationError, match="đã có nhóm tên như vậy"):
        create_group(name=twin, **made)
    with pytest.raises(ValidationError, match="đã có nhóm tên như vậy"):
        edit_group(by=officer, group=other, version=other.version, name=twin)
    create_group(name="Nhóm thử Hoa Binh", **made)
    create_group(name=twin, **made | {"unit": country.other_hamlet})


def test_the_database_itself_refuses_a_twin(country):
    group(country.hamlet, name=NAME)
    twin = ChatGroup(kind="hamlet", name=TWINS[0], opened_on=STORY_DAY, created_at=clock.now())
    twin.place_in(country.hamlet)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_name_of_unseen_letters_is_no_name(country):
    with pytest.raises(ValidationError) as refused:
        group(country.hamlet, name="\u200b\u2800\u00a0")
    assert set(refused.value.message_dict) == {"name"}
