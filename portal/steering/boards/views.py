"""Pages that enter and change boards and their members; each leads back to the page of the unit's committee."""

from typing import Any, TypedDict, Unpack

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.undo import offer_undo
from portal.steering import policies
from portal.steering.boards import selectors, services
from portal.steering.boards.forms import (
    EditBoardForm,
    EditMemberForm,
    EndBoardForm,
    NewBoardForm,
    NewMemberForm,
    PasteMembersForm,
    ReplaceMemberForm,
)
from portal.steering.committee.selectors import unit_or_404
from portal.steering.directives.selectors import possible_bases
from portal.steering.models import Board, BoardMember
from portal.units.models import Unit


@needs(Permission.EDIT_STEERING)
def new_board(request: ActorRequest, public_id: str) -> HttpResponse:
    """Enter a board of a unit."""
    unit = unit_or_404(request.actor, public_id)
    policies.check_edit(request.actor, unit)
    form = NewBoardForm(request.POST or None, papers=possible_bases(request.actor, unit))
    if form.is_valid():
        with refusals_on(form):
            services.found_board(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã ghi ban. Thêm thành viên ở dưới."))
            return _to_committee(unit)
    return _form(request, form, unit, title=_("Thêm ban"), submit=_("Thêm ban"), about=unit.title)


@needs(Permission.EDIT_STEERING)
def edit_board(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct what is written of a board."""
    board = _board(request, public_id)
    initial = {name: getattr(board, name) for name in ("name", "founded_by", "valid_from", "version")}
    papers = possible_bases(request.actor, board.unit)
    form = EditBoardForm(request.POST or None, initial=initial, papers=papers)
    if form.is_valid():
        with refusals_on(form, row=board):
            services.edit_board(by=request.actor, board=board, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return _to_committee(board.unit)
    return _form(request, form, board.unit, title=_("Sửa ban"), submit=_("Lưu"), about=board.name)


@needs(Permission.EDIT_STEERING)
def end_board(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note from which day a board is no more, or (`restore`) undo that."""
    board = _board(request, public_id)
    if "restore" in request.POST:
        with refusals_as_messages(request):
            services.reopen_board(by=request.actor, board=board, version=board.version)
            messages.success(request, _("Ban lại hoạt động."))
        return _to_committee(board.unit)
    form = EndBoardForm(request.POST or None, initial={"version": board.version})
    if form.is_valid():
        with refusals_on(form, row=board):
            services.end_board(by=request.actor, board=board, **form.cleaned_data)
            offer_undo(request, _("Đã ghi ban kết thúc."), url=request.path, fields=[("restore", "1")])
            return _to_committee(board.unit)
    return _form(request, form, board.unit, title=_("Ban kết thúc"), submit=_("Lưu"), about=board.name)


@needs(Permission.EDIT_STEERING)
def add_member(request: ActorRequest, public_id: str) -> HttpResponse:
    """Enter a member of a board."""
    board = _board(request, public_id)
    form = NewMemberForm(request.POST or None, initial={"valid_from": board.valid_from}, unit=board.unit)
    if form.is_valid():
        with refusals_on(form):
            member = services.add_member(by=request.actor, board=board, **form.cleaned_data)
            _say_entered(request, member, _("Đã thêm %(name)s."))
            return _to_committee(board.unit)
    return _form(request, form, board.unit, title=_("Thêm thành viên"), submit=_("Thêm"), about=board.name)


@needs(Permission.EDIT_STEERING)
def paste_members(request: ActorRequest, public_id: str) -> HttpResponse:
    """Enter members from a pasted table: what was read is shown first, then entered."""
    board = _board(request, public_id)
    form = PasteMembersForm(request.POST or None, initial={"valid_from": board.valid_from})
    rows = []
    if form.is_valid():
        given, rows = form.cleaned_data, form.rows
        if "checked" in request.POST:
            with refusals_on(form):
                services.add_members(
                    by=request.actor, board=board, rows=rows, valid_from=given["valid_from"], key=given["key"]
                )
                messages.success(request, _("Đã thêm %(count)d thành viên.") % {"count": len(rows)})
                return _to_committee(board.unit)
    context = {"board": board, "form": form, "rows": rows}
    return render(request, "steering/paste_members.html", context)


@needs(Permission.EDIT_STEERING)
def edit_member(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct who a member is and which place they have."""
    member = _member(request, public_id)
    fields = ("place", "user", "name", "position", "body", "version")
    initial = {name: getattr(member, name) for name in fields}
    form = EditMemberForm(request.POST or None, initial=initial, unit=member.board.unit)
    if form.is_valid():
        with refusals_on(form, row=member):
            services.edit_member(by=request.actor, member=member, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return _to_committee(member.board.unit)
    return _form(
        request, form, member.board.unit, title=_("Sửa thành viên"), submit=_("Lưu"), about=member.name
    )


@needs(Permission.EDIT_STEERING)
def end_term(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note from which day a member is no longer on the board, or (`restore`) undo that on the same day."""
    member = _member(request, public_id)
    unit = member.board.unit
    if "restore" in request.POST:
        with refusals_as_messages(request):
            services.restore_term(by=request.actor, member=member, version=member.version)
            messages.success(request, _("%(name)s lại là thành viên.") % {"name": member.name})
        return _to_committee(unit)
    form = EndBoardForm(request.POST or None, initial={"version": member.version})
    if form.is_valid():
        with refusals_on(form, row=member):
            services.end_term(by=request.actor, member=member, **form.cleaned_data)
            text = _("Đã ghi %(name)s thôi tham gia.") % {"name": member.name}
            offer_undo(request, text, url=request.path, fields=[("restore", "1")])
            return _to_committee(unit)
    about = f"{member.name}, {member.board}"
    return _form(request, form, unit, title=_("Thôi tham gia"), submit=_("Lưu"), about=about)


@needs(Permission.EDIT_STEERING)
def replace_member(request: ActorRequest, public_id: str) -> HttpResponse:
    """Let another take a member's place from a day on."""
    member = _member(request, public_id)
    initial = {"version": member.version, "position": member.position, "body": member.body}
    form = ReplaceMemberForm(request.POST or None, initial=initial, unit=member.board.unit)
    if form.is_valid():
        with refusals_on(form, row=member):
            new = services.replace_member(by=request.actor, member=member, **form.cleaned_data)
            _say_entered(request, new, _("%(name)s đã thay."))
            return _to_committee(member.board.unit)
    about = f"{member.name}, {member.board}"
    return _form(request, form, member.board.unit, title=_("Thay người"), submit=_("Thay"), about=about)


@require_POST
@needs(Permission.EDIT_STEERING)
def take_back_member(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take out a member who was entered today."""
    member = _member(request, public_id)
    with refusals_as_messages(request):
        services.take_back_member(by=request.actor, member=member)
        messages.success(request, _("Đã gỡ %(name)s.") % {"name": member.name})
    return _to_committee(member.board.unit)


def _say_entered(request: ActorRequest, member: BoardMember, words: str) -> None:
    url = reverse("steering:take-back-member", args=[member.public_id])
    offer_undo(request, words % {"name": member.name}, url=url)


def _board(request: ActorRequest, public_id: str) -> Board:
    board = selectors.board_or_404(request.actor, public_id)
    policies.check_edit(request.actor, board)
    return board


def _member(request: ActorRequest, public_id: str) -> BoardMember:
    member = selectors.member_or_404(request.actor, public_id)
    policies.check_edit(request.actor, member)
    return member


def _to_committee(unit: Unit) -> HttpResponse:
    return redirect("steering:committee", unit.public_id)


class _FormWords(TypedDict):
    title: str
    submit: str
    about: str


def _form(request: ActorRequest, form: Any, unit: Unit, **words: Unpack[_FormWords]) -> HttpResponse:
    context = {"form": form, "unit": unit, **words}
    return render(request, "steering/committee_form.html", context)
