"""Pages of the lists of groups, member counts and confirmations; each may be opened from a figure."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groups import selectors
from groups.choices import GroupKind
from groups.indicators import CONFIRMATIONS, COUNTS, GROUPS
from groups.tables import ConfirmationTable, CountTable, GroupTable
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.list_filters import EmptyText, filter_links, nothing_found, query_words
from portal.core.lists import LeanTable, page
from portal.oversight.outside_access import narrow_to_figure, records_outside_access
from portal.units.drilldown import Drill


@needs(Permission.VIEW_GROUPS)
@records_outside_access("group.list")
def group_list(request: ActorRequest) -> HttpResponse:
    """The groups one may see: by kind, by words, or behind a figure."""
    actor, query, kind = request.actor, query_words(request), request.GET.get("loai", "")
    rows, drill = narrow_to_figure(
        request, selectors.groups(actor, query=query), GROUPS, Permission.VIEW_GROUPS
    )
    # Closed groups appear only in what was searched for and behind figures.
    rows = selectors.with_members(selectors.of_kind(rows, kind, closed=bool(drill or query)))
    empty = _no_match(request, query) if query or kind or drill else _no_group(request)
    context = {
        "list": page(request, GroupTable, rows, empty=empty),
        "chips": filter_links(request, "loai", [("", _("Tất cả")), *GroupKind.choices], chosen=kind),
        "query": query,
        "drill": drill,
        "can_add": actor.has(Permission.EDIT_GROUPS),
        "can_watch": actor.has(Permission.VIEW_COVERAGE),
        "can_confirm": actor.has(Permission.CONFIRM_GROUPS),
    }
    return render(request, "groups/list.html", context)


def _no_group(request: ActorRequest) -> EmptyText:
    new = reverse("groups:new") if request.actor.has(Permission.EDIT_GROUPS) else ""
    text = _("Nhóm đăng ký xong sẽ hiện ở trang này.")
    return EmptyText(_("Không có nhóm nào ở đây"), text, new, _("Thêm nhóm"))


def _no_match(request: ActorRequest, query: str) -> EmptyText:
    searched = _("mọi nhóm anh/chị được xem, cả nhóm đã ngừng")
    return nothing_found(request, query, searched, filters=("loai",))


@needs(Permission.VIEW_GROUPS)
@records_outside_access("group.counts")
def count_list(request: ActorRequest) -> HttpResponse:
    """Counts of members, behind a figure or all."""
    text = _("Mở một nhóm để ghi số thành viên.")
    groups = (reverse("groups:list"), _("Xem các nhóm"))
    empty = EmptyText(_("Chưa cập nhật số thành viên nào"), text, *groups)
    rows, drill = narrow_to_figure(request, selectors.counts(request.actor), COUNTS, Permission.VIEW_GROUPS)
    listed = page(request, CountTable, rows, empty=empty, sort=_by_group(CountTable, drill))
    return _plain(request, CountTable, {"list": listed, "drill": drill})


@needs(Permission.VIEW_GROUPS)
@records_outside_access("group.confirmations")
def confirmation_list(request: ActorRequest) -> HttpResponse:
    """Confirmations by heads and officers, behind a figure or all."""
    text = _("Trưởng nhóm hoặc cán bộ phụ trách xác nhận hằng tháng.")
    rows, drill = narrow_to_figure(
        request, selectors.confirmations(request.actor), CONFIRMATIONS, Permission.VIEW_GROUPS
    )
    empty, sort = EmptyText(_("Chưa có xác nhận nào"), text), _by_group(ConfirmationTable, drill)
    listed = page(request, ConfirmationTable, rows, empty=empty, sort=sort)
    return _plain(request, ConfirmationTable, {"list": listed, "drill": drill})


def _plain(request: ActorRequest, table: type[LeanTable], context: dict) -> HttpResponse:
    return render(request, "groups/plain_list.html", context | {"title": table.caption})


def _by_group(table: type[LeanTable], drill: Drill | None) -> str:
    """Sorted by group when opened from a figure, else the latest first."""
    return "group" if drill and "group" in table.sort_keys() else ""
