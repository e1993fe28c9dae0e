"""Notices of what inspections found: who is told, when reminders come, what takes them back; and who mends it by phone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core import clock
from portal.core.notices.models import Notice
from portal.core.notices.rules import mail_time
from portal.steering import tasks
from portal.steering.activities import notices
from portal.steering.activities.finding_services import edit_finding, move_finding
from portal.steering.activities.services import withdraw_activity
from portal.steering.models import Finding
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.rows import at
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db

DUE = date(2019, 12, 20)


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet)


@pytest.fixture
def inspection(country):
    return steering.activity(country.commune, "inspection")


def reporter_of(country, body):
    person = people.user()
    role = Role.ORGANISATION_REPORTER
    assign(by=SYSTEM, user=person, role=role, unit=country.commune, body=body, valid_from=people.LONG_AGO)
    return people.actor(person)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", flat=True))


def occasions(actor):
    kept = Notice.objects.filter(kind="finding.due", user=actor.user).order_by("pk")
    return [notice.key.rsplit(":", 1)[1] for notice in kept]


def remind_on(day):
    with clock.pinned_to(at(str(day))):
        tasks.remind_of_findings()


def settle(row, name, by=SYSTEM):
    return move_finding(by=by, finding=row, name=name, version=row.version, **steering.SETTLED_BY[name])


def test_the_people_of_the_hamlet_that_is_to_mend_it_are_told_and_nobody_else(
    country, head, officer, inspection
):
    area_officer = people.officer(country.hamlet, Role.AREA_OFFICER)
    for other in (country.other_hamlet, country.neighbour, country.district):
        people.officer(other)
    steering.finding(inspection, owner=country.hamlet, due_on=DUE, text="Sổ của ông Mẫu")
    assert told("finding.asked") == sorted([head.user.pk, area_officer.user.pk])
    notice = Notice.objects.filter(user=head.user).get()
    assert notice.text == "Có nội dung phải khắc phục sau kiểm tra, hạn 20/12/2019."


def test_what_a_team_is_to_mend_its_hamlet_is_told_and_a_bodys_own_people_alone(
    country, head, officer, inspection
):
    steering.finding(inspection, owner=country.self_managed_team)
    assert told("finding.asked") == [head.user.pk]
    union, front = rows.body(country.commune, name="Hội Phụ nữ"), rows.body(country.commune, name="Mặt trận")
    member, _other = reporter_of(country, union), reporter_of(country, front)
    steering.finding(inspection, owner_body=union)
    assert told("finding.asked") == sorted([head.user.pk, member.user.pk])


def test_where_nobody_is_there_to_mend_it_the_committee_of_the_commune_is_told(country, officer, inspection):
    school = rows.body(country.hamlet, name="Trường Nguyễn Du")
    steering.finding(inspection, owner=country.hamlet, owner_body=school)
    steering.finding(inspection, owner=country.hamlet)
    assert told("finding.asked") == [officer.user.pk, officer.user.pk]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - timedelta(3), []),
        (DUE - timedelta(2), ["before"]),
        (DUE, ["today"]),
        (DUE + timedelta(1), ["late"]),
        (DUE + timedelta(7), ["late"]),
        (DUE + timedelta(8), []),
    ],
)
def test_who_is_to_mend_it_is_reminded_before_the_last_day_on_it_and_once_when_late(
    country, head, inspection, day, expected
):
    steering.finding(inspection, owner=country.hamlet, due_on=DUE)
    remind_on(day)
    remind_on(day)
    assert occasions(head) == expected


@pytest.mark.parametrize("kind", notices.KINDS, ids=lambda kind: kind.key)
def test_what_is_told_at_night_goes_by_mail_in_the_morning(kind):
    assert mail_time(at("2019-12-20", 23, 10), urgent=kind.urgent) == at("2019-12-21", 6, 30)


@pytest.mark.parametrize("settled", ["finish", "drop", "withdrawn", "later", "elsewhere"])
def test_what_need_not_be_mended_is_reminded_of_no_more_and_an_unseen_reminder_goes(
    country, head, inspection, settled
):
    row = steering.finding(inspection, owner=country.hamlet, due_on=DUE)
    remind_on(DUE)
    assert occasions(head) == ["today"]
    said = {"text": row.text, "owner_unit": country.hamlet, "owner_body": None, "due_on": DUE}
    if settled == "withdrawn":
        withdraw_activity(by=SYSTEM, activity=inspection, version=inspection.version)
    elif settled == "later":
        edit_finding(by=SYSTEM, finding=row, version=1, **said | {"due_on": DUE + timedelta(9)})
    elif settled == "elsewhere":
        edit_finding(by=SYSTEM, finding=row, version=1, **said | {"owner_unit": country.other_hamlet})
    else:
        with clock.pinned_to(at(str(DUE))):
            settle(row, settled)
    assert occasions(head) == []
    remind_on(DUE)
    assert occasions(head) == []


def test_another_owner_is_told_and_the_same_one_is_not_told_of_other_words(country, head, inspection):
    row = steering.finding(inspection, owner=country.hamlet, due_on=DUE)
    other = people.officer(country.other_hamlet)
    said = {"text": "Chữ khác", "owner_unit": country.hamlet, "owner_body": None, "due_on": DUE}
    edit_finding(by=SYSTEM, finding=row, version=1, **said)
    assert told("finding.asked") == [head.user.pk]
    edit_finding(by=SYSTEM, finding=row, version=2, **said | {"owner_unit": country.other_hamlet})
    assert told("finding.asked") == sorted([head.user.pk, other.user.pk])


def test_who_asked_is_told_when_it_is_mended_and_the_owner_when_it_is_asked_again(
    country, head, officer, inspection
):
    row = steering.finding(inspection, owner=country.hamlet)
    settle(row, "finish", by=head)
    assert told("finding.mended") == [officer.user.pk]
    settle(row, "reopen", by=officer)
    assert told("finding.asked") == [head.user.pk, head.user.pk]


@pytest.mark.parametrize("on", [True, False])
def test_the_job_reminds_unless_reminders_are_off(country, head, inspection, settings, on):
    settings.TASK_REMINDERS = on
    steering.finding(inspection, owner=country.hamlet, due_on=DUE)
    remind_on(DUE)
    assert bool(occasions(head)) is on


# --- by phone -------------------------------------------------------------------------------------


def test_a_head_reads_and_mends_it_by_phone_and_cannot_drop_it(country, head, inspection):
    row = steering.finding(inspection, owner=country.hamlet, text="Lập lại danh sách")
    steering.finding(inspection, owner=country.other_hamlet, text="Của ấp bên")
    phone = client_of(head)
    assert "Việc được giao · 1" in phone.get("/").content.decode()
    listed = phone.get(reverse("steering:own-tasks")).content.decode()
    assert "Lập lại danh sách" in listed
    assert "Của ấp bên" not in listed
    url = reverse("steering:finish-finding", args=[row.public_id])
    page = phone.get(reverse("steering:finding", args=[row.public_id])).content.decode()
    assert "phone-mode" in page
    assert url in page
    assert reverse("steering:drop-finding", args=[row.public_id]) not in page
    assert phone.get(reverse("steering:drop-finding", args=[row.public_id])).status_code == 403
    sent = {"done_on": "05/12/2019", "word": "Đã lập lại", "version": "1"}
    assert "Đã lập lại" in phone.post(url, sent, follow=True).content.decode()
    assert Finding.objects.unscoped("test").get(pk=row.pk).state == "done"
    assert "Việc được giao" not in phone.get("/").content.decode()


def test_another_head_and_another_bodys_reporter_find_nothing(country, inspection):
    union, front = rows.body(country.commune, name="Hội Phụ nữ"), rows.body(country.commune, name="Mặt trận")
    hamlets = steering.finding(inspection, owner=country.hamlet)
    unions = steering.finding(inspection, owner_body=union)
    for actor in (people.officer(country.other_hamlet), reporter_of(country, front)):
        phone = client_of(actor)
        assert phone.get(reverse("steering:own-tasks")).context["findings"] == []
        for row in (hamlets, unions):
            for name in ("finding", "finish-finding"):
                assert phone.get(reverse(f"steering:{name}", args=[row.public_id])).status_code == 404
    assert [one for one, _late in _own(reporter_of(country, union))] == [unions]


def _own(actor):
    return client_of(actor).get(reverse("steering:own-tasks")).context["findings"]


def test_a_head_of_a_self_managed_team_has_a_first_page_with_what_the_team_is_to_mend(country, inspection):
    row = steering.finding(inspection, owner=country.self_managed_team)
    steering.finding(inspection, owner=country.hamlet)
    steering.task(steering.plan(country.commune), owner_unit=country.hamlet)
    head = people.officer(country.self_managed_team)
    assert "Việc được giao · 1" in client_of(head).get("/").content.decode()
    assert [one for one, _late in _own(head)] == [row]
