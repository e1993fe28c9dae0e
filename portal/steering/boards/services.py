"""Changes to boards and their members: found, correct, end; add, replace, end a term; each undone where it can be."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import audit, audited_writes, clock, locks
from portal.core.errors import NotNow
from portal.core.formatting import day as day_words
from portal.core.submissions import Key, claim
from portal.steering import policies
from portal.steering.boards.pasting import PastedMember
from portal.steering.choices import BoardPlace
from portal.steering.models import Board, BoardMember, Directive
from portal.units.locks import lock_row, lock_unit
from portal.units.models import Unit, not_ended_by


class BoardDetails(TypedDict, total=False):
    """What is written of a board."""

    kind: Required[str]
    name: Required[str]
    valid_from: Required[date]
    founded_by: Directive | None


class MemberDetails(TypedDict, total=False):
    """Who a member is: an account or a name, with the position they hold and the body they come from."""

    user: User | None
    name: str
    position: str
    body: Body | None


class TermDetails(MemberDetails, total=False):
    """Who a member is, which place they have, and in which days; `valid_to` None: until further notice."""

    place: Required[str]
    valid_from: Required[date]
    valid_to: date | None


@transaction.atomic
def found_board(
    *, by: AnyActor, unit: Unit, key: Key | None = None, **details: Unpack[BoardDetails]
) -> Board:
    """Enter a board of a unit. Raises Refused for who does not keep the committee's list, ValidationError by field."""
    lock_unit(unit)
    policies.check_edit(by, unit)
    sent = claim(key, by=by, model=Board)
    if sent.earlier:
        return sent.earlier
    if unit.has_ended_by(details["valid_from"]):
        raise ValidationError({"valid_from": _("Đơn vị này đã chấm dứt hoạt động trước ngày đó.")})
    board = Board(**details)
    board.place_in(unit)
    return sent.keep(audited_writes.add_row(board, by=by, action="board.found"))


@transaction.atomic
def edit_board(*, by: AnyActor, board: Board, version: int, **details: Any) -> Board:
    """Correct what is written of a board; its kind stays. Raises Conflict, Refused, ValidationError by field."""
    _lock(by, board)
    begins = details.get("valid_from", board.valid_from)
    if board.valid_to and begins >= board.valid_to:
        raise ValidationError({"valid_from": _("Ngày này phải trước ngày ban kết thúc.")})
    if board.members.unscoped("members of a locked board").filter(valid_from__lt=begins).exists():
        raise ValidationError({"valid_from": _("Đã có thành viên từ trước ngày đó.")})
    return audited_writes.change_row(board, by=by, action="board.edit", version=version, **details)


@transaction.atomic
def end_board(*, by: AnyActor, board: Board, version: int, on: date) -> Board:
    """Note from which day a board is no more; its members' terms stay as they are. Undone by `reopen_board`."""
    _lock(by, board)
    if on <= board.valid_from:
        raise ValidationError({"on": _("Ngày này phải sau ngày thành lập ban.")})
    return audited_writes.change_row(board, by=by, action="board.end", version=version, valid_to=on)


@transaction.atomic
def reopen_board(*, by: AnyActor, board: Board, version: int) -> Board:
    """Undo `end_board`; a board without an end stays as it is. Raises ValidationError where another took its place."""
    lock_unit(board.unit)
    _lock(by, board)
    if board.valid_to is None:
        return board
    return audited_writes.change_row(board, by=by, action="board.reopen", version=version, valid_to=None)


@transaction.atomic
def add_member(
    *, by: AnyActor, board: Board, key: Key | None = None, **term: Unpack[TermDetails]
) -> BoardMember:
    """Enter a member of a board from a day on. Raises Refused, ValidationError by field: a second head at a time, a day
    outside the board's, a body of another unit or one that has ended."""
    _lock(by, board)
    sent = claim(key, by=by, model=BoardMember, about=board)
    if sent.earlier:
        return sent.earlier
    return sent.keep(_enter(by, board, BoardMember(**term)))


@transaction.atomic
def add_members(
    *, by: AnyActor, board: Board, rows: Iterable[PastedMember], valid_from: date, key: Key | None = None
) -> Board:
    """Enter the members of a pasted table from a day on, all or none. Raises as `add_member` does."""
    _lock(by, board)
    sent = claim(key, by=by, model=Board, about=board)
    if sent.earlier:
        return sent.earlier
    for row in rows:
        term = BoardMember(place=row.place, name=row.name, position=row.position, valid_from=valid_from)
        _enter(by, board, term)
    return sent.keep(board)


@transaction.atomic
def edit_member(*, by: AnyActor, member: BoardMember, version: int, **details: Any) -> BoardMember:
    """Correct who a member is and which place they have; the days stay. Raises as `add_member` does, and Conflict."""
    _lock_member(by, member)
    audited_writes.check_version(member, version)
    named = details | {"name": details["name"] or (details["user"].full_name if details["user"] else "")}
    for name, value in named.items():
        setattr(member, name, value)
    _check(member)
    member.refresh_from_db()
    return audited_writes.change_row(member, by=by, action="board.edit-member", version=version, **named)


