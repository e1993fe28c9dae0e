"""Pages of the book of activities."""

import uuid

import pytest
from django.urls import reverse

from portal.core.models import AuditEntry
from portal.steering.models import Activity
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.steering import SCAN, activity, scan, with_minutes
from tests.list_rows import texts

pytestmark = pytest.mark.django_db


def given(**more):
    fields = {
        "key": str(uuid.uuid4()),
        "held_on": "20/11/2019",
        "present": "1.200",
        "title": "Đối thoại với dân",
    }
    return fields | more


def test_an_inspection_is_written_down_with_the_body_it_looked_at(country):
    body = rows.body(country.commune, name="Trường Nguyễn Du")
    url = reverse("steering:new-activity") + "?loai=inspection"
    browser = client_of(people.officer(country.commune))
    answer = browser.post(url, given(looked_at=body.public_id), follow=True)
    page = answer.content.decode()
    kept = Activity.objects.unscoped("test").get()
    assert (kept.kind, kept.looked_at_unit, kept.looked_at_body, kept.present) == (
        "inspection",
        country.commune,
        body,
        1200,
    )
    assert "Trường Nguyễn Du" in page
    assert "1.200" in page


@pytest.mark.parametrize(
    ("query", "kind"),
    [("", "meeting"), ("?loai=live-session", "live-session"), ("?loai=%20x", "meeting")],
)
def test_the_address_says_of_which_kind_and_only_an_inspection_is_asked_where(country, query, kind):
    browser = client_of(people.officer(country.commune))
    url = reverse("steering:new-activity") + query
    assert 'name="looked_at"' not in browser.get(url).content.decode()
    browser.post(url, given(looked_at=country.hamlet.public_id))
    kept = Activity.objects.unscoped("test").get()
    assert (kept.kind, kept.looked_at_unit) == (kind, None)


def test_nothing_typed_is_lost_when_an_activity_is_refused(country):
    browser = client_of(people.officer(country.commune))
    page = browser.post(reverse("steering:new-activity"), given(held_on="20/11/2119")).content.decode()
    assert "Đối thoại với dân" in page
    assert not Activity.objects.unscoped("test").exists()


def test_what_was_taken_out_is_undone_from_its_strip_and_found_by_words_meanwhile(country):
    officer = people.officer(country.commune)
    kept = activity(country.commune, by=officer, title="Họp nhập nhầm")
    browser = client_of(officer)
    taken = reverse("steering:withdraw-activity", args=[kept.public_id])
    page = browser.post(taken, follow=True).content.decode()
    assert "Hoàn tác" in page
    assert reverse("steering:edit-activity", args=[kept.public_id]) not in page
    listed = reverse("steering:activities")
    assert "Họp nhập nhầm" not in browser.get(listed).content.decode()
    assert "Họp nhập nhầm (đã gỡ khỏi sổ)" in browser.get(listed, {"q": "nhập nhầm"}).content.decode()
    browser.post(taken, {"restore": "1"})
    assert "Họp nhập nhầm" in browser.get(listed).content.decode()


def test_the_list_is_narrowed_by_kind_and_holds_nothing_of_a_neighbour(country):
    officer = people.officer(country.commune)
    activity(country.commune, by=officer, title="Họp của xã")
    activity(country.commune, "inspection", by=officer, title="Kiểm tra của xã")
    activity(country.neighbour, "inspection", title="Kiểm tra của xã bên")
    page = client_of(officer).get(reverse("steering:activities"), {"loai": "inspection"})
    assert texts(page.context["list"], "Nội dung") == ["Kiểm tra của xã"]


def test_who_only_reads_gets_no_button_that_changes(country):
    kept = activity(country.commune)
    url = reverse("steering:activity", args=[kept.public_id])
    assert "Gỡ khỏi sổ" in client_of(people.officer(country.commune)).get(url).content.decode()
    for reader in (people.officer(country.district), people.officer(country.province)):
        page = client_of(reader).get(url).content.decode()
        assert kept.title in page
        assert "Gỡ khỏi sổ" not in page


def test_minutes_are_saved_as_they_were_and_each_time_is_audited(country):
    officer = people.officer(country.commune)
    kept = activity(country.commune, by=officer)
    browser = client_of(officer)
    url = reverse("steering:attach-minutes", args=[kept.public_id])
    page = browser.post(url, {"version": "1", "upload": scan("bien-ban.png")}, follow=True).content.decode()
    assert "bien-ban.png" in page
    answer = browser.get(reverse("steering:minutes", args=[kept.public_id]))
    assert answer.content == SCAN
    assert AuditEntry.objects.filter(action="activity.download", actor=officer.user).count() == 1


def test_minutes_are_let_go_only_after_a_question(country):
    officer = people.officer(country.commune)
    kept = with_minutes(activity(country.commune, by=officer), by=officer)
    browser = client_of(officer)
    url = reverse("steering:detach-minutes", args=[kept.public_id])
    assert "bien-ban.png" in browser.get(url).content.decode()
    kept.refresh_from_db()
    assert kept.minutes
    browser.post(url, {"version": "2"})
    assert browser.get(reverse("steering:minutes", args=[kept.public_id])).status_code == 404


def test_an_edit_begins_with_what_stands_there(country):
    officer = people.officer(country.commune)
    kept = activity(
        country.commune, "inspection", by=officer, looked_at_unit=country.hamlet, title="Kiểm tra ấp"
    )
    browser = client_of(officer)
    url = reverse("steering:edit-activity", args=[kept.public_id])
    form = browser.get(url).context["form"]
    assert form.initial["looked_at"] == country.hamlet.public_id
    sent = {
        "version": "1",
        "held_on": "21/11/2019",
        "present": "5",
        "title": "Kiểm tra ấp",
        "looked_at_words": "Chợ",
    }
    browser.post(url, sent)
    kept.refresh_from_db()
    assert (kept.looked_at_unit, kept.looked_at) == (None, "Chợ")
