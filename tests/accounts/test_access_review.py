"""Who reaches a unit's rows, and why: said of everyone who does, by the same rights that let them."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from groups.models import ChatGroup, CoverageBase
from groups.services import set_base
from portal.accounts import elevation
from portal.accounts.access_review import ReviewedKind, ReviewPlace, who_can
from portal.accounts.models import Assignment
from portal.accounts.permissions import RIGHTS, Permission, Role, RoleRights
from portal.accounts.services import assign, close_account
from portal.bodies.models import Body
from portal.core import clock
from portal.oversight.outside_access import READS
from portal.steering.models import Board
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.rows import at
from tips.models import Tip

pytestmark = pytest.mark.django_db
WHY = "Xã nhờ xem vì sao thiếu một nhóm"


@pytest.fixture
def everyone(country):
    """One of every role in our line, and the neighbours'."""
    return {
        "officer": people.officer(country.commune),
        "leader": people.leader(country.commune),
        "head": people.officer(country.hamlet),
        "group head": people.officer(country.self_managed_team),
        "reporter": people.reporter(country.commune),
        "district": people.officer(country.district),
        "province": people.officer(country.province),
        "administrator": people.administrator(country.commune),
        "support": people.officer(country.province, Role.SUPPORT),
        "neighbour": people.officer(country.neighbour),
        "neighbours head": people.officer(country.neighbour_hamlet),
        "other province": people.officer(country.new_province),
    }


def named(lines, everyone):
    names = {actor.user.pk: name for name, actor in everyone.items()}
    return {names[line.assignment.user_id] for line in lines}


def test_everyone_whose_role_reaches_the_rows_is_told_and_nobody_else(country, everyone):
    reach = who_can(country.commune)
    assert named(reach.lines, everyone) == {
        "officer", "leader", "head", "group head", "reporter", "district", "province",
    }  # fmt: skip
    assert named(reach.without, everyone) == {"administrator", "support"}
    of_hamlet = who_can(country.hamlet)
    assert named(of_hamlet.lines, everyone) == named(reach.lines, everyone)
    assert {line.place for line in of_hamlet.lines if line.assignment.unit == country.commune} == {
        ReviewPlace.ABOVE
    }
    of_residents = who_can(country.self_managed_team)
    assert "reporter" in named(of_residents.lines, everyone)
    assert "neighbour" not in named(who_can(country.district, below=False).lines, everyone)
    assert "neighbours head" in named(who_can(country.district).lines, everyone)


def test_what_is_told_is_what_is_so(country, everyone):
    """Whoever is said to see all rows of a kind in the commune sees them; whoever is not, does not."""
    rows.group(country.hamlet)
    rows.tip(country.hamlet)
    rows.body(country.commune)
    steering.board(country.commune)
    details = {
        "subject": "hamlets",
        "year": 2019,
        "count": 90,
        "as_of": date(2019, 1, 1),
        "source": "thống kê xã",
    }
    set_base(by=everyone["officer"], unit=country.commune, **details)
    told = {line.assignment.user_id: line.opens for line in who_can(country.commune).lines}
    for name, actor in everyone.items():
        opens = told.get(actor.user.pk, {})
        sees_tips = Tip.objects.visible_to(actor).filter(commune=country.commune).exists()
        assert sees_tips is opens.get(ReviewedKind.TIPS, "").startswith("xem mọi tin"), name
        if actor.unit != country.self_managed_team:
            sees_groups = ChatGroup.objects.visible_to(actor).filter(commune=country.commune).exists()
            assert sees_groups is ("xem" in opens.get(ReviewedKind.GROUPS, "")), name
        for kind, model in (
            (ReviewedKind.BODIES, Body),
            (ReviewedKind.COVERAGE, CoverageBase),
            (ReviewedKind.STEERING, Board),
        ):
            sees = model.objects.visible_to(actor).filter(commune=country.commune).exists()
            assert sees is ("xem" in opens.get(kind, "")), (name, kind)


def test_each_keeps_what_is_kept_at_ones_own_unit(country, everyone):
    lines = {line.assignment.role: line for line in who_can(country.commune).lines}
    officer, province = (lines[role].opens for role in (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER))
    kinds = (ReviewedKind.BODIES, ReviewedKind.STEERING)
    assert [officer[kind] for kind in kinds] == [
        "xem và sửa danh sách cơ quan, tổ chức",
        "xem và giữ danh sách, kế hoạch của Ban Chỉ đạo",
    ]
    assert [province[kind] for kind in kinds] == [
        "xem danh sách cơ quan, tổ chức",
        "xem danh sách, kế hoạch, văn bản của Ban Chỉ đạo",
    ]


@pytest.mark.parametrize("permission", sorted(READS - {Permission.VIEW_UNITS, Permission.WATCH_UNITS}))
def test_whoever_has_a_permission_to_read_a_communes_rows_is_listed_with_words_for_it(
    country, permission, monkeypatch
):
    """So that a new kind of rows is not left out. Units are public, and who watches them reads the kinds listed."""
    rights = RoleRights("", frozenset({permission}))
    monkeypatch.setitem(RIGHTS, Role.COMMUNE_OFFICER, rights)
    people.officer(country.commune)
    (line,) = who_can(country.commune).lines
    assert len(line.words) == 1


