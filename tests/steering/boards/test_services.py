"""Boards and terms: one head at a time, ended and undone, replaced from a day, many from a table."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.permissions import Role
from portal.bodies.services import end_body
from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.steering.boards import selectors, services
from portal.steering.boards.pasting import read_table
from portal.steering.models import Board, BoardMember
from tests.factories import people, rows, steering
from tests.factories.rows import at
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
BEGUN, TODAY = date(2019, 6, 1), date(2019, 12, 8)


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def board(country):
    return steering.board(country.commune, "steering", name="Ban Chỉ đạo 138 xã")


def on_board(actor, unit, day):
    """Who is on the unit's boards on a day, in the order shown."""
    return [row.name for shown in selectors.boards_of(actor, unit, day)[0] for row in shown.members]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.COMMUNE_OFFICER, True),
        (Role.POLICE_CHIEF, True),
        (Role.COMMITTEE_LEADER, True),
        (Role.COMMITTEE_DEPUTY, True),
        (Role.COMMUNE_CHAIR, False),
        (Role.CLERK, False),
    ],
)
def test_who_keeps_the_committees_list(country, role, may):
    actor = people.officer(country.commune, role)
    if may:
        assert steering.member(steering.board(country.commune, by=actor), by=actor).pk
        return
    with pytest.raises(Refused):
        steering.board(country.commune, by=actor)
    with pytest.raises(Refused):
        steering.member(steering.board(country.commune), by=actor)
    assert not BoardMember.objects.unscoped("test").exists()


def test_a_unit_above_and_a_neighbour_keep_none_of_it(country, board):
    for unit in (country.district, country.province, country.neighbour):
        with pytest.raises(Refused):
            steering.member(board, by=people.officer(unit))


def test_members_stand_in_the_order_of_their_places(country, officer, board):
    for place in ("secretary", "member", "deputy", "head", "standing-deputy", "deputy"):
        steering.member(board, place, name=f"{place} {BoardMember.objects.unscoped('test').count()}")
    neighbour = steering.board(country.neighbour)
    steering.member(neighbour, name="Người xã bên")
    assert on_board(officer, country.commune, TODAY) == [
        "head 3", "standing-deputy 4", "deputy 2", "deputy 5", "member 1", "secretary 0",
    ]  # fmt: skip


def test_a_unit_has_one_committee_at_a_time_but_several_operating_boards(country, board):
    steering.board(country.commune, "operating")
    steering.board(country.commune, "operating")
    with pytest.raises(ValidationError, match="đang có một Ban Chỉ đạo"):
        steering.board(country.commune, "steering")
    services.end_board(by=SYSTEM, board=board, version=1, on=TODAY)
    steering.board(country.commune, "steering", valid_from=TODAY)
    with pytest.raises(ValidationError, match="đang có một Ban Chỉ đạo"):
        services.reopen_board(by=SYSTEM, board=board, version=2)


def test_a_board_is_there_from_its_first_day_to_before_its_end(country, officer, board):
    services.end_board(by=officer, board=board, version=1, on=date(2019, 12, 1))
    found = {
        day: len(selectors.boards_of(officer, country.commune, day)[0])
        for day in (BEGUN, date(2019, 11, 30), date(2019, 12, 1))
    }
    assert found == {BEGUN: 1, date(2019, 11, 30): 1, date(2019, 12, 1): 0}
    assert selectors.boards_of(officer, country.commune, TODAY)[1] == [board]
    services.reopen_board(by=officer, board=board, version=2)
    assert selectors.boards_of(officer, country.commune, TODAY)[1] == []
    with pytest.raises(ValidationError, match="sau ngày thành lập"):
        services.end_board(by=officer, board=board, version=3, on=BEGUN)


