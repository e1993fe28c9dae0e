"""The page of an issuer's letterhead."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_on
from portal.oversight.outside_access import records_nothing
from portal.steering.choices import Issuer
from portal.steering.letterheads import services
from portal.steering.letterheads.forms import LetterheadForm
from portal.steering.letterheads.selectors import letterhead_of


@needs(Permission.EDIT_STEERING)
@records_nothing("the letterhead of the unit one works for")
def letterhead(request: ActorRequest, issuer: str) -> HttpResponse:
    """The head and foot of the papers that an issuer of one's unit signs; the committee's are those of its reports too."""
    if issuer not in Issuer.values:
        raise Http404("no such issuer")
    unit = request.actor.unit_with(Permission.EDIT_STEERING)
    kept = letterhead_of(unit, issuer)
    initial = {name: getattr(kept, name) for name in LetterheadForm().fields}
    form = LetterheadForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.set_letterhead(by=request.actor, unit=unit, issuer=issuer, **form.cleaned_data)
            messages.success(request, _("Đã lưu thể thức."))
            return redirect("steering:letterhead", issuer)
    chips = [
        {"label": label, "url": reverse("steering:letterhead", args=[value]), "active": value == issuer}
        for value, label in Issuer.choices
    ]
    context = {"form": form, "chosen": issuer, "chips": chips}
    return render(request, "steering/letterhead.html", context)