def test_informants_are_said_to_be_open_only_to_those_whose_unit_holds_the_tip(country, everyone):
    opens = [line for line in who_can(country.commune).lines if ReviewedKind.INFORMANTS in line.opens]
    assert named(opens, everyone) == {"officer"}
    assert "mỗi lần mở phải ghi lý do" in opens[0].opens[ReviewedKind.INFORMANTS]


def test_from_above_only_what_is_issued(country, everyone):
    lines = {line.assignment.role: line for line in who_can(country.commune).lines}
    assert lines[Role.DISTRICT_OFFICER].opens[ReviewedKind.REPORTS] == "chỉ báo cáo đã ban hành"
    assert lines[Role.COMMUNE_OFFICER].opens[ReviewedKind.REPORTS] == "lập báo cáo của đơn vị mình"


@pytest.mark.parametrize(
    ("day", "there"),
    [("2019-11-30", False), ("2019-12-01", True), ("2019-12-04", True), ("2019-12-05", False)],
)
def test_on_a_day_it_is_those_of_that_day(country, day, there):
    person = people.user()
    assign(
        by=people.administrator(country.commune), user=person, role=Role.COMMUNE_OFFICER, unit=country.commune,
        valid_from=date(2019, 12, 1), valid_to=date(2019, 12, 5),
    )  # fmt: skip
    lines = who_can(country.commune, date.fromisoformat(day)).lines
    assert [line.assignment.user for line in lines] == ([person] if there else [])


def test_a_closed_account_reaches_nothing_today_and_did_before(country):
    administrator, officer = people.administrator(country.commune), people.officer(country.commune)
    close_account(by=administrator, user=officer.user)
    assert who_can(country.commune).lines == []
    assert len(who_can(country.commune).without) == 2
    assert len(who_can(country.commune, date(2019, 12, 7)).lines) == 1


def test_the_page_costs_the_same_for_many(country, everyone, django_assert_num_queries):
    with django_assert_num_queries(3):
        who_can(country.commune)
    for _number in range(5):
        people.officer(country.hamlet)
    with django_assert_num_queries(3):
        who_can(country.commune)


# --- the page and the command ---------------------------------------------------------------------
def test_officers_leaders_and_administrators_read_the_page_of_their_own_commune(country, everyone):
    elevation.raise_to(by=everyone["support"], unit=country.commune, reason=WHY, minutes=30)
    for name in ("officer", "leader", "administrator"):
        page = client_of(everyone[name]).get("/tai-khoan/ai-duoc-xem/").content.decode()
        assert "Phân quyền xem dữ liệu của xã Phước Ninh, và vì sao" in page
        assert everyone["district"].user.full_name in page
        assert WHY in page
    for name in ("head", "reporter", "district", "support"):
        assert client_of(everyone[name]).get("/tai-khoan/ai-duoc-xem/").status_code == 403
    theirs = client_of(everyone["neighbour"]).get("/tai-khoan/ai-duoc-xem/").content.decode()
    assert WHY not in theirs
    assert everyone["officer"].user.username not in theirs


def test_the_command_says_the_same(country, everyone, capsys):
    Assignment.objects.filter(user=everyone["head"].user).update(given_by=everyone["administrator"].user)
    call_command("who_can", "--unit", "25561", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["unit"] == {"code": "25561", "name": "xã Phước Ninh", "level": "commune"}
    assert told["on"] == "2019-12-08"
    assert {line["username"] for line in told["people"]} == {
        line.assignment.user.username for line in who_can(country.commune).lines
    }
    head = next(line for line in told["people"] if line["role"] == "hamlet-head" and line["place"] == "below")
    assert head["since"] == "2015-01-01"
    assert head["until"] is None
    assert "chỉ thấy tin mình gửi" in head["because"]
    assert any(line["given_by"] == everyone["administrator"].user.full_name for line in told["people"])
    call_command("who_can", "--unit", "25561", "--on", "2019-12-08")
    assert everyone["officer"].user.full_name in capsys.readouterr().out


def test_a_code_is_that_of_the_day(country, capsys):
    people.officer(country.new_commune)
    with pytest.raises(CommandError, match="25387"):
        call_command("who_can", "--unit", "25387", "--json")
    call_command("who_can", "--unit", "25387", "--on", "2025-12-01", "--json")
    assert len(json.loads(capsys.readouterr().out)["people"]) == 1
    with clock.pinned_to(at("2025-12-08")), pytest.raises(CommandError, match="25561"):
        call_command("who_can", "--unit", "25561")


def test_hours_of_support_are_told_with_their_reason(country, everyone, capsys):
    elevation.raise_to(by=everyone["support"], unit=country.province, reason=WHY, minutes=30)
    call_command("who_can", "--unit", "25561", "--json")
    (told,) = json.loads(capsys.readouterr().out)["elevations"]
    assert (told["reason"], told["role"], told["lasts"]) == (WHY, "support-watcher", True)
