"""Pages of the minutes of an activity: attach the file, save it to one's own machine, take it away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import audit
from portal.core.files import services as files
from portal.core.forms import refusals_on
from portal.oversight.outside_access import records_nothing
from portal.steering import policies
from portal.steering.activities import selectors, services
from portal.steering.file_forms import AttachForm, DetachForm


@needs(Permission.EDIT_STEERING)
def attach(request: ActorRequest, public_id: str) -> HttpResponse:
    """Keep the file of minutes, in place of the one before."""
    activity = selectors.activity_or_404(request.actor, public_id)
    policies.check_edit(request.actor, activity)
    form = AttachForm(request.POST or None, request.FILES or None, initial={"version": activity.version})
    if form.is_valid():
        with refusals_on(form, row=activity):
            services.attach_minutes(by=request.actor, activity=activity, **form.cleaned_data)
            messages.success(request, _("Đã lưu tệp."))
            return redirect("steering:activity", activity.public_id)
    context = {"form": form, "activity": activity, "title": _("Tệp biên bản"), "submit": _("Tải lên")}
    return render(request, "steering/activity_form.html", context)


@needs(Permission.VIEW_STEERING)
@records_nothing("each download is audited by itself, also by one's own people")
def download(request: ActorRequest, public_id: str) -> HttpResponse:
    """The file of minutes. Each download is audited."""
    activity = selectors.activity_or_404(request.actor, public_id)
    if activity.minutes is None:
        raise Http404("no file")
    audit.record(by=request.actor, action="activity.download", row=activity)
    return files.download(activity.minutes)


@needs(Permission.EDIT_STEERING)
def detach(request: ActorRequest, public_id: str) -> HttpResponse:
    """Ask, and then let the file of minutes go."""
    activity = selectors.activity_or_404(request.actor, public_id)
    policies.check_edit(request.actor, activity)
    form = DetachForm(request.POST or None, initial={"version": activity.version})
    if form.is_valid():
        with refusals_on(form, row=activity):
            services.detach_minutes(by=request.actor, activity=activity, **form.cleaned_data)
            messages.success(request, _("Đã gỡ tệp."))
            return redirect("steering:activity", activity.public_id)
    return render(request, "steering/detach_minutes.html", {"form": form, "activity": activity})
