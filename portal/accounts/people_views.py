"""Pages of people: the list of a unit, one person with past and future roles, and the forms that change them."""

from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.accounts import policies, selectors, services
from portal.accounts.access import needs
from portal.accounts.forms import AssignmentForm, PersonForm, PersonNameForm
from portal.accounts.models import Assignment, User
from portal.accounts.panels import panels_for
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.accounts.tables import RoleTable
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found
from portal.core.lists import page
from portal.units.choices import Level
from portal.units.models import Unit, begins_after, ended_by, valid_on

_WHEN = {
    "": (gettext_lazy("Hiện nay"), lambda rows: rows.filter(valid_on(clock.today()))),
    "sap-toi": (gettext_lazy("Sắp tới"), lambda rows: rows.filter(begins_after(clock.today()))),
    "da-het": (gettext_lazy("Đã kết thúc"), lambda rows: rows.filter(ended_by(clock.today()))),
}


@needs(Permission.MANAGE_PEOPLE)
def people(request: ActorRequest) -> HttpResponse:
    """Who has which role in one's unit and below: by name without accents, by role, now, before or to come."""
    query, role, when = (request.GET.get(name, "").strip() for name in ("q", "vai-tro", "xem"))
    when = when if when in _WHEN else ""
    own = request.actor.unit_with(Permission.MANAGE_PEOPLE)
    rows = _WHEN[when][1](selectors.managed(request.actor, query=query, role=role))
    words, add = _("Mở tài khoản và phân công người đầu tiên."), reverse("accounts:add-person")
    empty = EmptyText(_("Chưa có ai"), words, add, _("Mở tài khoản"))
    if query or role or when:
        searched = _("người của đơn vị và cấp dưới")
        empty = nothing_found(request, query, searched, filters=("vai-tro", "xem"))
    context = {
        "list": page(request, RoleTable, rows, empty=empty),
        "own": own,
        "query": query,
        "when": filter_links(request, "xem", _times(), chosen=when),
        "roles": filter_links(request, "vai-tro", [("", _("Mọi vai trò")), *_roles(own)], chosen=role),
    }
    return render(request, "accounts/people.html", context)


def _times() -> list[tuple[str, str | Promise]]:
    return [(name, label) for name, (label, _narrow) in _WHEN.items()]


def _roles(own: Unit) -> list[tuple[str, str | Promise]]:
    """The roles of the own level and below."""
    levels = list(Level)[list(Level).index(Level(own.level)) :]
    return [(role.value, role.label) for role in selectors.roles_at(levels)]


@needs(Permission.MANAGE_PEOPLE)
def person(request: ActorRequest, public_id: str) -> HttpResponse:
    """One person: what they may do where, since when, until when; and what may be changed about them."""
    held = selectors.held_by(public_id)
    rows = [row for row in held if request.actor.may(Permission.MANAGE_PEOPLE, row.unit)]
    if not rows:
        raise Http404("nobody of one's area")
    found, today = rows[0].user, clock.today()
    context = {
        "person": found,
        "groups": _by_time(rows, today),
        "elsewhere": any(row not in rows and not row.has_ended_by(today) for row in held),
        "is_self": found == request.actor.user,
        "can_change": policies.can_change_account(request.actor, found, held),
        "panels": panels_for(request.actor, found),
    }
    return render(request, "accounts/person.html", context)


@needs(Permission.MANAGE_PEOPLE)
def add_person(request: ActorRequest) -> HttpResponse:
    """Open an account with its first assignment: both or neither."""
    own = request.actor.unit_with(Permission.MANAGE_PEOPLE)
    form = PersonForm(request.POST or None, own=own)
    if form.is_valid():
        with refusals_on(form):
            user = services.add_person_with_role(by=request.actor, **form.cleaned_data)
            messages.success(request, _("Đã mở tài khoản cho %(name)s.") % {"name": user.full_name})
            return redirect("accounts:person", user.public_id)
    words = {"title": _("Mở tài khoản"), "subtitle": own.title, "submit": _("Mở tài khoản")}
    return _form(request, form, words, back=reverse("accounts:people"))


@needs(Permission.MANAGE_PEOPLE)
def assign(request: ActorRequest, public_id: str) -> HttpResponse:
    """Give a person one more role: now or later, for ever or for some time, beside those they have."""
    found = _person(request, public_id)
    form = AssignmentForm(
        request.POST or None, own=request.actor.unit_with(Permission.MANAGE_PEOPLE), person=found
    )
    if form.is_valid():
        with refusals_on(form):
            services.assign(by=request.actor, user=found, **form.cleaned_data)
            messages.success(request, _("Đã phân công %(name)s.") % {"name": found.full_name})
            return redirect("accounts:person", found.public_id)
    words = {"title": _("Phân công thêm"), "subtitle": found.full_name, "submit": _("Phân công")}
    return _form(request, form, words, back=_page_of(found))


@needs(Permission.MANAGE_PEOPLE)
def rename(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct a person's name."""
    found = _person(request, public_id)
    if request.method != "POST":
        policies.check_account(request.actor, found)
    form = PersonNameForm(request.POST or None, initial={"full_name": found.full_name})
    if form.is_valid():
        with refusals_on(form):
            services.rename_person(by=request.actor, user=found, **form.cleaned_data)
            messages.success(request, _("Đã đổi tên."))
            return redirect("accounts:person", found.public_id)
    words = {"title": _("Sửa họ tên"), "subtitle": found.username, "submit": _("Lưu")}
    return _form(request, form, words, back=_page_of(found))


@needs(Permission.MANAGE_PEOPLE)
def close(request: ActorRequest, public_id: str) -> HttpResponse:
    """Close an account, asked once more: whoever is inside is out at the next click."""
    found = _person(request, public_id)
    if request.method != "POST":
        policies.check_close(request.actor, found)
        return render(request, "accounts/close.html", {"person": found})
    with refusals_as_messages(request):
        services.close_account(by=request.actor, user=found)
        done = _("Đã đóng tài khoản. %(name)s không còn vào được.") % {"name": found.full_name}
        messages.success(request, done)
    return redirect("accounts:person", found.public_id)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def reopen(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo the closing of an account."""
    found = _person(request, public_id)
    with refusals_as_messages(request):
        services.reopen_account(by=request.actor, user=found)
        messages.success(request, _("Đã mở lại tài khoản."))
    return redirect("accounts:person", found.public_id)


def _form(request: ActorRequest, form: Form, words: dict[str, str], *, back: str) -> HttpResponse:
    return render(request, "accounts/person_form.html", words | {"form": form, "cancel_url": back})


def _by_time(rows: list[Assignment], today: date) -> list[tuple[str, list[Assignment], bool]]:
    """Roles under a title each: those of today, to come, and past; and whether they may be changed."""
    now = [row for row in rows if row.is_valid_on(today)]
    to_come = [row for row in rows if not row.has_begun_by(today)]
    past = [row for row in rows if row.has_ended_by(today)]
    return [(_("Hiện nay"), now, True), (_("Sắp tới"), to_come, True), (_("Đã qua"), past, False)]


def _page_of(found: User) -> str:
    return reverse("accounts:person", args=[found.public_id])


def _person(request: ActorRequest, public_id: str) -> User:
    return get_object_or_404(selectors.people(request.actor), public_id=public_id)
