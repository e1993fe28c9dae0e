"""The book of activities: who keeps it, what an inspection looks at, what is taken out and put back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.core import audit
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry, StoredFile
from portal.steering.activities import services
from portal.steering.models import Activity
from portal.steering.places import places_of
from tests.factories import people, rows
from tests.factories.steering import activity, scan, with_minutes
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db


def details(**more):
    return {"held_on": date(2019, 11, 20), "present": 9, "title": "Họp sơ kết"} | more


def refused_fields(kind="meeting", **more) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        services.register_activity(kind=kind, **more)
    return set(problem.value.message_dict)


@pytest.mark.parametrize("level", ["commune", "district", "province"])
def test_the_committee_of_each_level_keeps_its_own_book(country, level):
    unit = getattr(country, level)
    keepers = [people.officer(unit)] + ([people.leader(unit)] if level == "commune" else [])
    for keeper in keepers:
        assert activity(unit, by=keeper).unit == unit


@pytest.mark.parametrize("outsider", ["district", "neighbour", "head", "reporter", "administrator"])
def test_nobody_else_writes_into_the_book_of_a_commune(country, outsider):
    actor = {
        "district": lambda: people.officer(country.district),
        "neighbour": lambda: people.officer(country.neighbour),
        "head": lambda: people.officer(country.hamlet),
        "reporter": lambda: people.reporter(country.commune),
        "administrator": lambda: people.administrator(country.commune),
    }[outsider]()
    kept = with_minutes(activity(country.commune))
    about = {"by": actor, "activity": kept, "version": kept.version}
    for write in (
        lambda: activity(country.commune, by=actor),
        lambda: services.edit_activity(**about, **details()),
        lambda: services.withdraw_activity(**about),
        lambda: services.restore_activity(**about),
        lambda: services.attach_minutes(**about, upload=scan()),
        lambda: services.detach_minutes(**about),
    ):
        with pytest.raises(Refused):
            write()
    assert Activity.objects.unscoped("test").count() == 1


@pytest.mark.parametrize(("held_on", "refused"), [(STORY_DAY, False), (STORY_DAY + timedelta(1), True)])
def test_what_was_held_until_today_is_written_down_and_what_is_to_come_is_not(country, held_on, refused):
    given = {"by": people.officer(country.commune), "unit": country.commune, **details(held_on=held_on)}
    if refused:
        assert refused_fields(**given) == {"held_on"}
    else:
        assert services.register_activity(kind="meeting", **given).held_on == held_on


@pytest.mark.parametrize(("present", "refused"), [(0, True), (1, False), (100_000, False), (100_001, True)])
def test_somebody_was_there_and_not_more_than_a_province_holds(country, present, refused):
    given = {"by": people.officer(country.commune), "unit": country.commune, **details(present=present)}
    if refused:
        assert refused_fields(**given) == {"present"}
    else:
        assert services.register_activity(kind="live-session", **given).present == present


@pytest.mark.parametrize("field", ["title", "note", "looked_at_words"])
def test_text_with_a_mark_of_secrecy_is_refused_at_its_field(country, field):
    given = details(looked_at_words="Chợ xã") | {field: "Kế hoạch bảo vệ mục tiêu - TỐI MẬT"}
    officer = people.officer(country.commune)
    assert refused_fields("inspection", by=officer, unit=country.commune, **given) == {field}
    assert not Activity.objects.unscoped("test").exists()


def test_an_inspection_looks_at_one_place_of_its_area(country):
    officer = people.officer(country.commune)
    body = rows.body(country.hamlet)
    theirs = rows.body(country.neighbour)
    given = {"by": officer, "unit": country.commune, **details()}
    refused = [
        ({}, {"looked_at"}),
        ({"looked_at_unit": country.hamlet, "looked_at_words": "Chợ"}, {"looked_at_words"}),
        ({"looked_at_unit": country.neighbour}, {"looked_at"}),
        ({"looked_at_unit": country.district}, {"looked_at"}),
        ({"looked_at_unit": country.neighbour, "looked_at_body": theirs}, {"looked_at"}),
    ]
    for place, fields in refused:
        assert refused_fields("inspection", **given, **place) == fields, place
    taken = [
        ({"looked_at_unit": country.hamlet}, country.hamlet.title),
        ({"looked_at_unit": country.self_managed_team}, country.self_managed_team.placed_title),
        ({"looked_at_unit": country.hamlet, "looked_at_body": body}, body.name),
        ({"looked_at_words": "Chợ xã"}, "Chợ xã"),
    ]
    for place, name in taken:
        assert services.register_activity(kind="inspection", **given, **place).looked_at == name


def test_only_an_inspection_looks_at_a_place_and_the_database_holds_it(country):
    kept = activity(country.commune)
    looking = activity(country.commune, "inspection", looked_at_words="Chợ xã")
    for row, change in (
        (kept, {"looked_at_words": "Chợ"}),
        (kept, {"looked_at_unit": country.hamlet}),
        (looking, {"looked_at_words": ""}),
        (looking, {"looked_at_body": rows.body(country.commune)}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.unscoped("test").filter(pk=row.pk).update(**change)


def test_a_unit_above_names_its_districts_communes_and_own_bodies_and_a_commune_all_within_it(country):
    own, below = rows.body(country.province), rows.body(country.commune)
    gone = rows.body(country.province)
    type(gone).objects.unscoped("test").filter(pk=gone.pk).update(valid_to=STORY_DAY)
    named = places_of(country.province, STORY_DAY)
    within = (country.province, country.district, country.commune, country.neighbour, own)
    assert {place.key for place in named} == {one.public_id for one in within}
    named = places_of(country.commune, STORY_DAY)
    inside = (
        country.hamlet,
        country.other_hamlet,
        country.self_managed_team,
        country.other_self_managed_team,
    )
    assert {place.key for place in named} == {one.public_id for one in (country.commune, *inside, below)}


def test_a_place_that_ended_since_stays_named_by_the_inspection_that_looked_at_it(country):
    officer = people.officer(country.commune)
    body = rows.body(country.commune)
    named = {"looked_at_unit": country.commune, "looked_at_body": body}
    kept = activity(country.commune, "inspection", by=officer, **named)
    type(body).objects.unscoped("test").filter(pk=body.pk).update(valid_to=date(2019, 12, 1))
    services.edit_activity(by=officer, activity=kept, version=1, **details(title="Kiểm tra lại", **named))
    assert (kept.title, kept.looked_at_body) == ("Kiểm tra lại", body)


def test_what_units_above_looked_at_here_is_read_here_and_nowhere_beside(country):
    about_us = activity(country.province, "inspection", looked_at_unit=country.commune)
    in_us = activity(country.district, "inspection", looked_at_unit=country.commune)
    about_them = activity(country.province, "inspection", looked_at_unit=country.neighbour)
    activity(country.province)
    seen = {
        unit: set(Activity.objects.visible_to(people.officer(unit)))
        for unit in (country.commune, country.neighbour, country.new_commune)
    }
    assert seen == {
        country.commune: {about_us, in_us},
        country.neighbour: {about_them},
        country.new_commune: set(),
    }


def test_an_entry_is_taken_out_and_put_back_and_changes_only_while_it_is_in(country):
    officer = people.officer(country.commune)
    kept = activity(country.commune, by=officer)
    services.withdraw_activity(by=officer, activity=kept, version=1)
    assert services.withdraw_activity(by=officer, activity=kept, version=2).version == 2
    for write in (
        lambda: services.edit_activity(by=officer, activity=kept, version=2, **details()),
        lambda: services.attach_minutes(by=officer, activity=kept, version=2, upload=scan()),
        lambda: services.detach_minutes(by=officer, activity=kept, version=2),
    ):
        with pytest.raises(NotNow):
            write()
    services.restore_activity(by=officer, activity=kept, version=2)
    assert services.restore_activity(by=officer, activity=kept, version=3).withdrawn_at is None
    assert services.edit_activity(by=officer, activity=kept, version=3, **details()).title == "Họp sơ kết"


def test_of_two_edits_the_second_is_refused(country):
    officer = people.officer(country.commune)
    kept = activity(country.commune, by=officer)
    services.edit_activity(by=officer, activity=kept, version=1, **details())
    with pytest.raises(Conflict):
        services.edit_activity(by=officer, activity=kept, version=1, **details(title="Khác"))
    kept.refresh_from_db()
    assert kept.title == "Họp sơ kết"


def test_a_form_that_is_sent_twice_makes_one_row(country):
    officer, key = people.officer(country.commune), uuid4()
    given = {"by": officer, "unit": country.commune, "kind": "meeting", "key": key, **details()}
    assert services.register_activity(**given) == services.register_activity(**given)
    assert Activity.objects.unscoped("test").count() == 1


def test_minutes_are_replaced_and_taken_away(country):
    officer = people.officer(country.commune)
    kept = with_minutes(activity(country.commune, by=officer), by=officer)
    first = kept.minutes
    with pytest.raises(Conflict):
        services.attach_minutes(by=officer, activity=kept, version=1, upload=scan())
    services.attach_minutes(by=officer, activity=kept, version=2, upload=scan("moi.png"))
    assert StoredFile.objects.get(pk=first.pk).removed_at is not None
    assert kept.minutes.name == "moi.png"
    services.detach_minutes(by=officer, activity=kept, version=3)
    assert services.detach_minutes(by=officer, activity=kept, version=4).minutes is None
    assert not StoredFile.objects.filter(removed_at=None).exists()


def test_each_change_is_audited_without_the_words_themselves(country):
    officer = people.officer(country.commune)
    kept = activity(country.commune, by=officer, title="Họp sơ kết")
    services.withdraw_activity(by=officer, activity=kept, version=1)
    services.restore_activity(by=officer, activity=kept, version=2)
    entries = AuditEntry.objects.filter(action__startswith="activity.").order_by("pk")
    assert [entry.action for entry in entries] == [
        "activity.register",
        "activity.withdraw",
        "activity.restore",
    ]
    assert entries[0].changes["title"] == audit.coded(Activity._meta.get_field("title"), "Họp sơ kết")
    assert "Họp sơ kết" not in str([entry.changes for entry in entries])
