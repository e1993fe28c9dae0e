"""The search in the head finds each kind of row, as far as the person may see it, at a constant cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import Assignment
from portal.accounts.permissions import Role
from portal.core.models import AuditEntry
from portal.steering.activities.services import withdraw_activity
from portal.units import name_cache
from propaganda.services import withdraw_post
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.factories import people, rows, steering
from tests.factories.units import SYSTEM
from tips.services import transition_tip

pytestmark = pytest.mark.django_db
MOST = 8


def asked(actor, query):
    return client_of(actor).get(reverse("find"), {"q": query})


def found(actor, query) -> dict[str, list[str]]:
    """What is on the page: the titles of each section that has any."""
    response = asked(actor, query)
    assert response.status_code == 200
    return {
        section.key: [result.title for result in section.results] for section in response.context["found"]
    }


@pytest.fixture
def kinh(country):
    """One of each kind in the commune, all with the word "kình", and their like beside it."""
    head = people.officer(country.hamlet, person=people.user("Kình Văn Trưởng"))
    for commune, hamlet in ((country.commune, country.hamlet), (country.neighbour, country.neighbour_hamlet)):
        rows.tip(hamlet, summary=f"Xe 70-B1 123.45 kình càng ở {commune.name}")
        rows.group(hamlet, name=f"Nhóm Kình {commune.name}")
        rows.post(commune, title=f"Cảnh giác kình {commune.name}")
        steering.activity(commune, title=f"Họp bàn kình {commune.name}")
    rows.report(country.commune, "2019-11")
    rows.report(country.neighbour, "2019-11")
    return head


def test_each_kind_is_found_in_ones_area_only(country, kinh):
    officer = people.officer(country.commune)
    assert found(officer, "kinh") == {
        "tip": ["Xe 70-B1 123.45 kình càng ở Phước Ninh"],
        "group": ["Nhóm Kình Phước Ninh"],
        "holder": ["Kình Văn Trưởng"],
        "post": ["Cảnh giác kình Phước Ninh"],
        "activity": ["Họp bàn kình Phước Ninh"],
    }
    assert found(officer, "ninh phuoc 70b1") == {"tip": ["Xe 70-B1 123.45 kình càng ở Phước Ninh"]}
    assert found(officer, "11 2019 bao cao") == {"report": ["Báo cáo tháng 11 năm 2019"]}
    assert found(officer, "xa phuoc minh") == {"unit": ["Xã Phước Minh"]}


def test_the_district_finds_what_its_lists_show(country, kinh):
    watcher = people.officer(country.district)
    everywhere = found(watcher, "kinh")
    assert everywhere.pop("colleague") == ["Kình Văn Trưởng"]
    assert set(everywhere) == {"tip", "group", "post", "activity"}
    assert all(len(titles) == 2 for titles in everywhere.values())


def test_an_administrator_finds_people_and_units_and_nothing_that_was_told(country, kinh):
    administrator = people.officer(country.commune, Role.ADMINISTRATOR)
    assert found(administrator, "kinh") == {"person": ["Kình Văn Trưởng"]}
    text = asked(administrator, "kinh").content.decode()
    assert "Tin báo" not in text.partition("<main")[2]


def test_colleagues_are_found_as_far_as_the_pages_of_units_show_them(country, kinh):
    """Whoever has a role today in the commune, under the unit whose page shows them; the neighbour's never."""
    for where, name in (
        (country.commune, "Kình Thị Sổ"),
        (country.neighbour, "Kình Thị Lân"),
        (country.district, "Kình Thị Huyện"),
    ):
        people.officer(where, person=people.user(name))
    shut = people.officer(country.commune, person=people.user("Kình Văn Đóng")).user
    shut.is_active = False
    shut.save()
    gone = people.officer(country.commune, person=people.user("Kình Văn Thôi")).assignments[0]
    Assignment.objects.filter(pk=gone.pk).update(valid_to=STORY_DAY)
    officer = people.officer(country.commune, person=people.user("Kình Tự Tìm"))
    assert found(officer, "kinh")["colleague"] == ["Kình Thị Sổ", "Kình Tự Tìm"]
    assert found(officer, "kinh")["holder"] == ["Kình Văn Trưởng"]
    everywhere = found(people.officer(country.district), "kinh thi")
    assert everywhere == {"colleague": ["Kình Thị Huyện", "Kình Thị Lân", "Kình Thị Sổ"]}
    (section,) = [one for one in asked(officer, "kinh thi").context["found"] if one.key == "colleague"]
    (result,) = section.results
    assert result.title in client_of(officer).get(result.url).content.decode()
    assert "xã Phước Ninh" in result.facts


def test_the_phone_has_no_such_page(country):
    for actor in (people.officer(country.hamlet), people.reporter(country.commune)):
        assert asked(actor, "kinh").status_code == 403


def test_an_informant_and_a_complaint_are_found_by_nobody_of_the_commune(country):
    officer = people.officer(country.commune)
    rows.tip(country.hamlet, informant_name="Lưu Bá Ôn", informant_phone="0912345678")
    complaint = rows.tip(country.hamlet, by=officer, summary="Công an vòi vĩnh ở cầu Khởi", about_police=True)
    for query in ("luu ba on", "0912345678", "345678", "voi vinh", complaint.public_id):
        assert found(officer, query) == {}, query
    assert found(people.officer(country.district), "voi vinh") == {"tip": ["Công an vòi vĩnh ở cầu Khởi"]}