def test_a_board_does_not_begin_after_its_first_member(board):
    steering.member(board)
    with pytest.raises(ValidationError, match="Đã có thành viên"):
        services.edit_board(by=SYSTEM, board=board, version=1, valid_from=date(2019, 6, 2))
    edited = services.edit_board(by=SYSTEM, board=board, version=1, valid_from=BEGUN, name="Ban Chỉ đạo 138")
    assert edited.name == "Ban Chỉ đạo 138"
    with pytest.raises(Conflict):
        services.edit_board(by=SYSTEM, board=board, version=1, name="Ban khác")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "free"),
    [
        (BEGUN, date(2019, 7, 1), True),  # to before the other's first day
        (BEGUN, date(2019, 7, 2), False),
        (BEGUN, None, False),
        (date(2019, 7, 31), None, False),
        (date(2019, 8, 1), None, True),  # from the day on which the other is no more
    ],
)
def test_a_board_has_one_head_on_a_day(board, valid_from, valid_to, free):
    steering.member(board, "head", valid_from=date(2019, 7, 1), valid_to=date(2019, 8, 1))
    if free:
        assert steering.member(board, "head", valid_from=valid_from, valid_to=valid_to).pk
        return
    with pytest.raises(ValidationError) as refused:
        steering.member(board, "head", valid_from=valid_from, valid_to=valid_to)
    assert set(refused.value.message_dict) == {"place"}
    assert steering.member(board, "deputy", valid_from=valid_from, valid_to=valid_to).pk


def test_a_member_does_not_become_a_second_head(board):
    steering.member(board, "head")
    deputy = steering.member(board, "deputy")
    who = {"user": None, "name": "Tên khác", "position": "", "body": None}
    with pytest.raises(ValidationError, match="đã có Trưởng ban"):
        services.edit_member(by=SYSTEM, member=deputy, version=1, place="head", **who)
    services.edit_member(by=SYSTEM, member=deputy, version=1, place="secretary", **who)
    deputy.refresh_from_db()
    assert (deputy.place, deputy.name, deputy.version) == ("secretary", "Tên khác", 2)


@pytest.mark.parametrize("day", [date(2019, 5, 31), date(2019, 12, 5)])
def test_nobody_is_a_member_outside_the_boards_days(board, day):
    services.end_board(by=SYSTEM, board=board, version=1, on=date(2019, 12, 5))
    with pytest.raises(ValidationError) as refused:
        steering.member(board, valid_from=day)
    assert set(refused.value.message_dict) == {"valid_from"}
    assert steering.member(board, valid_from=date(2019, 12, 4)).pk


def test_a_member_is_an_account_or_a_name_of_the_unit_and_its_standing_bodies(country, board):
    user = people.user("Tạ Khắc Điền")
    assert steering.member(board, user=user, name="").name == "Tạ Khắc Điền"
    with pytest.raises(ValidationError, match="Chọn tài khoản, hoặc ghi"):
        steering.member(board, name="")
    with pytest.raises(ValidationError, match="của đơn vị"):
        steering.member(board, body=rows.body(country.neighbour))
    ended = rows.body(country.commune)
    end_body(by=SYSTEM, body=ended, version=1, on=date(2019, 12, 1))
    assert steering.member(board, body=ended, valid_from=date(2019, 11, 30)).body == ended
    with pytest.raises(ValidationError, match="đang hoạt động"):
        steering.member(board, body=ended, valid_from=date(2019, 12, 1))


def test_a_term_ends_on_a_day_and_is_restored_on_the_day_it_was_written_only(country, officer, board):
    member = steering.member(board, "head", valid_to=date(2020, 6, 1))
    services.end_term(by=officer, member=member, version=1, on=date(2019, 12, 1))
    assert on_board(officer, country.commune, date(2019, 11, 30)) == [member.name]
    assert on_board(officer, country.commune, date(2019, 12, 1)) == []
    with clock.pinned_to(at("2019-12-09", 0)), pytest.raises(NotNow):
        services.restore_term(by=officer, member=member, version=2)
    with clock.pinned_to(at("2019-12-08", 23, 59)):
        services.restore_term(by=officer, member=member, version=2)
    assert member.valid_to == date(2020, 6, 1)
    assert on_board(officer, country.commune, TODAY) == [member.name]


