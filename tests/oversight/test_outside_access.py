"""Access from outside a commune is recorded once a day and row, and the commune reads the record."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse

from portal.accounts.actor import Actor
from portal.accounts.elevation import raise_to
from portal.accounts.permissions import Role
from portal.core import audit, clock, indicators, jobs
from portal.core.models import AuditEntry
from portal.core.periods import Days
from portal.oversight.custody import custody_of
from portal.oversight.outside_access import records_outside_access as noted_as
from portal.units.drilldown import link
from reports.services import issue_report
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.units import SYSTEM
from tests.markup import unindented

pytestmark = pytest.mark.django_db
OUTSIDE_ACCESS = "/nhat-ky/nguoi-ngoai-xem/"


def noted(action):
    return AuditEntry.objects.filter(action=action)


def read(actor, *addresses):
    for address in addresses:
        assert client_of(actor).get(address).status_code == 200, address


def opened(actor, tip):
    assert client_of(actor).get(f"/tin-bao/{tip.public_id}/").status_code == 200


def test_a_tip_opened_from_outside_is_noted_once_a_day(country):
    told, other = rows.tip(country.hamlet), rows.tip(country.hamlet)
    district = people.officer(country.district)
    for tip in (told, told, other):
        opened(district, tip)
    assert noted("tip.view").count() == 2
    with clock.pinned_to(rows.at("2019-12-09")):
        opened(district, told)
    assert noted("tip.view").count() == 3
    entry = noted("tip.view").first()
    assert (entry.custodian_id, entry.outside, entry.actor) == (country.commune.pk, True, district.user)


def test_ones_own_people_read_without_a_trace(country):
    told = rows.tip(country.hamlet, by=people.officer(country.hamlet))
    for actor in (people.officer(country.commune), people.leader(country.commune)):
        opened(actor, told)
    assert not noted("tip.view").exists()


def test_the_second_access_of_a_day_writes_nothing(country, django_assert_num_queries):
    told = rows.tip(country.hamlet)
    district = people.officer(country.district)
    assert audit.record_once(by=district, action="tip.view", row=told)
    with django_assert_num_queries(1):
        assert not audit.record_once(by=district, action="tip.view", row=told)


def test_two_looks_at_the_same_moment_are_one_entry(country, monkeypatch):
    """Both looked before either wrote: the row's own key decides."""
    told, district = rows.tip(country.hamlet), people.officer(country.district)
    audit.record_once(by=district, action="tip.view", row=told)
    nothing = AuditEntry.objects.none()
    monkeypatch.setattr(type(nothing), "exists", lambda self: False)
    audit.record_once(by=district, action="tip.view", row=told)
    monkeypatch.undo()
    assert noted("tip.view").count() == 1


def test_support_staff_are_outsiders_wherever_they_raised_themselves(country):
    told = rows.tip(country.hamlet)
    person = people.user()

    class Raised:
        role, unit, unit_id = Role.SUPPORT_READER, country.commune, country.commune.pk

    support = Actor(person, (Raised(),), clock.today(), Raised())
    assert custody_of(support, told, told.unit_id) == (country.commune.pk, True)
    assert custody_of(people.officer(country.commune), told, told.unit_id) == (country.commune.pk, False)
    assert custody_of(SYSTEM, told, told.unit_id) == (country.commune.pk, False)


@pytest.mark.parametrize("address", ["/", "/tin-bao/", "/tin-bao/?loc=qua-han"])
def test_support_that_raised_itself_reads_the_communes_desk_in_its_sight(country, address):
    rows.tip(country.hamlet)
    support = people.officer(country.province, Role.SUPPORT, person=people.user("Hồ Trợ Giúp"))
    raise_to(by=support, unit=country.commune, reason="Xã gọi điện: không thấy tin báo", minutes=60)
    client = client_of(people.actor(support.user))
    for _twice in range(2):
        assert client.get(address).status_code == 200
    entry = noted("tip.list").get()
    assert (entry.custodian_id, entry.outside, entry.actor) == (country.commune.pk, True, support.user)
    text = client_of(people.leader(country.commune)).get(OUTSIDE_ACCESS).content.decode()
    assert "Hồ Trợ Giúp" in text


