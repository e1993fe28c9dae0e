"""Pages of coverage: the two measures and their bases; targets are set in a plan (portal.steering.plans)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups import coverage_selectors, policies, services
from groups.choices import CoverageSubject
from groups.coverage_forms import CoverageBaseForm, CoverageDayForm
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.formatting import number
from portal.core.forms import refusals_on
from portal.oversight.outside_access import records_outside_access, shows_list
from portal.steering.plans.selectors import plan_of_year
from portal.units.areas import Area, AreaMap
from portal.units.models import Unit
from portal.units.view_links import asked_view, view_links


@needs(Permission.VIEW_COVERAGE)
@records_outside_access("coverage.view")
def coverage(request: ActorRequest) -> HttpResponse:
    """Coverage of the unit worked for, or of one within it (`don-vi`), on a day (`ngay`), as it was or on today's
    map (`ban-do`): where the map has changed since, both, and how they add up."""
    unit = _unit(request)
    shows_list(request, unit)
    form = CoverageDayForm(request.GET if "ngay" in request.GET else {"ngay": clock.today()})
    day = min(form.cleaned_data["ngay"], clock.today()) if form.is_valid() else clock.today()
    area = Area.of(unit, day, asked_view(request))
    context = {
        "unit": unit,
        "area": area,
        "form": form,
        "maps": view_links(request, area),
        "former": coverage_selectors.by_former_commune(area)
        if area.moved and area.view == AreaMap.TODAY
        else [],
        "can_edit": request.actor.may(Permission.EDIT_COVERAGE, unit) and day == clock.today(),
        "plan": plan_of_year(unit, day.year) if request.actor.may(Permission.VIEW_STEERING, unit) else None,
        "keeps_plans": request.actor.works_at(Permission.EDIT_STEERING, unit.pk),
    }
    return render(request, "groups/coverage.html", context | _tables(area))


def _tables(area: Area) -> dict:
    """The two measures of coverage, a line a subject, and the columns of both for the table of former communes."""
    lines = coverage_selectors.coverage(area)
    return {
        "has_group": [line for line in lines if line.has_group],
        "takes_part": [line for line in lines if not line.has_group],
        "columns": [line.indicator.label for line in lines],
        "sums": [line.parts for line in lines],
    }


@needs(Permission.EDIT_COVERAGE)
def base(request: ActorRequest) -> HttpResponse:
    """Set a denominator."""
    unit = _unit(request)
    policies.check_edit_coverage(request.actor, unit)
    initial = {
        "subject": request.GET.get("doi-tuong", ""),
        "year": clock.today().year,
        "as_of": clock.today(),
    }
    form = CoverageBaseForm(request.POST or None, initial=initial, held=coverage_selectors.held_bases(unit))
    if form.is_valid():
        with refusals_on(form):
            services.set_base(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _base_saved(form))
            return redirect("groups:coverage")
    context = {"form": form, "title": _("Tổng số để tính tỷ lệ"), "submit": _("Nhập tổng số")}
    return render(request, "groups/form.html", context | {"draft": _draft(request, "base")})


def _draft(request: ActorRequest, form: str) -> str:
    """A draft of one subject is not to be restored where another's figure is entered."""
    asked = request.GET.get("doi-tuong", "")
    return f"{form}:{asked if asked in CoverageSubject.values else ''}"


def _base_saved(form: CoverageBaseForm) -> str:
    if form.replaced is None:
        return _("Đã lưu tổng số.")
    return _(
        "Đã thay tổng số năm %(year)d: trước là %(old)s, nay là %(new)s. Tỷ lệ của cả năm được tính lại."
    ) % {
        "year": form.replaced.year,
        "old": number(form.replaced.count),
        "new": number(form.cleaned_data["count"]),
    }


def _unit(request: ActorRequest) -> Unit:
    """The requested unit of the actor's area; 404 outside it."""
    asked = request.GET.get("don-vi")
    if not asked:
        return request.actor.unit_with(Permission.VIEW_COVERAGE)
    unit = get_object_or_404(Unit, public_id=asked)
    if not request.actor.may(Permission.VIEW_COVERAGE, unit):
        raise Http404("outside one's area")
    return unit
