"""A unit's page shows a day: the name, line and children of that day, and to its own people who and what was in it."""

from datetime import date

import pytest
from django.urls import reverse

from groups.services import close_group, count_members
from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core import clock
from portal.units.models import UnitEdge, UnitVersion
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.rows import at
from tests.factories.units import LONG_AGO, REFORM, SYSTEM, unit
from tests.markup import unindented

pytestmark = pytest.mark.django_db
LAST_OLD_DAY = date(2025, 6, 30)


def page(actor, of, day: str = ""):
    url = reverse("units:detail", args=[of.public_id])
    response = client_of(actor).get(url, {"ngay": day} if day else {})
    assert response.status_code == 200
    return response


def crumbs(response) -> list[str]:
    return [crumb["label"] for crumb in response.context["crumbs"]]


def below(response) -> list[str]:
    return [child.title for child in response.context["around"].below]


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


# --- the day ------------------------------------------------------------------------------------
def test_without_a_day_it_is_todays(country, officer):
    response = page(officer, country.commune)
    assert crumbs(response) == ["Tỉnh Tây Ninh", "Huyện Dương Minh Châu", "Xã Phước Ninh"]
    assert below(response) == ["Ấp 1", "Ấp 2"]
    assert response.context["notices"] == []


@pytest.mark.parametrize(
    ("day", "shown", "says"),
    [
        ("2025-06-30", LAST_OLD_DAY, None),
        ("2025-07-01", LAST_OLD_DAY, "Ngày 01/07/2025 không còn đơn vị này (đến hết ngày 30/06/2025)"),
        ("2000-01-01", LONG_AGO, None),
        ("1999-12-31", date(2019, 12, 8), None),  # no day of this century: a message, and today
        ("30/02/2025", date(2019, 12, 8), None),
        ("2025-13-01", date(2019, 12, 8), None),
        ("rác", date(2019, 12, 8), None),
    ],
)
def test_a_day_at_the_edges_of_a_units_life(country, officer, day, shown, says):
    response = page(officer, country.commune, day)
    assert response.context["shown"] == shown
    assert bool(response.context["notices"]) == bool(says)
    if says:
        assert says in response.content.decode()


@pytest.mark.parametrize(
    ("day", "says"), [("2025-13-01", "Ngày này không đúng; đang xem ngày hôm nay."), ("1990-01-01", "quá xa")]
)
def test_a_day_that_is_none_is_said_beside_the_field(country, officer, day, says):
    text = page(officer, country.commune, day).content.decode()
    assert says in text
    assert 'aria-invalid="true"' in text


def test_before_its_first_day_a_unit_is_not_backdated(country, officer):
    response = page(officer, country.new_commune, "2025-06-30")
    assert response.context["shown"] == REFORM
    assert "chưa có đơn vị này; theo dữ liệu, đơn vị bắt đầu từ 01/07/2025" in response.content.decode()


def test_an_unknown_start_is_called_unknown_and_an_earlier_day_is_doubted(country, officer):
    old = unit("province", "tinh", "Long An", code="80", valid_to=REFORM)
    response = page(officer, old, "2010-01-01")
    text = unindented(response.content.decode())
    assert "chưa rõ ngày bắt đầu" in text
    assert "vào ngày 01/01/2010 tên và cấp trên có thể đã khác" in text
    assert '<td data-label="Từ ngày">chưa rõ</td>' in text
    assert page(officer, old).context["notices"] == []


# --- the name, the line and the children of the day ---------------------------------------------
def test_a_name_is_the_one_of_the_day(country, officer):
    version = UnitVersion.objects.get(unit=country.commune)
    UnitVersion.objects.filter(pk=version.pk).update(valid_to=date(2019, 6, 1))
    UnitVersion.objects.create(
        unit=country.commune,
        kind="thi-tran",
        name="Phước Ninh Mới",
        code="25562",
        valid_from=date(2019, 6, 1),
        valid_to=REFORM,
    )
    for day, title, code in (
        ("2019-05-31", "Xã Phước Ninh", "25561"),
        ("2019-06-01", "Thị trấn Phước Ninh Mới", "25562"),
    ):
        response = page(officer, country.commune, day)
        assert (response.context["unit"].title, response.context["unit"].code) == (title, code)
        assert crumbs(response)[-1] == title
        assert title in below(page(officer, country.district, day))
        assert crumbs(page(officer, country.hamlet, day))[-2] == title