def test_a_list_behind_a_figure_of_the_commune_is_noted_for_that_commune(country):
    rows.tip(country.hamlet)
    district = people.officer(country.district)
    year = Days(date(2019, 1, 1), date(2020, 1, 1))
    address = link(indicators.get("tips.received"), country.commune, year)
    for _twice in range(2):
        assert client_of(district).get(address).status_code == 200
    entry = noted("tip.list").get()
    assert (entry.custodian_id, entry.object_id, entry.outside) == (
        country.commune.pk,
        country.commune.public_id,
        True,
    )
    text = client_of(people.leader(country.commune)).get(OUTSIDE_ACCESS).content.decode()
    assert "Xem danh sách tin báo" in text
    assert (
        "Xem danh sách tin báo"
        not in client_of(people.leader(country.neighbour)).get(OUTSIDE_ACCESS).content.decode()
    )


def test_a_list_of_the_whole_district_is_seen_by_each_of_its_communes(country):
    district = client_of(people.officer(country.district))
    district.get("/tin-bao/")
    assert not noted("tip.list").exists(), "the list of her own unit shows no row of a commune"
    district.get("/tin-bao/?loc=tat-ca")
    for commune in (country.commune, country.neighbour):
        text = client_of(people.leader(commune)).get(OUTSIDE_ACCESS).content.decode()
        assert "Huyện Dương Minh Châu" in text or "huyện Dương Minh Châu" in text


def test_the_communes_own_list_is_no_look(country):
    client_of(people.officer(country.commune)).get("/tin-bao/?loc=tat-ca")
    client_of(people.officer(country.hamlet)).get("/tin-bao/")
    assert not noted("tip.list").exists()


def test_reports_and_codes_taken_along_are_seen(country):
    officer = people.officer(country.commune)
    report = rows.report(country.commune, by=officer)
    issue_report(by=officer, report=report, version=report.version)
    jobs.drain()
    group = rows.group(country.commune, by=officer, join_link="https://zalo.me/g/abcdef123")
    paper = f"/bao-cao/{report.public_id}/bao-cao.pdf"
    code = reverse("groups:qr", args=[group.public_id])
    for actor in (officer, people.officer(country.province)):
        assert client_of(actor).get(paper).status_code == 200
        assert client_of(actor).get(code).status_code == 200
    assert noted("report.download").filter(outside=True).count() == 1
    assert noted("group.qr").count() == 1
    text = unindented(client_of(officer).get(OUTSIDE_ACCESS).content.decode())
    assert "Tải báo cáo" in text
    assert "Tải mã QR của nhóm" in text
    assert "Cán bộ cấp tỉnh" in text


def test_what_is_noted_for_a_file_is_noted_for_the_screen(country):
    officer = people.officer(country.commune)
    report, post = rows.report(country.commune, by=officer), rows.post(country.commune, by=officer)
    group = rows.group(country.commune, by=officer)
    issue_report(by=officer, report=report, version=report.version)
    addresses = [
        reverse("reports:detail", args=[report.public_id]),
        reverse("groups:detail", args=[group.public_id]),
        reverse("propaganda:detail", args=[post.public_id]),
        f"/nhom/do-phu/?don-vi={country.commune.public_id}",
        reverse("units:detail", args=[country.commune.public_id]),
    ]
    before = AuditEntry.objects.count()
    read(officer, *addresses)
    assert AuditEntry.objects.count() == before
    district = people.officer(country.district, person=people.user("Lê Văn Huyện"))
    read(district, *addresses)
    read(district, *addresses)
    entries = AuditEntry.objects.filter(actor=district.user)
    assert sorted(entries.values_list("action", "custodian_id", "outside")) == [
        (action, country.commune.pk, True)
        for action in ("coverage.view", "group.view", "post.view", "report.view", "unit.view")
    ]
    text = unindented(client_of(officer).get(OUTSIDE_ACCESS).content.decode())
    for words in ("Xem báo cáo", "Xem nhóm", "Xem tin, bài", "Xem người, nhóm và số liệu của đơn vị"):
        assert words in text
    assert '<td class="num" data-label="Lượt mở mục khác">3</td>' in text
    assert '<td class="num" data-label="Lượt xem danh sách, số liệu">2</td>' in text


