"""The page of a unit's settings: what each is now and was, and the form that changes one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_on
from portal.core.list_filters import filter_links
from portal.steering import policies
from portal.steering.choices import SettingKey
from portal.steering.committee.selectors import unit_or_404
from portal.steering.directives.selectors import possible_bases
from portal.steering.unit_settings import selectors, services
from portal.steering.unit_settings.forms import SettingForm


@needs(Permission.EDIT_STEERING)
def unit_settings(request: ActorRequest, public_id: str) -> HttpResponse:
    """What the papers of a unit call one thing (`muc`): its values from day to day, and a form for the next."""
    unit = unit_or_404(request.actor, public_id)
    policies.check_edit(request.actor, unit)
    asked = request.GET.get("muc", "")
    kind = SettingKey(asked) if asked in SettingKey.values else SettingKey.PROGRAMME
    form = SettingForm(request.POST or None, kind=kind, papers=possible_bases(request.actor, unit))
    if form.is_valid():
        with refusals_on(form):
            services.set_setting(by=request.actor, unit=unit, key=kind, **form.details())
            messages.success(request, _("Đã lưu."))
            return redirect(request.get_full_path())
    context = {
        "unit": unit,
        "form": form,
        "kind": kind,
        "kinds": filter_links(request, "muc", SettingKey.choices, chosen=kind),
        "rows": selectors.history(unit)[kind],
    }
    return render(request, "steering/unit_settings.html", context)
