"""Pages of the access review, and of support staff who raise themselves to view one unit."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import access_review, elevation
from portal.accounts.access import needs
from portal.accounts.actor import Actor
from portal.accounts.elevation_limits import LISTED_MONTHS, MINUTES
from portal.accounts.forms import ElevationForm
from portal.accounts.middleware import WORKING_UNIT
from portal.accounts.models import Elevation
from portal.accounts.permissions import RIGHTS, Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.formatting import length_of_time
from portal.core.forms import refusals_on
from portal.core.list_filters import query_words
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.name_cache import names_of
from portal.units.search import search

_FOUND = 20
_ABOVE_COMMUNES = (Level.PROVINCE, Level.DISTRICT)


@needs(Permission.VIEW_ACCESS)
def access(request: ActorRequest) -> HttpResponse:
    """Everyone whose role can see rows of the unit worked for today, and why; who raised themselves; who cannot."""
    unit = request.actor.unit_with(Permission.VIEW_ACCESS)
    context = {
        "review": access_review.who_can(unit, below=unit.level not in _ABOVE_COMMUNES),
        "outsiders": access_review.outsiders(),
        "above_communes": unit.level in _ABOVE_COMMUNES,
        "listed_months": LISTED_MONTHS,
    }
    return render(request, "accounts/access.html", context)


@needs(Permission.ELEVATE)
def elevate(request: ActorRequest) -> HttpResponse:
    """Find the unit to look at; one's own last hours are beneath."""
    query = query_words(request)
    own = Elevation.objects.unscoped("the person's own hours").filter(user=request.actor.user)
    context = {
        "query": query,
        "found": _found(request.actor, query),
        "longest": length_of_time(timedelta(minutes=max(MINUTES))),
        "areas": request.actor.units_with(Permission.ELEVATE),
        "own": own.select_related("unit").order_by("-begun_at")[:20],
    }
    return render(request, "accounts/elevate.html", context)


def _found(actor: Actor, query: str) -> list[tuple[Unit, str]]:
    """The units that words find in the area one supports, each with the names of the units above it."""
    found = search(query, clock.today(), near=actor.unit, levels=tuple(elevation.LEVELS), most=_FOUND * 5)
    inside = [unit for unit in found if actor.may(Permission.ELEVATE, unit)][:_FOUND]
    above = {
        unit.pk: [pk for pk in (unit.district_id, unit.province_id) if pk is not None and pk != unit.pk]
        for unit in inside
    }
    names = names_of(pk for line in above.values() for pk in line)
    return [(unit, ", ".join(names[pk] for pk in above[unit.pk])) for unit in inside]


@needs(Permission.ELEVATE)
def elevate_to(request: ActorRequest, public_id: str) -> HttpResponse:
    """Say why and for how long; outside one's area there is no such unit."""
    units = Unit.objects.filter(level__in=elevation.LEVELS)
    unit = get_object_or_404(units, public_id=public_id)
    if not request.actor.may(Permission.ELEVATE, unit):
        raise Http404("outside one's area")
    form = ElevationForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            elevation.raise_to(by=request.actor, unit=unit, **form.cleaned_data)
            request.session[WORKING_UNIT] = unit.pk
            said = _("Đã có quyền xem tạm thời. %(unit)s thấy lý do này ngay bây giờ.")
            messages.success(request, said % {"unit": unit.title})
            return redirect("home")
    raised = RIGHTS[Elevation(unit=unit).role]
    context = {"unit": unit, "form": form, "sentence": raised.sentence, "listed_months": LISTED_MONTHS}
    return render(request, "accounts/elevate_to.html", context)


@require_POST
@needs(Permission.ELEVATE)
def lower(request: ActorRequest) -> HttpResponse:
    """End one's own hours at once."""
    if elevation.lower(by=request.actor):
        messages.success(request, _("Đã kết thúc quyền xem tạm thời."))
    return redirect("home")
