"""Support staff see nothing, raise themselves for a reason and some hours, only look, and are seen."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import ChatGroup
from groups.services import create_group
from portal.accounts import elevation
from portal.accounts.models import Assignment, Elevation
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from reports.models import Report
from tests.architecture.crawling import crawl, pages_with, places_to_ask
from tests.architecture.world import client_of, two_sides
from tests.factories import people, rows
from tips.models import Tip

pytestmark = pytest.mark.django_db
WHY = "Xã gọi điện: báo cáo tháng 11 không mở được"
P = Permission


@pytest.fixture
def support(country):
    return people.officer(country.province, Role.SUPPORT, person=people.user("Hồ Trợ Giúp"))


@pytest.fixture
def machine(monkeypatch):
    """The machine's clock, to be set: hours run by it, whatever day the story pins."""

    class Machine:
        now = datetime(2026, 11, 21, 9, 0, tzinfo=clock.machine_now().tzinfo)

    monkeypatch.setattr(clock, "machine_now", lambda: Machine.now)
    return Machine


def raise_to(support, unit, minutes=60, reason=WHY):
    return elevation.raise_to(by=people.actor(support.user), unit=unit, reason=reason, minutes=minutes)


def test_by_itself_support_sees_nothing(country, support):
    two_sides(country)
    for model in (ChatGroup, Tip, Report):
        assert not model.objects.visible_to(support).exists()
    browser = client_of(support)
    for address in ("/tin-bao/", "/nhom/", "/bao-cao/", "/bai-dang/", "/dia-ban/", "/tai-khoan/nguoi-dung/"):
        assert browser.get(address).status_code == 403


def test_raised_it_sees_one_commune_and_changes_nothing(country, support):
    ours, theirs = two_sides(country)
    raise_to(support, country.commune)
    raised = people.actor(support.user)
    assert raised.current.role == Role.SUPPORT_READER
    assert ours.tip in set(Tip.objects.visible_to(raised))
    assert not Tip.objects.visible_to(raised).filter(public_id=theirs.tip.public_id).exists()
    browser = client_of(raised)
    assert browser.get(reverse("tips:detail", args=[ours.tip.public_id])).status_code == 200
    assert browser.get(reverse("tips:detail", args=[theirs.tip.public_id])).status_code == 404
    assert browser.post(reverse("tips:open-informant", args=[ours.tip.public_id])).status_code == 403
    assert browser.get(reverse("tips:new")).status_code == 403
    assert browser.get(reverse("reports:issue", args=[ours.draft.public_id])).status_code == 403
    assert browser.get(reverse("groups:edit", args=[ours.group.public_id])).status_code == 403
    with pytest.raises(Refused):
        create_group(
            by=raised, unit=country.commune, kind="hamlet", name="Nhóm lạ", opened_on=date(2019, 12, 1)
        )


def test_raised_to_a_province_it_sees_nothing_of_what_people_told(country, support):
    two_sides(country)
    complaint = rows.tip(country.hamlet, about_police=True)
    raise_to(support, country.province)
    raised = people.actor(support.user)
    assert raised.current.role == Role.SUPPORT_WATCHER
    assert ChatGroup.objects.visible_to(raised).count() == 2
    assert not Tip.objects.visible_to(raised).exists()
    assert not Report.objects.visible_to(raised).exists()
    raise_ended = elevation.lower(by=raised)
    assert raise_ended.ended_at
    raise_to(support, country.commune)
    assert not Tip.objects.visible_to(people.actor(support.user)).filter(pk=complaint.pk).exists()


@pytest.mark.parametrize(
    ("minutes", "passed", "lasts"),
    [
        (30, timedelta(minutes=30, microseconds=-1), True),
        (30, timedelta(minutes=30), False),  # the last moment itself no more
        (240, timedelta(minutes=239), True),
        (240, timedelta(minutes=240), False),
        (60, timedelta(microseconds=-1), False),
    ],
)
def test_the_hours_run_by_the_machines_clock(country, support, machine, minutes, passed, lasts):
    raise_to(support, country.commune, minutes)
    machine.now += passed
    assert people.actor(support.user).has(P.VIEW_TIPS) is lasts


def test_ended_early_it_is_over_at_once_and_may_be_begun_again(country, support):
    raise_to(support, country.commune)
    with pytest.raises(Refused, match="Kết thúc lần đó"):
        raise_to(support, country.neighbour)
    ended = elevation.lower(by=support)
    assert ended.ended_at <= clock.machine_now()
    assert not people.actor(support.user).has(P.VIEW_TIPS)
    assert elevation.lower(by=support) is None
    raise_to(support, country.neighbour)
    assert people.actor(support.user).may(P.VIEW_TIPS, country.neighbour)
    actions = AuditEntry.objects.filter(action__startswith="support.").order_by("id")
    assert [entry.action for entry in actions] == ["support.raise", "support.lower", "support.raise"]
    assert actions[0].changes["reason"].startswith("hmac:")
    assert actions[0].unit_id == country.commune.pk


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reason": "x" * 14}, "ít nhất 15"),
        ({"reason": " " * 20}, "ít nhất 15"),
        ({"minutes": 241}, "4 giờ"),
        ({"minutes": 0}, "4 giờ"),
    ],
)
def test_without_a_reason_or_for_longer_nobody_is_raised(country, support, given, says):
    with pytest.raises(ValidationError, match=says):
        raise_to(support, country.commune, **given)
    assert not Elevation.objects.unscoped("test").exists()


def test_fifteen_characters_are_enough(country, support):
    assert raise_to(support, country.commune, reason="x" * 15).reason == "x" * 15


