"""Pages of the register of papers, and of one paper with its lineage."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.files import services as files
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found, query_words
from portal.core.lists import page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows, shows_listed
from portal.steering import policies
from portal.steering.answers.policies import can_ask
from portal.steering.answers.selectors import requests_of
from portal.steering.choices import DirectiveKind
from portal.steering.directives import selectors, services
from portal.steering.directives.forms import EditDirectiveForm, EndDirectiveForm, NewDirectiveForm
from portal.steering.directives.lineage import lineage_of
from portal.steering.directives.reading import offered_by
from portal.steering.directives.tables import DirectiveTable
from portal.steering.models import Directive
from portal.steering.phone import base_of
from portal.units.choices import Level
from portal.units.models import Unit

_EDITED = ("way", "kind", "code", "issuer", "issued_on", "received_on", "title", "handed_down")


@needs(Permission.VIEW_STEERING)
@records_outside_access("directive.list")
def directive_list(request: ActorRequest) -> HttpResponse:
    """The register of papers, those no longer in force among them: all, or what words and kind find."""
    actor, query, kind = request.actor, query_words(request), request.GET.get("loai", "")
    rows = selectors.directives(actor, query=query)
    shows_listed(request, Permission.VIEW_STEERING)
    if kind in DirectiveKind.values:
        rows = rows.filter(kind=kind)
    empty = _no_match(request, query) if query or kind else _no_directive(request)
    context = {
        "list": page(request, DirectiveTable, rows, empty=empty),
        "chips": filter_links(request, "loai", [("", _("Tất cả")), *DirectiveKind.choices], chosen=kind),
        "query": query,
        "can_add": actor.has(Permission.EDIT_DIRECTIVES),
        "crumbs": _crumbs(request),
    }
    return render(request, "steering/directives.html", context)


def _no_directive(request: ActorRequest) -> EmptyText:
    new = reverse("steering:new-directive") if request.actor.has(Permission.EDIT_DIRECTIVES) else ""
    text = _("Ghi trước văn bản của cấp trên, rồi đến kế hoạch, quyết định của đơn vị.")
    return EmptyText(_("Sổ chưa có văn bản nào"), text, new, _("Thêm văn bản"))


def _no_match(request: ActorRequest, query: str) -> EmptyText:
    searched = _("mọi văn bản anh/chị được xem, cả văn bản đã hết hiệu lực")
    return nothing_found(request, query, searched, filters=("loai",))


@needs(Permission.EDIT_DIRECTIVES)
def new(request: ActorRequest) -> HttpResponse:
    """Write a paper into the register of the unit one works for."""
    unit = request.actor.unit_with(Permission.EDIT_DIRECTIVES)
    form = NewDirectiveForm(request.POST or None, **_choices(request, unit))
    if form.is_valid():
        with refusals_on(form):
            directive = services.register_directive(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã ghi văn bản vào sổ."))
            return redirect("steering:directive", directive.public_id)
    # Reading takes a second: only for a page that is shown.
    read = files.read_held(request.GET.get("tep", ""), by=request.actor)
    if read and not form.is_bound:
        form.initial = offered_by(*read, unit)
    context = {"form": form, "title": _("Thêm văn bản"), "submit": _("Thêm văn bản")}
    context |= {"read": read, "offers_reading": True}
    return render(request, "steering/directive_form.html", context)


@needs(Permission.VIEW_STEERING, Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
@records_outside_access("directive.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One paper: what it is, what it rests on and what rests on it, who is to answer it and what they answered."""
    actor = request.actor
    directive = selectors.directive_or_404(actor, public_id)
    shows(request, directive)
    reads_register = actor.has(Permission.VIEW_STEERING)
    asked = requests_of(actor, directive)
    context = {
        "base": base_of(request),
        "directive": directive,
        "lineage": lineage_of(actor, directive),
        "crumbs": [*_crumbs(request), {"label": directive.code}] if reads_register else [],
        "can_edit": policies.can_edit_directives(actor, directive),
        "requests": asked,
        "answered": sum(line.request.answered_on is not None for line in asked),
        "open": sum(line.request.is_open for line in asked),
        "late": sum(line.is_late and line.request.is_open for line in asked),
        "can_ask": can_ask(actor, directive),
    }
    return render(request, "steering/directive.html", context)


@needs(Permission.EDIT_DIRECTIVES)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct what the register says of a paper."""
    directive = selectors.directive_or_404(request.actor, public_id)
    policies.check_edit_directives(request.actor, directive)
    initial = {name: getattr(directive, name) for name in (*_EDITED, "version")}
    initial["bases"] = selectors.bases_of(directive)
    form = EditDirectiveForm(
        request.POST or None, initial=initial, **_choices(request, directive.unit, directive)
    )
    if form.is_valid():
        with refusals_on(form, row=directive):
            services.edit_directive(by=request.actor, directive=directive, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("steering:directive", directive.public_id)
    context = {"form": form, "directive": directive, "title": _("Sửa văn bản"), "submit": _("Lưu")}
    return render(request, "steering/directive_form.html", context)


@needs(Permission.EDIT_DIRECTIVES)
def end(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note from which day a paper is no longer in force."""
    directive = selectors.directive_or_404(request.actor, public_id)
    policies.check_edit_directives(request.actor, directive)
    form = EndDirectiveForm(request.POST or None, initial={"version": directive.version})
    if form.is_valid():
        with refusals_on(form, row=directive):
            services.end_directive(by=request.actor, directive=directive, **form.cleaned_data)
            offer_undo(
                request,
                _("Đã ghi văn bản hết hiệu lực."),
                url=reverse("steering:restore-directive", args=[directive.public_id]),
            )
            return redirect("steering:directive", directive.public_id)
    context = {"form": form, "directive": directive, "title": _("Văn bản hết hiệu lực"), "submit": _("Lưu")}
    return render(request, "steering/directive_form.html", context)


@require_POST
@needs(Permission.EDIT_DIRECTIVES)
def restore(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo that a paper is no longer in force."""
    directive = selectors.directive_or_404(request.actor, public_id)
    policies.check_edit_directives(request.actor, directive)
    with refusals_as_messages(request):
        services.restore_directive(by=request.actor, directive=directive, version=directive.version)
        messages.success(request, _("Văn bản lại có hiệu lực."))
    return redirect("steering:directive", directive.public_id)


def _crumbs(request: ActorRequest) -> list[dict]:
    """The way from the unit one works for to its register."""
    unit = request.actor.workplace
    return [
        {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id])},
        {"label": _("Sổ văn bản"), "url": reverse("steering:directives")},
    ]


def _choices(request: ActorRequest, unit: Unit, directive: Directive | None = None) -> dict:
    possible = selectors.possible_bases(request.actor, unit)
    if directive:
        possible = possible.exclude(pk=directive.pk)
    return {"possible": possible, "hands_down": unit.level in (Level.PROVINCE, Level.DISTRICT)}
