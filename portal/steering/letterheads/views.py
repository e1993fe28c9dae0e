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

#: The committee's letterhead is kept with the unit's reports.
_KEPT_HERE = (Issuer.PEOPLES_COMMITTEE, Issuer.PARTY)


@needs(Permission.EDIT_STEERING)
@records_nothing("the letterhead of the unit one works for")
def letterhead(request: ActorRequest, issuer: str) -> HttpResponse:
    """The head and foot of the papers that the people's committee or the Party committee of one's unit issues."""
    if issuer not in _KEPT_HERE:
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
    context = {"form": form, "chosen": Issuer(issuer), "chips": _issuers(issuer)}
    return render(request, "steering/letterhead.html", context)


def _issuers(chosen: str) -> list[dict]:
    """The issuers whose letterhead is kept here, as links."""
    return [
        {
            "label": Issuer(issuer).label,
            "url": reverse("steering:letterhead", args=[issuer]),
            "active": issuer == chosen,
        }
        for issuer in _KEPT_HERE
    ]