def test_children_are_those_that_stand_on_the_day_by_level_and_as_people_count(country, officer):
    for name, since, until in (("10", "2019-12-08", None), ("3", "2019-01-01", "2019-12-08")):
        unit(
            "hamlet",
            "ap",
            name,
            country.commune,
            valid_from=date.fromisoformat(since),
            valid_to=until and date.fromisoformat(until),
        )
    unit("residents-group", "to-tu-quan", "Tổ tự quản số 9", country.commune, valid_from=LONG_AGO)
    assert below(page(officer, country.commune, "2019-12-07")) == ["Ấp 1", "Ấp 2", "Ấp 3", "Tổ tự quản số 9"]
    response = page(officer, country.commune, "2019-12-08")
    assert below(response) == ["Ấp 1", "Ấp 2", "Ấp 10", "Tổ tự quản số 9"]
    assert [(level.value, len(units)) for level, units in response.context["around"].by_level()] == [
        ("hamlet", 3),
        ("residents-group", 1),
    ]


def test_links_keep_the_day_that_was_chosen(country, officer):
    text = page(officer, country.commune, "2018-03-04").content.decode()
    assert f'href="/dia-ban/{country.district.public_id}/?ngay=2018-03-04"' in text
    assert f'href="/dia-ban/{country.hamlet.public_id}/?ngay=2018-03-04"' in text
    assert "?ngay=" not in page(officer, country.hamlet).content.decode().partition("<main")[2].partition(
        "chips"
    )[0].replace("&amp;ngay=", "")


# --- what it came from and became ---------------------------------------------------------------
def test_what_became_of_a_unit_is_told_with_part_act_and_day(reformed):
    with clock.pinned_to(at("2025-12-08")):
        officer = people.officer(reformed.commune)
        gone = page(officer, reformed.old.neighbour)
        text = unindented(gone.content.decode())
        assert "Nay là:" in text
        assert f'href="/dia-ban/{reformed.commune.public_id}/">Xã Cầu Khởi</a>: một phần' in text
        assert "01/07/2025 · Nghị quyết 1682" in text
        made = page(officer, reformed.commune)
        assert [link.predecessor.name for link in made.context["came_from"]] == ["Phước Minh", "Phước Ninh"]
        assert "Nay là:" not in made.content.decode()


def test_a_unit_of_which_nothing_is_known_since_says_so(country):
    with clock.pinned_to(at("2025-12-08")):
        officer = people.officer(country.new_commune)
        text = page(officer, country.commune).content.decode()
    assert "chưa ghi đơn vị này nay là đơn vị nào" in text


# --- its own people -----------------------------------------------------------------------------
def test_its_own_people_see_people_groups_and_figures_of_the_day(country, officer):
    head = people.officer(country.hamlet, person=people.user("Lê Thị Trưởng Ấp"))
    group = rows.group(country.hamlet, name="Bình yên ấp 1", kind="hamlet", opened_on=date(2019, 3, 1))
    count_members(by=head, group=group, counted_on=date(2019, 4, 1), members=20)
    count_members(by=head, group=group, counted_on=date(2019, 12, 1), members=27)
    today = page(officer, country.commune)
    assert ("Lê Thị Trưởng Ấp", "Trưởng thôn, ấp", "ấp 1") in [
        (person.name, person.what, person.where) for person in today.context["people"]
    ]
    assert [(row.name, row.members) for row in today.context["groups"]] == [("Bình yên ấp 1", 27)]
    assert len(today.context["figures"]) == 4
    for day, members in (
        ("2019-02-28", []),
        ("2019-03-01", [None]),
        ("2019-11-30", [20]),
        ("2019-12-01", [27]),
    ):
        found = page(officer, country.commune, day).context["groups"]
        assert [row.members for row in found] == members, day


def test_a_group_is_there_until_the_day_it_closed(country, officer):
    group = rows.group(country.hamlet, opened_on=date(2019, 3, 1))
    close_group(by=officer, group=group, version=group.version, on=date(2019, 12, 5), reason="inactive")
    assert len(page(officer, country.commune, "2019-12-04").context["groups"]) == 1
    assert page(officer, country.commune, "2019-12-05").context["groups"] == []


def test_a_role_that_has_ended_is_seen_on_its_days_only(country, officer):
    person = people.user("Người Đã Nghỉ")
    assign(
        by=SYSTEM,
        user=person,
        role=Role.COMMITTEE_LEADER,
        unit=country.commune,
        valid_from=date(2018, 1, 1),
        valid_to=date(2019, 1, 1),
    )
    for day, there in (("2018-12-31", True), ("2019-01-01", False)):
        names = [row.name for row in page(officer, country.commune, day).context["people"]]
        assert ("Người Đã Nghỉ" in names) is there


def test_a_neighbours_people_groups_and_figures_are_not_shown(country, officer):
    people.officer(country.neighbour, person=people.user("Cán bộ láng giềng"))
    rows.group(country.neighbour_hamlet, name="Nhóm láng giềng")
    for of in (country.neighbour, country.neighbour_hamlet, country.district):
        response = page(officer, of)
        assert (response.context["people"], response.context["groups"], response.context["figures"]) == (
            [],
            [],
            [],
        )
        assert "láng giềng" not in response.content.decode().lower().replace("cán bộ láng giềng mới", "")