@pytest.mark.parametrize("on", [BEGUN, date(2019, 12, 5), date(2019, 12, 6)])
def test_a_term_ends_after_it_began_and_before_it_ends_anyway(board, on):
    member = steering.member(board, valid_to=date(2019, 12, 5))
    with pytest.raises(ValidationError) as refused:
        services.end_term(by=SYSTEM, member=member, version=1, on=on)
    assert set(refused.value.message_dict) == {"on"}


def test_a_head_is_not_restored_once_another_has_the_place(board):
    member = steering.member(board, "head")
    services.end_term(by=SYSTEM, member=member, version=1, on=TODAY)
    steering.member(board, "head", valid_from=TODAY)
    with pytest.raises(ValidationError, match="đã có Trưởng ban"):
        services.restore_term(by=SYSTEM, member=member, version=2)


def test_one_replaces_another_from_a_day_and_it_is_undone_that_day(country, officer, board):
    old = steering.member(board, "head", name="Người cũ")
    on = date(2019, 12, 5)
    new = services.replace_member(by=officer, member=old, version=1, on=on, name="Người mới")
    assert (new.place, new.valid_from, new.valid_to, new.replaces) == ("head", on, None, old)
    assert on_board(officer, country.commune, date(2019, 12, 4)) == ["Người cũ"]
    assert on_board(officer, country.commune, on) == ["Người mới"]
    old = selectors.member_or_404(officer, old.public_id)
    with pytest.raises(NotNow):
        services.restore_term(by=officer, member=old, version=old.version)
    new = selectors.member_or_404(officer, new.public_id)
    with clock.pinned_to(at("2019-12-09")), pytest.raises(NotNow):
        services.take_back_member(by=officer, member=new)
    services.take_back_member(by=officer, member=new)
    assert on_board(officer, country.commune, TODAY) == ["Người cũ"]
    assert AuditEntry.objects.filter(action="board.take-back").count() == 1


def test_a_replacement_that_is_refused_leaves_the_term_as_it_was(board):
    old = steering.member(board)
    with pytest.raises(ValidationError):
        services.replace_member(by=SYSTEM, member=old, version=1, on=TODAY, name="")
    old.refresh_from_db()
    assert old.valid_to is None
    with pytest.raises(Conflict):
        services.replace_member(by=SYSTEM, member=old, version=9, on=TODAY, name="Người mới")


def test_members_of_a_table_are_entered_all_or_none(country, officer, board):
    steering.member(board, "head", name="Trưởng cũ")
    one = read_table("Lê Văn Mẫu\tBí thư\tPhó Trưởng ban\nTrần Thị Mẫu\tChủ tịch Mặt trận\t")
    services.add_members(by=officer, board=board, rows=one, valid_from=BEGUN)
    assert on_board(officer, country.commune, TODAY) == ["Trưởng cũ", "Lê Văn Mẫu", "Trần Thị Mẫu"]
    second_head = read_table("Người thêm\t\t\nTrưởng mới\t\tTrưởng ban")
    with pytest.raises(ValidationError):
        services.add_members(by=officer, board=board, rows=second_head, valid_from=BEGUN)
    assert BoardMember.objects.unscoped("test").count() == 3


def test_a_unit_sees_its_boards_those_below_and_no_neighbours(country, officer, board):
    below = steering.board(country.hamlet, name="Ban Điều hành ấp")
    beside = steering.board(country.neighbour)
    steering.member(beside)
    assert [shown.board for shown in selectors.boards_of(officer, country.commune, TODAY)[0]] == [board]
    assert selectors.boards_below(officer, country.commune, TODAY) == [below]
    assert set(Board.objects.visible_to(officer)) == {board, below}
    assert set(BoardMember.objects.visible_to(officer)) == set()