def test_only_support_raises_itself_only_inside_its_area_and_not_to_a_hamlet(country, support):
    for unit in (country.new_commune, country.new_province):
        with pytest.raises(Refused, match="trong địa bàn"):
            raise_to(support, unit)
    with pytest.raises(Refused, match="ở một xã hoặc ở tỉnh"):
        raise_to(support, country.hamlet)
    for actor in (people.administrator(country.province), people.officer(country.province)):
        with pytest.raises(Refused):
            elevation.raise_to(by=actor, unit=country.commune, reason=WHY, minutes=30)


def test_who_supports_no_longer_is_not_raised_any_more(country, support):
    raise_to(support, country.commune)
    Assignment.objects.filter(user=support.user).update(valid_to=date(2019, 12, 8))
    assert people.actor(support.user).assignments == ()


def test_another_persons_hours_are_not_ones_own(country, support):
    raise_to(support, country.commune)
    colleague = people.officer(country.province, Role.SUPPORT)
    assert not colleague.has(P.VIEW_TIPS)
    assert elevation.lower(by=colleague) is None
    assert people.actor(support.user).has(P.VIEW_TIPS)


def test_others_pay_no_query_for_it(country, support, django_assert_num_queries):
    officer = people.officer(country.commune)
    with django_assert_num_queries(1):
        people.actor(officer.user)
    with django_assert_num_queries(2):
        people.actor(support.user)


def test_what_raised_support_may_is_nothing_that_changes():
    for role in (Role.SUPPORT_READER, Role.SUPPORT_WATCHER):
        assert all(".view" in permission.value for permission in RIGHTS[role].permissions)


# --- on screen -----------------------------------------------------------------------------------
def test_in_the_browser_it_finds_says_why_looks_and_ends(country, support):
    browser = client_of(support)
    found = browser.get("/tai-khoan/nang-quyen/?q=phuoc+ninh").content.decode()
    assert reverse("accounts:elevate-to", args=[country.commune.public_id]) in found
    assert (
        "Thuận Lợi" not in browser.get("/tai-khoan/nang-quyen/?q=thuan+loi").content.decode().split("Tìm")[-1]
    )
    url = reverse("accounts:elevate-to", args=[country.commune.public_id])
    assert browser.post(url, {"reason": "ngắn", "minutes": "30"}).status_code == 200
    key = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
    home = browser.post(url, {"reason": WHY, "minutes": "30", "key": key}, follow=True).content.decode()
    assert "Đang có quyền xem tạm thời" in home
    assert "Kết thúc ngay" in browser.get("/tin-bao/").content.decode()
    browser.post(reverse("accounts:lower"))
    assert browser.get("/tin-bao/").status_code == 403
    assert "Đang có quyền xem tạm thời" not in browser.get("/").content.decode()


def test_a_unit_outside_the_area_does_not_exist(country, support):
    browser = client_of(support)
    for unit in (country.new_commune, country.new_province, country.hamlet):
        url = reverse("accounts:elevate-to", args=[unit.public_id])
        assert browser.get(url).status_code == 404
        assert browser.post(url, {"reason": WHY, "minutes": "30"}).status_code == 404


@pytest.mark.parametrize("raised_to", ["commune", "province"])
def test_wherever_it_clicks_it_meets_nothing_it_should_not(country, support, raised_to):
    ours, theirs = two_sides(country)
    raise_to(support, getattr(country, raised_to))
    raised = people.actor(support.user)
    pages = crawl(raised, places_to_ask(theirs))
    hidden = [ours.sealed_marker, theirs.sealed_marker, ours.complaint_marker, theirs.complaint_marker]
    if raised_to == "commune":
        hidden.append(theirs.marker)
        assert f"/tin-bao/{ours.tip.public_id}/" in pages_with(ours.marker, pages)
    else:
        assert f"/nhom/{ours.group.public_id}/" in pages_with(ours.marker, pages)
        assert not pages_with(f"Mất xe ở {ours.marker}", pages)
    for word in hidden:
        assert pages_with(word, pages) == [], word


def test_a_figure_outside_the_unit_looked_at_stays_closed(country, support):
    """The role that only supports holds the province, and must not open a neighbour's numbers with it."""
    raise_to(support, country.commune)
    rows.group(country.neighbour)
    browser = client_of(people.actor(support.user))
    asked = "/nhom/?chi-tieu=groups.all&tu=2019-12-01&den=2019-12-08&ghi=7&don-vi="
    assert browser.get(asked + country.commune.public_id).status_code == 200
    assert browser.get(asked + country.neighbour.public_id).status_code == 404
    assert browser.get(asked + country.province.public_id).status_code == 404


@pytest.mark.parametrize("raised_to", ["commune", "province"])
def test_the_commune_is_told_on_its_first_page_for_seven_days(country, support, machine, raised_to):
    raise_to(support, getattr(country, raised_to))
    told = [
        people.officer(country.commune),
        people.leader(country.commune),
        people.administrator(country.commune),
    ]
    for actor in told:
        assert WHY in client_of(actor).get("/").content.decode()
    neighbour = client_of(people.officer(country.neighbour)).get("/").content.decode()
    assert (WHY in neighbour) is (raised_to == "province")
    assert WHY not in client_of(people.officer(country.hamlet)).get("/").content.decode()
    machine.now += timedelta(days=7, seconds=-1)
    assert elevation.recent_elevations(told[0])
    machine.now += timedelta(seconds=1)
    assert not elevation.recent_elevations(told[0])