@transaction.atomic
def end_term(*, by: AnyActor, member: BoardMember, version: int, on: date) -> BoardMember:
    """Note from which day a member is no longer on the board. Undone by `restore_term` on the same day."""
    _lock_member(by, member)
    audited_writes.check_version(member, version)
    return _end(by, member, on)


@transaction.atomic
def restore_term(*, by: AnyActor, member: BoardMember, version: int) -> BoardMember:
    """Undo `end_term` on the day on which it was written. Raises NotNow on a later day, or once replaced."""
    _lock_member(by, member)
    if not member.can_restore:
        raise NotNow(_("Chỉ hoàn tác trong ngày ghi, khi chưa có người thay. Nếu cần, thêm lại người ấy."))
    return _restore(by, member)


@transaction.atomic
def replace_member(
    *,
    by: AnyActor,
    member: BoardMember,
    version: int,
    on: date,
    key: Key | None = None,
    **who: Unpack[MemberDetails],
) -> BoardMember:
    """Let another take a member's place from a day on: the one term ends, the other begins. Gives back the new term;
    undone by `take_back_member`. Raises as `add_member` and `end_term` do."""
    _lock_member(by, member)
    sent = claim(key, by=by, model=BoardMember, about=member)
    if sent.earlier:
        return sent.earlier
    audited_writes.check_version(member, version)
    until = member.valid_to
    _end(by, member, on)
    new = BoardMember(place=member.place, valid_from=on, valid_to=until, replaces=member, **who)
    return sent.keep(_enter(by, member.board, new))


@transaction.atomic
def take_back_member(*, by: AnyActor, member: BoardMember) -> None:
    """Take out what was entered today; whoever it replaced has the place again. Raises NotNow on a later day."""
    _lock_member(by, member)
    if not member.can_take_back:
        raise NotNow(_("Chỉ gỡ được trong ngày nhập. Sau đó thì ghi ngày người ấy thôi tham gia."))
    before = member.replaces
    audit.record(by=by, action="board.take-back", row=member)
    member.delete()
    if before:
        locks.lock(before)
        _restore(by, before)


def _lock(by: AnyActor, board: Board) -> None:
    """Lock a board, which its members' terms are changed under, and check who does it."""
    lock_row(board)
    policies.check_edit(by, board)


def _lock_member(by: AnyActor, member: BoardMember) -> None:
    _lock(by, member.board)
    locks.lock(member)


def _enter(by: AnyActor, board: Board, member: BoardMember) -> BoardMember:
    member.board = board
    member.place_like(board)
    if member.user and not member.name:
        member.name = member.user.full_name
    _check(member)
    return audited_writes.add_row(member, by=by, action="board.add-member")


def _end(by: AnyActor, member: BoardMember, on: date) -> BoardMember:
    if on <= member.valid_from:
        raise ValidationError(
            {
                "on": _("Người này tham gia từ %(day)s; ngày thôi phải sau ngày đó.")
                % {"day": day_words(member.valid_from)}
            }
        )
    if member.has_ended_by(on):
        raise ValidationError({"on": _("Người này đã thôi từ trước ngày đó.")})
    noted: dict[str, Any] = {"was_until": member.valid_to, "end_noted_on": clock.today()}
    return audited_writes.change_row(member, by=by, action="board.end-term", valid_to=on, **noted)


def _restore(by: AnyActor, member: BoardMember) -> BoardMember:
    if member.place == BoardPlace.HEAD:
        _check_one_head(member, member.was_until, "")
    noted: dict[str, Any] = {"was_until": None, "end_noted_on": None}
    return audited_writes.change_row(
        member, by=by, action="board.restore-term", valid_to=member.was_until, **noted
    )


def _check(member: BoardMember) -> None:
    if not member.name:
        raise ValidationError({"name": _("Chọn tài khoản, hoặc ghi họ và tên.")})
    board, body = member.board, member.body
    if not board.is_valid_on(member.valid_from):
        raise ValidationError({"valid_from": _("Ngày này nằm ngoài thời gian hoạt động của ban.")})
    if member.valid_to and member.valid_to <= member.valid_from:
        raise ValidationError({"valid_to": _("Ngày này phải sau “Từ ngày”.")})
    if body and (body.unit_id != board.unit_id or not body.is_valid_on(member.valid_from)):
        raise ValidationError(
            {"body": _("Chỉ chọn cơ quan, tổ chức của đơn vị, đang hoạt động vào ngày người ấy tham gia.")}
        )
    if member.place == BoardPlace.HEAD:
        _check_one_head(member, member.valid_to, "place")


def _check_one_head(member: BoardMember, until: date | None, field: str) -> None:
    """Raises ValidationError where the board has another head on one of the days from the member's first to `until`."""
    heads = BoardMember.objects.unscoped("heads of a locked board")
    others = heads.filter(not_ended_by(member.valid_from), board=member.board, place=BoardPlace.HEAD)
    if until:
        others = others.filter(valid_from__lt=until)
    other = others.exclude(pk=member.pk).first()
    if other:
        words = _("Ban đã có Trưởng ban trong thời gian đó: %(name)s. Thay hoặc ghi người ấy thôi trước.") % {
            "name": other.name
        }
        raise ValidationError({field: words} if field else words)
