"""Pages of the file of a paper: read it for a new entry, attach it, save it to one's own machine, take it away."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import audit
from portal.core.files import services as files
from portal.core.forms import refusals_on
from portal.oversight.outside_access import records_nothing
from portal.steering import policies
from portal.steering.directives import selectors, services
from portal.steering.file_forms import AttachForm, DetachForm, PaperUploadForm


@needs(Permission.EDIT_DIRECTIVES)
def read_file(request: ActorRequest) -> HttpResponse:
    """Hold the file of a paper, and go on to the form of a new paper with what its first page says."""
    unit = request.actor.unit_with(Permission.EDIT_DIRECTIVES)
    form = PaperUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            held = services.hold_file(by=request.actor, unit=unit, **form.cleaned_data)
            query = urlencode({"tep": held.public_id})
            return redirect(f"{reverse('steering:new-directive')}?{query}")
    context = {"form": form, "title": _("Thêm văn bản từ tệp"), "submit": _("Đọc tệp")}
    return render(request, "steering/directive_form.html", context)


@needs(Permission.EDIT_DIRECTIVES)
def attach(request: ActorRequest, public_id: str) -> HttpResponse:
    """Keep the file of a paper, in place of the one it had."""
    directive = selectors.directive_or_404(request.actor, public_id)
    policies.check_edit_directives(request.actor, directive)
    form = AttachForm(request.POST or None, request.FILES or None, initial={"version": directive.version})
    if form.is_valid():
        with refusals_on(form, row=directive):
            services.attach_file(by=request.actor, directive=directive, **form.cleaned_data)
            messages.success(request, _("Đã lưu tệp."))
            return redirect("steering:directive", directive.public_id)
    context = {"form": form, "directive": directive, "title": _("Tệp văn bản"), "submit": _("Tải lên")}
    return render(request, "steering/directive_form.html", context)


@needs(Permission.VIEW_STEERING, Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
@records_nothing("each download is audited by itself, also by one's own people")
def download(request: ActorRequest, public_id: str) -> HttpResponse:
    """The file of a paper. Each download is audited."""
    directive = selectors.directive_or_404(request.actor, public_id)
    if directive.file is None:
        raise Http404("no file")
    audit.record(by=request.actor, action="directive.download", row=directive)
    return files.download(directive.file)


@needs(Permission.EDIT_DIRECTIVES)
def detach(request: ActorRequest, public_id: str) -> HttpResponse:
    """Ask, and then let the file of a paper go."""
    directive = selectors.directive_or_404(request.actor, public_id)
    policies.check_edit_directives(request.actor, directive)
    form = DetachForm(request.POST or None, initial={"version": directive.version})
    if form.is_valid():
        with refusals_on(form, row=directive):
            services.detach_file(by=request.actor, directive=directive, **form.cleaned_data)
            messages.success(request, _("Đã gỡ tệp."))
            return redirect("steering:directive", directive.public_id)
    return render(request, "steering/detach.html", {"form": form, "directive": directive})
