"""Pages of the yearly assessment of a commune: the list of a year, registering many at once; above communes their shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import filter_links
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows_list, shows_nothing
from portal.steering import policies
from portal.steering.assessments import services, tables
from portal.steering.assessments.communes import CommuneShares, shares_of_communes
from portal.steering.assessments.forms import RegisterForm
from portal.steering.assessments.rules import COUNTED, is_open
from portal.steering.assessments.selectors import Entry, Roll, roll_by, sheets_by_ids
from portal.steering.assessments.year_rules import YearRules, year_rules
from portal.steering.choices import SubjectKind
from portal.steering.models import AssessmentSheet
from portal.units.choices import Level
from portal.units.models import Unit

# How many years back one may look, and how many sheets one request takes back.
_YEARS, _AT_ONCE = 4, 500
_ABOVE = (Level.PROVINCE, Level.DISTRICT)


@dataclass(frozen=True)
class _AssessmentQuery:
    """What the address asks for."""

    unit: Unit
    year: int
    kind: str
    key: str


@needs(Permission.VIEW_STEERING)
@records_outside_access("assessment.list")
def assessment_list(request: ActorRequest) -> HttpResponse:
    """The assessments of a year: of a commune each subject, above communes the shares of each."""
    asked = _asked(request)
    rules = year_rules(asked.year)
    above = asked.unit.level in _ABOVE
    communes = shares_of_communes(request.actor, asked.unit, rules) if above else []
    roll = None if above else roll_by(request.actor, asked.unit, rules)
    shows_list(request, asked.unit) if communes or roll else shows_nothing(request)
    context = {
        "unit": asked.unit,
        "year": str(asked.year),
        "years": _year_links(request, asked.year),
        "rules": rules,
        "crumbs": crumbs(asked.unit),
    }
    if communes:
        return render(request, "steering/assessments_of_communes.html", context | _of_communes(communes))
    if roll:
        return render(request, "steering/assessments.html", context | _of_commune(request, roll, asked))
    return render(request, "steering/assessments_none.html", context)


def _asked(request: ActorRequest) -> _AssessmentQuery:
    key = request.GET.get("don-vi", "")
    unit = (
        get_object_or_404(Unit, public_id=key) if key else request.actor.unit_with(Permission.VIEW_STEERING)
    )
    if unit.level not in (*_ABOVE, Level.COMMUNE) or not request.actor.may(Permission.VIEW_STEERING, unit):
        raise Http404("outside one's area")
    get = request.GET.get
    return _AssessmentQuery(unit, asked_year(request), get("loai", ""), get("xem", ""))


def asked_year(request: ActorRequest) -> int:
    """The year that the address asks for (`nam`), this year without one; 404 for one that is not offered."""
    this = clock.today().year
    typed = request.GET.get("nam", "") or str(this)
    if typed not in {str(year) for year in range(this - _YEARS, this + 1)}:
        raise Http404("no such year")
    return int(typed)


def _year_links(request: ActorRequest, chosen: int) -> list[dict]:
    this = clock.today().year
    options = [(str(year), str(year)) for year in range(this, this - _YEARS - 1, -1)]
    return filter_links(request, "nam", options, chosen=str(chosen))


def _of_commune(request: ActorRequest, roll: Roll, asked: _AssessmentQuery) -> dict[str, Any]:
    can_edit = policies.can_assess(request.actor, roll.commune) and is_open(asked.year, clock.today())
    waiting = [entry for entry in roll.all() if entry.may_register]
    entries = tables.kept(roll.entries, kind=asked.kind, key=asked.key)
    lines = tables.lines(entries)
    kinds = [kind for kind in COUNTED if any(entry.kind == kind for entry in roll.entries)]
    return {
        "roll": roll,
        "can_edit": can_edit,
        "own": tables.lines([roll.own])[0],
        "lines": [line for line in lines if not line.reason],
        "apart": [line for line in lines if line.reason],
        "share_lines": tables.share_lines(roll),
        "kinds": filter_links(
            request,
            "loai",
            [("", _("Mọi đối tượng")), *((k.value, k.label) for k in kinds)],
            chosen=asked.kind,
        ),
        "filters": tables.filter_chips(request, roll.entries, kind=asked.kind, key=asked.key),
        "windows": _windows(roll.rules),
        "register_url": _register_url(roll) if can_edit and waiting else "",
        "waiting_count": sum(entry.is_counted for entry in waiting),
        "is_open": is_open(asked.year, clock.today()),
    }


def _of_communes(found: Sequence[CommuneShares]) -> dict[str, Any]:
    return {
        "kinds": COUNTED,
        "lines": [(roll, tables.lines([roll.own])[0], tables.commune_cells(roll)) for roll in found],
        "totals": tables.total_cells(found),
    }


def _windows(rules: YearRules) -> list[tuple[str, Any]]:
    """The windows of a year in words: areas, then the rest, which share one."""
    windows = rules.windows
    rest = _("Cơ quan, doanh nghiệp, cơ sở giáo dục, xã")
    return [
        (str(SubjectKind.AREA.label), windows[SubjectKind.AREA]),
        (rest, windows[SubjectKind.COMMUNE]),
    ]


def _register_url(roll: Roll) -> str:
    return f"{reverse('steering:register-subjects')}?{urlencode({'nam': roll.rules.year})}"


@needs(Permission.EDIT_STEERING)
def register(request: ActorRequest) -> HttpResponse:
    """Tick who registered on a day: many at once."""
    commune, year = request.actor.unit_with(Permission.EDIT_STEERING), asked_year(request)
    policies.check_assess(request.actor, commune)
    rules = year_rules(year)
    roll = roll_by(request.actor, commune, rules)
    if roll is None:
        raise Http404("no rules for this year")
    waiting = [entry for entry in roll.all() if entry.may_register]
    form = RegisterForm(
        request.POST or None,
        waiting=waiting,
        passed=_registration_passed(rules),
        initial={"on": clock.today()},
    )
    if form.is_valid():
        with refusals_on(form):
            made = services.register_subjects(
                by=request.actor, commune=commune, year=year, **form.cleaned_data
            )
            _offer_to_undo(request, made)
            return redirect(tables.list_url(roll))
    context = _register_context(request, form, waiting, roll)
    return render(request, "steering/register_subjects.html", context)


def _register_context(
    request: ActorRequest, form: RegisterForm, waiting: list[Entry], roll: Roll
) -> dict[str, Any]:
    return {
        "form": form,
        "lines": tables.lines(waiting),
        "chosen": set(request.POST.getlist("subjects")),
        "year": str(roll.rules.year),
        "commune": roll.commune,
        "crumbs": [*crumbs(roll.commune), {"label": _("Ghi đăng ký")}],
        "list_url": tables.list_url(roll),
        "window": roll.rules.windows[SubjectKind.AREA],
    }


def _registration_passed(rules: YearRules) -> date | None:
    """The last day to register, once it has passed for some kind."""
    first = min(rules.windows.values(), key=lambda window: window.register_until)
    return first.register_until if first.is_past_registration(clock.today()) else None


def _offer_to_undo(request: ActorRequest, made: list[AssessmentSheet]) -> None:
    fields = [("sheet", sheet.public_id) for sheet in made]
    late = [("late", "on")] if any(sheet.late_on for sheet in made) else []
    offer_undo(
        request,
        _("Đã ghi đăng ký của %(count)d nơi.") % {"count": len(made)},
        url=reverse("steering:unregister-subjects"),
        fields=[*fields, *late],
    )


@require_POST
@needs(Permission.EDIT_STEERING)
def unregister(request: ActorRequest) -> HttpResponse:
    """Take back registrations entered by mistake."""
    policies.check_assess(request.actor, request.actor.unit_with(Permission.EDIT_STEERING))
    sheets = sheets_by_ids(request.actor, request.POST.getlist("sheet")[:_AT_ONCE])
    for sheet in sheets:
        policies.check_assess(request.actor, sheet)
    with refusals_as_messages(request):
        for sheet in sheets:
            services.unregister(by=request.actor, sheet=sheet, late="late" in request.POST)
        messages.success(request, _("Đã bỏ đăng ký của %(count)d nơi.") % {"count": len(sheets)})
    return redirect("steering:assessments")


def crumbs(unit: Unit) -> list[dict]:
    """The way from a unit to its assessments."""
    return [
        {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id])},
        {
            "label": _("An toàn về ANTT"),
            "url": f"{reverse('steering:assessments')}?{urlencode({'don-vi': unit.public_id})}",
        },
    ]
