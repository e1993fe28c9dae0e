"""Pages of the register of bodies."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.bodies import policies, selectors, services
from portal.bodies.choices import BodyKind
from portal.bodies.liability import BASIS, LiabilityVerdict
from portal.bodies.models import Body
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import EmptyText, address, filter_links, nothing_found, query_words
from portal.core.lists import page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows, shows_list
from portal.unit_pages.bodies.forms import EditBodyForm, EndBodyForm, NewBodyForm, kind_value
from portal.unit_pages.bodies.selectors import around, places
from portal.unit_pages.bodies.tables import BodyTable
from portal.unit_pages.day_picker import picked_day
from portal.units.choices import Level
from portal.units.models import Unit

_FILTERS = ("loai", "dien", "cua")


@dataclass(frozen=True)
class _Asked:
    """What the address of the list requests: the unit, whose bodies of it, and the other filters."""

    unit: Unit
    #: Only the unit's own bodies, not those of the units in it.
    own: bool
    query: str
    kind: str
    verdict: str

    @property
    def narrows(self) -> bool:
        """Whether something but the unit narrows the list."""
        return bool(self.query or self.kind or self.verdict)


@needs(Permission.VIEW_BODIES)
@records_outside_access("body.list")
def body_list(request: ActorRequest) -> HttpResponse:
    """The bodies within a unit, by kind, by words, by whether they are assessed yearly."""
    asked = _asked(request)
    shows_list(request, asked.unit)
    rows = selectors.bodies(request.actor, query=asked.query)
    rows = selectors.narrowed(rows, kind=asked.kind, verdict=asked.verdict, unit=asked.unit, own=asked.own)
    # Those that have ended appear only in what was searched for.
    rows = rows if asked.query else selectors.standing(rows, clock.today())
    can_add = policies.can_edit(request.actor, asked.unit)
    context = {
        "asked": asked,
        "list": page(request, BodyTable, rows, empty=_nothing(request, asked, can_add)),
        "kinds": filter_links(request, "loai", [("", _("Tất cả")), *BodyKind.choices], chosen=asked.kind),
        "verdicts": filter_links(
            request, "dien", [("", _("Tất cả")), *LiabilityVerdict.choices], chosen=asked.verdict
        ),
        "whose": _whose(request, asked),
        "query": asked.query,
        "basis": BASIS,
        "new_url": _new_url(asked.unit) if can_add else "",
        "crumbs": _crumbs(asked.unit),
    }
    return render(request, "unit_pages/bodies.html", context)


def _asked(request: ActorRequest) -> _Asked:
    """Of the unit in the address (`don-vi`), or of the one in which the actor sees bodies; outside one's area is 404."""
    key = request.GET.get("don-vi", "")
    if key:
        unit = get_object_or_404(Unit, public_id=key)
        if not request.actor.may(Permission.VIEW_BODIES, unit):
            raise Http404("outside one's area")
    else:
        unit = request.actor.unit_with(Permission.VIEW_BODIES)
    get, query = request.GET.get, query_words(request)
    own = _has_below(unit) and not query and get("cua", "") != "tat-ca"
    return _Asked(unit, own, query, get("loai", ""), get("dien", ""))


def _has_below(unit: Unit) -> bool:
    """Whether a unit's own bodies are one list and those of the units in it another."""
    return unit.level in (Level.PROVINCE, Level.DISTRICT)


def _whose(request: ActorRequest, asked: _Asked) -> list[dict]:
    """Above communes: the unit's own bodies, or those of the units in it as well. A search looks through all."""
    if asked.query or not _has_below(asked.unit):
        return []
    options = [
        ("", _("Của %(unit)s") % {"unit": asked.unit.full_name}),
        ("tat-ca", _("Cả các đơn vị bên dưới")),
    ]
    return filter_links(request, "cua", options, chosen="" if asked.own else "tat-ca")


def _nothing(request: ActorRequest, asked: _Asked, can_add: bool) -> EmptyText:
    if asked.narrows:
        searched = _("mọi cơ quan, tổ chức của %(unit)s, cả nơi đã chấm dứt hoạt động") % {
            "unit": asked.unit.full_name
        }
        found = nothing_found(request, asked.query, searched, filters=_FILTERS)
        return found._replace(url=address(request, **dict.fromkeys(("q", *_FILTERS), "")))
    text = _(
        "Thêm Mặt trận, đoàn thể, cơ quan, trường học, doanh nghiệp, lực lượng để giao việc và theo dõi."
    )
    title = _("%(unit)s chưa có cơ quan, tổ chức nào trong danh sách") % {"unit": asked.unit.title}
    if can_add:
        return EmptyText(title, text, _new_url(asked.unit), _("Thêm cơ quan, tổ chức"))
    return EmptyText(title, _("Cán bộ của đơn vị đó thêm vào danh sách."))