def test_what_was_logged_by_mistake_is_not_found(country):
    officer = people.officer(country.commune)
    kept = rows.tip(country.hamlet, by=officer, summary="Kình càng trước chợ")
    transition_tip(by=officer, tip=kept, name="void", version=kept.version, note="Nhập trùng")
    assert found(officer, "kinh cang") == {}
    assert found(people.officer(country.district), "kinh cang") == {}


def test_a_withdrawn_post_and_a_closed_group_say_so(country):
    officer = people.officer(country.commune)
    post = rows.post(country.commune, title="Kình ngư")
    withdraw_post(by=SYSTEM, post=post, version=post.version)
    (section,) = asked(officer, "kinh ngu").context["found"]
    assert "đã rút" in section.results[0].facts


def test_meetings_and_live_sessions_are_found_with_their_day_the_newest_first(country):
    officer = people.officer(country.commune)
    steering.activity(country.commune, title="Kình ngư lần một", held_on=date(2019, 10, 2))
    gone = steering.activity(
        country.commune, "live-session", title="Kình ngư lần hai", held_on=date(2019, 11, 3)
    )
    withdraw_activity(by=SYSTEM, activity=gone, version=gone.version)
    (section,) = asked(officer, "kinh ngu").context["found"]
    assert [(result.title, result.facts[:3]) for result in section.results] == [
        ("Kình ngư lần hai", ["Buổi trực tiếp", "03/11/2019", "đã gỡ khỏi sổ"]),
        ("Kình ngư lần một", ["Cuộc họp", "02/10/2019", "xã Phước Ninh"]),
    ]
    assert section.results[1].title in client_of(officer).get(section.results[1].url).content.decode()


def test_a_paper_is_found_with_the_day_of_its_issue(country):
    steering.directive(country.commune, title="Kình ngư", issued_on=date(2019, 2, 14))
    (section,) = asked(people.officer(country.commune), "kinh ngu").context["found"]
    assert "14/02/2019" in section.results[0].facts


@pytest.mark.parametrize("query", ["!!!", "…", "%_"])
def test_signs_find_nothing_and_ask_for_a_word(country, kinh, query):
    response = asked(people.officer(country.commune), query)
    assert response.context["found"] == []
    assert "Gõ ít nhất một chữ hoặc một số" in response.content.decode()


def test_nothing_found_says_where_it_was_looked_for_and_offers_nothing_new(country):
    text = asked(people.officer(country.commune), "khongcogi").content.decode().partition("<main")[2]
    assert "Không tìm thấy “khongcogi”" in text
    assert "Đã tìm trong" in text
    assert reverse("groups:new") not in text


def test_a_few_of_each_and_the_way_to_all(country):
    officer = people.officer(country.commune)
    for number in range(8, 0, -1):
        rows.group(country.hamlet, name=f"Kình {number}")
    (section,) = asked(officer, "kinh").context["found"]
    assert [result.title for result in section.results] == [f"Kình {number}" for number in range(1, 6)]
    assert section.list_url == reverse("groups:list") + "?q=kinh"
    listed = client_of(officer).get(section.list_url).content.decode()
    assert listed.count("<tr data-href>") == 8


@pytest.mark.parametrize("where", ["commune", "district", "province"])
def test_it_costs_the_same_however_much_is_found(country, kinh, where):
    client = client_of(people.officer(getattr(country, where)))
    costs = []
    for more in (0, 9):
        for number in range(more):
            rows.tip(country.hamlet, summary=f"Kình càng {number}")
            rows.group(country.self_managed_team, name=f"Kình càng {number}")
        client.get(reverse("find"), {"q": "kinh"})
        name_cache.forget()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("find"), {"q": "kinh"})
        costs.append(len(queries))
    assert costs[0] == costs[1] <= MOST


def test_whoever_supervises_leaves_a_trace_and_the_communes_own_do_not(country, kinh):
    for actor, traces in ((people.officer(country.commune), 0), (people.officer(country.district), 1)):
        for query in ("", "!!!", "kinh", "khongcogi"):
            asked(actor, query)
        assert AuditEntry.objects.filter(action="find", outside=True).count() == traces


@pytest.mark.parametrize(
    ("page", "words"),
    [("groups:list", "nhóm"), ("propaganda:list", "bài"), ("tips:list", "tin"), ("reports:list", "báo cáo")],
)
@pytest.mark.parametrize("query", ["!!!", "khongcogi"])
def test_a_list_without_a_result_says_what_was_searched_and_never_to_add(country, kinh, page, words, query):
    response = client_of(people.officer(country.commune)).get(reverse(page), {"q": query})
    empty = response.context["list"].empty
    assert response.context["list"].rows == []
    assert words in empty.text
    assert empty.url == reverse(page)
    assert empty.action == "Xem tất cả"


def test_an_empty_filter_offers_to_leave_the_filter(country, kinh):
    client = client_of(people.officer(country.commune))
    listed = client.get(reverse("groups:list"), {"q": "kinh", "loai": "committee"}).context["list"]
    assert listed.empty.action == "Tìm không dùng bộ lọc"
    assert client.get(listed.empty.url).context["list"].rows != []