def test_above_the_commune_only_the_units_own_people_are_listed(country):
    above = people.officer(country.district)
    people.officer(country.commune, person=people.user("Cán bộ của xã"))
    rows.group(country.hamlet)
    response = page(above, country.district)
    assert [row.name for row in response.context["people"]] == [above.user.full_name]
    assert response.context["groups"] == []
    assert len(response.context["figures"]) == 4
    assert [row.name for row in page(above, country.commune).context["people"]] == ["Cán bộ của xã"]


def test_an_administrator_sees_people_but_no_group(country):
    admin = people.administrator(country.commune)
    rows.group(country.hamlet)
    response = page(admin, country.commune)
    assert [row.name for row in response.context["people"]] == [admin.user.full_name]
    assert (response.context["groups"], response.context["figures"]) == ([], [])


def test_figures_of_a_month_that_is_still_to_come_are_not_counted(country):
    officer = people.officer(country.new_commune)
    assert page(officer, country.new_commune).context["figures"] == []


# --- what can be done ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "of", "offered"),
    [("commune", "commune", True), ("commune", "neighbour", False), ("district", "commune", False)],
)
def test_a_hamlet_is_added_by_the_communes_own_officer(country, who, of, offered):
    actor = people.officer(getattr(country, who))
    labels = [action["label"] for action in page(actor, getattr(country, of)).context["actions"]]
    assert ("Thêm thôn, ấp, tổ" in labels) is offered


OF_HAMLETS = ["Thêm thôn, ấp, tổ", "Nhập từ Excel"]
OF_STEERING = [
    "Ban Chỉ đạo",
    "Sổ văn bản",
    "Kế hoạch",
    "Họp, kiểm tra",
    "Tiến độ triển khai",
    "An toàn về ANTT",
]


@pytest.mark.parametrize(
    ("role", "at", "of", "offered"),
    [
        (Role.COMMUNE_OFFICER, "commune", "commune", [*OF_HAMLETS, *OF_STEERING, "Thay đổi đơn vị"]),
        (Role.COMMITTEE_LEADER, "commune", "commune", OF_STEERING),
        (Role.COMMITTEE_LEADER, "commune", "hamlet", ["Ban Chỉ đạo"]),
        (Role.COMMITTEE_LEADER, "commune", "neighbour", []),
        (Role.ADMINISTRATOR, "district", "commune", ["Thay đổi đơn vị"]),
        (Role.ADMINISTRATOR, "new_province", "new_province", ["Sắp xếp 01/7/2025"]),
        (Role.ADMINISTRATOR, "province", "province", []),
    ],
)
def test_actions_are_in_their_order_and_for_whom_they_are_meant(country, role, at, of, offered):
    response = page(people.officer(getattr(country, at), role), getattr(country, of))
    assert [str(action["label"]) for action in response.context["actions"]] == offered


def test_an_action_leads_to_the_page_of_the_unit_or_to_ones_own(country, officer):
    key = country.commune.public_id
    found = {action["label"]: action["url"] for action in page(officer, country.commune).context["actions"]}
    assert found["Ban Chỉ đạo"] == reverse("steering:committee", args=[key])
    assert found["Nhập từ Excel"] == reverse("units:imports", args=[key])
    assert found["Tiến độ triển khai"] == reverse("groups:rollout")


def test_an_unknown_unit_is_not_found(country, officer):
    assert client_of(officer).get(reverse("units:detail", args=["0" * 12])).status_code == 404


def test_a_past_day_is_counted_and_listed_by_its_own_map(country):
    """A hamlet that went to the neighbour on 1 December was ours until the day before."""
    moved_on = date(2019, 12, 1)
    group = rows.group(country.hamlet, name="Bình yên ấp 1", opened_on=date(2019, 3, 1))
    UnitEdge.objects.filter(child=country.hamlet).update(valid_to=moved_on)
    UnitEdge.objects.create(
        child=country.hamlet,
        parent=country.neighbour,
        commune=country.neighbour,
        hamlet=country.hamlet,
        valid_from=moved_on,
    )
    group.place_as(country.neighbour)
    group.save()
    above = people.officer(country.district)
    for of, day, there in (
        (country.commune, "2019-11-30", True),
        (country.commune, "2019-12-01", False),
        (country.neighbour, "2019-11-30", False),
        (country.neighbour, "2019-12-01", True),
        (country.commune, "", False),
    ):
        response = page(above, of, day)
        assert ("Bình yên ấp 1" in [row.name for row in response.context["groups"]]) is there, (of, day)
        assert response.context["figures"][0].text == ("1" if there else "—"), (of, day)
        assert ("Ấp 1" in below(response)) is there, (of, day)
        assert ("Theo địa giới tại thời điểm đó" in response.content.decode()) is bool(day)
