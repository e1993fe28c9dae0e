"""Which entries are in whose navigation, and which four in the phone's bar."""

import pytest
from django.urls import reverse

from portal.accounts import menu
from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission
from portal.core.manifests import Manifest
from tests.architecture.urls import patterns
from tests.architecture.world import client_of
from tests.factories import people
from tests.manifests import added

pytestmark = pytest.mark.django_db


def frame_of(actor, path="/"):
    return client_of(actor).get(path).context["frame"]


def labels(entries) -> list[str]:
    return [str(entry["label"]) for entry in entries]


def in_this_order(entries, *wanted: str) -> bool:
    """Whether these are in this order, whatever is between them."""
    return [label for label in labels(entries) if label in wanted] == list(wanted)


def test_an_officers_bar_holds_the_reports(country):
    entries = frame_of(people.officer(country.commune))["entries"]
    assert labels(entries) == ["Hôm nay", "Tin báo", "Nhóm", "Bài đăng", "Báo cáo", "Địa bàn"]
    assert labels(e for e in entries if e["in_bar"]) == ["Hôm nay", "Tin báo", "Nhóm", "Báo cáo"]


def test_an_administrators_own_pages_are_the_navigation_and_not_in_the_menu_again(country):
    frame = frame_of(people.administrator(country.commune))
    assert labels(frame["entries"])[:3] == ["Hôm nay", "Địa bàn", "Người dùng và phân công"]
    assert labels(e for e in frame["entries"] if e["in_bar"])[:2] == ["Hôm nay", "Địa bàn"]
    assert not set(labels(frame["entries"])) & set(labels(frame["person"]["links"]))


def test_only_one_entry_is_the_current_one(country):
    administrator = people.administrator(country.commune)
    for path, label in (
        ("/tai-khoan/nguoi-dung/", "Người dùng và phân công"),
        ("/tai-khoan/ban-giao/", "Bàn giao"),
        ("/nhat-ky/", "Nhật ký"),
    ):
        assert labels(e for e in frame_of(administrator, path)["entries"] if e["active"]) == [label]


def test_no_two_entries_claim_a_page_equally():
    """Of two in one URL namespace at most one goes without `pages`: it has all pages that the others do not name."""
    disputed = {}
    for name in patterns():
        claims = {str(entry.label): entry.claim(name) for entry in menu.entries()}
        closest = [label for label, claim in claims.items() if claim and claim == max(claims.values())]
        if len(closest) > 1:
            disputed[name] = closest
    assert disputed == {}, "say in the `pages` of all but one entry which pages are theirs"


def test_the_entry_that_names_a_page_is_current_and_not_the_one_of_its_namespace(country):
    officer = people.officer(country.commune)
    coverage = MenuEntry("Tỷ lệ", "groups:coverage", "house", MenuSection.NAVIGATION, place=31)
    new = MenuEntry(
        "Nhóm mới", "groups:counts", "house", MenuSection.NAVIGATION, place=29, pages=("groups:new",)
    )
    with added(Manifest(menu_entries=[coverage, new])):
        for page, label in (
            ("groups:list", "Nhóm"),
            ("groups:confirmations", "Nhóm"),
            ("groups:coverage", "Tỷ lệ"),
            ("groups:new", "Nhóm mới"),
            ("groups:counts", "Nhóm mới"),
            ("tips:list", "Tin báo"),
        ):
            shown = frame_of(officer, reverse(page))["entries"]
            assert labels(entry for entry in shown if entry["active"]) == [label], page


def test_of_two_equally_close_entries_the_first_is_current():
    first, second = (
        MenuEntry(label, page, "house", MenuSection.NAVIGATION, place=1)
        for label, page in (("a", "groups:list"), ("b", "groups:new"))
    )
    assert menu.current_of([first, second], "groups:detail") is first
    assert menu.current_of([first, second], "groups:new") is second
    assert menu.current_of([first, second], "home") is None


def test_administration_is_in_the_menu_of_those_who_do_not_manage_people(country):
    frame = frame_of(people.officer(country.commune))
    assert labels(frame["person"]["links"]) == [
        "Thẻ của trưởng thôn, ấp",
        "Bàn giao",
        "Phân quyền xem dữ liệu",
        "Lịch sử truy cập từ ngoài đơn vị",
        "Thông báo",
        "Khó khăn, kiến nghị",
    ]


def test_an_entry_that_an_app_brings_stands_in_its_section_at_its_place(country):
    officer = people.officer(country.commune)
    plan = MenuEntry(
        "Kế hoạch", "groups:new", "house", MenuSection.NAVIGATION, 25, Permission.VIEW_TIPS, bar=0
    )
    own = MenuEntry("Của tôi", "groups:coverage", "house", MenuSection.MENU, place=5)
    with added(Manifest(menu_entries=[own, plan])):
        frame = frame_of(officer)
        assert in_this_order(frame["entries"], "Tin báo", "Kế hoạch", "Nhóm")
        assert labels(e for e in frame["entries"] if e["in_bar"]) == [
            "Hôm nay",
            "Tin báo",
            "Kế hoạch",
            "Nhóm",
        ]
        assert in_this_order(frame["person"]["links"], "Lịch sử truy cập từ ngoài đơn vị", "Của tôi")
        administrator = frame_of(people.administrator(country.commune))
        assert "Kế hoạch" not in labels([*administrator["entries"], *administrator["person"]["links"]])
    assert "Kế hoạch" not in labels(frame_of(officer)["entries"])


def test_every_entry_stands_by_its_section_and_place():
    found = [(entry.section.value, entry.place) for entry in menu.entries()]
    assert found == sorted(set(found))
