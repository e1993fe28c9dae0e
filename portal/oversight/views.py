"""Pages of the audit: the search of entries, and access from outside."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission, Role
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.list_filters import EmptyText
from portal.core.lists import page
from portal.oversight import selectors
from portal.oversight.forms import SearchForm
from portal.oversight.tables import EntryTable, LogTable

_LATELY = timedelta(days=30)


@needs(Permission.READ_AUDIT)
def log(request: ActorRequest) -> HttpResponse:
    """Search what was done in one's unit: who, what, when, which fields."""
    form = SearchForm(request.GET)
    rows = selectors.entries(request.actor)
    rows = selectors.narrowed(rows, **form.criteria()) if form.is_valid() else rows.none()
    searched = any(request.GET.get(name) for name in form.fields)
    words, everything = _("Bỏ bớt điều kiện, hoặc chọn khoảng ngày rộng hơn."), reverse("oversight:log")
    empty = EmptyText(_("Không có dòng nào khớp"), words, everything if searched else "", _("Xem tất cả"))
    listed = page(request, LogTable, rows, empty=empty)
    context = {
        "form": form,
        "summary": form.summary() if form.is_valid() else [],
        "unit": request.actor.unit_with(Permission.READ_AUDIT),
        "list": listed,
        "sealing": selectors.sealing_status(),
    }
    return render(request, "oversight/log.html", context)


@needs(Permission.SEE_OUTSIDE_ACCESS)
def outside_access(request: ActorRequest) -> HttpResponse:
    """Access from outside to the commune's tips, lists and reports: recent by person, then one by one."""
    words = _(
        "Khi cấp trên hoặc nhân viên hỗ trợ mở tin báo, nhóm, tin bài, báo cáo hay số liệu của xã, lần đó hiện ở đây."
    )
    empty = EmptyText(_("Chưa có ai ngoài xã xem"), words)
    rows = selectors.outside_accesses(request.actor)
    listed = page(request, EntryTable, rows, empty=empty)
    people = selectors.outside_readers(request.actor, clock.now() - _LATELY) if listed.rows else []
    context = {
        "unit": request.actor.unit_with(Permission.SEE_OUTSIDE_ACCESS),
        "list": listed,
        "people": [person | {"role": _role_of(person["actor_role"])} for person in people],
        "days": _LATELY.days,
        "sealing": selectors.sealing_status(),
    }
    return render(request, "oversight/outside_access.html", context)


def _role_of(noted: str) -> str:
    """The label of a role as an entry notes it ("role@unit"); empty for one that is no more."""
    role = noted.partition("@")[0]
    return str(Role(role).label) if role in Role.values else ""