def _new_url(unit: Unit) -> str:
    return f"{reverse('units:new-body')}?don-vi={unit.public_id}"


def _list_url(unit: Unit) -> str:
    return f"{reverse('units:bodies')}?don-vi={unit.public_id}"


def _crumbs(unit: Unit, body: Body | None = None) -> list[dict[str, Any]]:
    crumbs = [
        {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id])},
        {"label": _("Cơ quan, tổ chức"), "url": _list_url(unit)},
    ]
    return [*crumbs, {"label": body.name, "url": ""}] if body else crumbs


def visible_body(request: ActorRequest, public_id: str) -> Body:
    """The body of a page, with its unit; 404 outside one's area."""
    rows = selectors.bodies(request.actor).select_related("unit__hamlet", "commune", "district", "province")
    return get_object_or_404(rows, public_id=public_id)


@needs(Permission.VIEW_BODIES)
@records_outside_access("body.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One body: what it is, whom to call, whether it is assessed yearly, and its line upward as of a day."""
    body = visible_body(request, public_id)
    picked = picked_day(request)
    near = around(request.actor, body, body.nearest_day(picked.day))
    shows(request, body)
    if near.below:
        shows_list(request, body.unit, action="body.list")
    context = {
        "body": body,
        "liability": body.liability,
        "basis": BASIS,
        "picked": picked,
        "shown": body.nearest_day(picked.day),
        "around": near,
        "ended": body.has_ended_by(clock.today()),
        "can_edit": policies.can_edit(request.actor, body),
        "crumbs": _crumbs(_seat(body), body),
    }
    return render(request, "unit_pages/body.html", context)


def _seat(body: Body) -> Unit:
    """The unit whose list shows a body today: of an ended unit what keeps its rows since."""
    place = body.commune or body.district or body.province
    return place if body.unit.has_ended_by(clock.today()) else body.unit


@needs(Permission.EDIT_BODIES)
def new(request: ActorRequest) -> HttpResponse:
    """Enter a body of one's own unit."""
    initial = {"unit": request.GET.get("don-vi", "")}
    form = NewBodyForm(request.POST or None, places=places(request.actor), initial=initial)
    if form.is_valid():
        with refusals_on(form):
            body = services.create_body(by=request.actor, **form.details())
            messages.success(request, _("Đã thêm. Chọn cơ quan, tổ chức cấp trên nếu có."))
            return redirect("units:body", body.public_id)
    title = _("Thêm cơ quan, tổ chức")
    context = {"form": form, "title": title, "submit": title, "cancel_url": reverse("units:bodies")}
    return render(request, "unit_pages/body_form.html", context)


@needs(Permission.EDIT_BODIES)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct what the register says of a body."""
    body = visible_body(request, public_id)
    policies.check_edit(request.actor, body)
    kept = ("name", "contact_name", "contact_phone", "valid_from", "version")
    initial = {name: getattr(body, name) for name in kept} | {"kind": kind_value(body)}
    form = EditBodyForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form, row=body):
            services.edit_body(by=request.actor, body=body, **form.details())
            messages.success(request, _("Đã lưu."))
            return redirect("units:body", body.public_id)
    return render_form(request, body, form, _("Sửa cơ quan, tổ chức"), _("Lưu"))


@needs(Permission.EDIT_BODIES)
def end(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note from which day a body no longer exists; it can be undone."""
    body = visible_body(request, public_id)
    policies.check_edit(request.actor, body)
    form = EndBodyForm(request.POST or None, initial={"version": body.version, "on": clock.today()})
    if form.is_valid():
        with refusals_on(form, row=body):
            services.end_body(by=request.actor, body=body, **form.cleaned_data)
            undo = reverse("units:reopen-body", args=[body.public_id])
            offer_undo(request, _("Đã ghi chấm dứt hoạt động."), url=undo)
            return redirect("units:body", body.public_id)
    return render_form(request, body, form, _("Chấm dứt hoạt động"), _("Ghi chấm dứt hoạt động"))


@require_POST
@needs(Permission.EDIT_BODIES)
def reopen(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo the end of a body."""
    body = visible_body(request, public_id)
    policies.check_edit(request.actor, body)
    with refusals_as_messages(request):
        services.reopen_body(by=request.actor, body=body, version=body.version)
        messages.success(request, _("Đã mở lại."))
    return redirect("units:body", body.public_id)


def render_form(request: ActorRequest, body: Body, form: Any, title: str, submit: str) -> HttpResponse:
    """The page of a form about one body."""
    cancel = reverse("units:body", args=[body.public_id])
    context = {"form": form, "body": body, "title": title, "submit": submit, "cancel_url": cancel}
    return render(request, "unit_pages/body_form.html", context)