def test_raised_support_reads_a_draft_in_the_communes_sight(country):
    officer = people.officer(country.commune)
    draft = rows.report(country.commune, by=officer)
    support = people.officer(country.province, Role.SUPPORT, person=people.user("Hồ Trợ Giúp"))
    raise_to(by=support, unit=country.commune, reason="Xã gọi điện nhờ xem báo cáo", minutes=60)
    read(people.actor(support.user), f"/bao-cao/{draft.public_id}/", "/bao-cao/")
    assert noted("report.view").get().outside
    assert noted("report.list").get().custodian_id == country.commune.pk
    assert "Hồ Trợ Giúp" in client_of(officer).get(OUTSIDE_ACCESS).content.decode()


def test_the_overview_of_a_district_is_seen_by_each_of_its_communes_once_a_day(country):
    district = people.officer(country.district)
    read(district, "/", "/")
    assert noted("unit.overview").get().custodian_id == country.district.pk
    for commune in (country.commune, country.neighbour):
        assert (
            "Xem tổng hợp theo xã" in client_of(people.leader(commune)).get(OUTSIDE_ACCESS).content.decode()
        )


def test_a_page_of_a_unit_outside_ones_area_shows_nothing_to_note(country):
    read(people.officer(country.neighbour), reverse("units:detail", args=[country.commune.public_id]))
    assert not noted("unit.view").exists()


def test_a_page_that_does_not_say_what_it_shows_is_an_error(rf):
    view = noted_as("report.view")(lambda request: HttpResponse("rows"))
    with pytest.raises(LookupError, match="does not say what it shows"):
        view(rf.get("/"))


def test_a_complaint_that_is_opened_above_shows_the_commune_nothing(country):
    complaint = rows.tip(country.hamlet, about_police=True)
    opened(people.officer(country.province), complaint)
    assert noted("tip.view").get().custodian_id == country.district.pk
    for actor in (people.leader(country.commune), people.officer(country.commune)):
        text = client_of(actor).get(OUTSIDE_ACCESS).content.decode()
        assert "Chưa có ai ngoài xã xem" in text


def test_a_look_at_a_tip_that_then_went_above_is_shown_the_commune_no_more(country):
    officer, district = people.officer(country.commune), people.officer(country.district)
    told = rows.tip(country.hamlet, by=officer)
    opened(district, told)
    assert "Xem tin báo" in client_of(officer).get(OUTSIDE_ACCESS).content.decode()
    rows.transition(told, "classify", by=officer, category="misconduct", nature="complaint")
    assert "Chưa có ai ngoài xã xem" in client_of(officer).get(OUTSIDE_ACCESS).content.decode()


def test_the_page_counts_by_person_and_says_when_nobody_looked(country):
    leader = people.leader(country.commune)
    assert "Chưa có ai ngoài xã xem" in client_of(leader).get(OUTSIDE_ACCESS).content.decode()
    district = people.officer(country.district, person=people.user("Lê Văn Huyện"))
    for _number in range(3):
        opened(district, rows.tip(country.hamlet))
    text = unindented(client_of(leader).get(OUTSIDE_ACCESS).content.decode())
    assert text.count("Lê Văn Huyện") == 4
    assert '<td class="num" data-label="Lượt mở tin">3</td>' in text


def test_the_page_makes_few_queries(country, django_assert_max_num_queries):
    district = people.officer(country.district)
    for _number in range(60):
        audit.record_once(by=district, action="tip.view", row=rows.tip(country.hamlet))
    client = client_of(people.leader(country.commune))
    with django_assert_max_num_queries(8):
        assert client.get(OUTSIDE_ACCESS).content.decode().count("<tr data-href>") == 50


@pytest.mark.parametrize("unit", ["hamlet", "district", "province"])
def test_only_the_commune_reads_who_looked(country, unit):
    assert client_of(people.officer(getattr(country, unit))).get(OUTSIDE_ACCESS).status_code == 403
