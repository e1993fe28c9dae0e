"""The reform of 1 July 2025 for a province of today: what it does, what it asks, the confirmation; its amendment's page
then tells how far it is."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.core.errors import Refused
from portal.core.forms import KeyedForm, refusals_on
from portal.unit_pages.amendments.wizard import CONFIRMED, Unanswered, Wizard
from portal.unit_pages.reform import jobs
from portal.unit_pages.reform.forms import Asked, ChoicesForm
from portal.units.amendments.preview import counted, lines_of
from portal.units.amendments.reform import Reform, ReformStep, current, questions, steps_left
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM


@dataclass(frozen=True)
class ReformOverview:
    """What is left to do in a province, kind by kind."""

    whole: list[ReformStep]
    shared_out: list[ReformStep]
    unknown: list[ReformStep]
    districts: list[ReformStep]
    islands: list[ReformStep]
    lost_islands: list[ReformStep]
    provinces: list[ReformStep]

    @classmethod
    def of(cls, left: list[ReformStep]) -> "ReformOverview":
        communes = [step for step in left if step.unit.level == Level.COMMUNE]
        return cls(
            whole=[step for step in communes if len(step.successors) == 1],
            shared_out=[step for step in communes if step.is_shared_out],
            unknown=[step for step in communes if not step.successors],
            districts=[step for step in left if step.unit.level == Level.DISTRICT],
            islands=[step for step in left if step.zone],
            lost_islands=[step for step in left if step.is_lost_island],
            provinces=[step for step in left if step.unit.level == Level.PROVINCE],
        )


@needs(Permission.CHANGE_UNITS)
def reform(request: HttpRequest) -> HttpResponse:
    """Preview, questions, confirmation. Once begun: to its amendment; once done: nothing is left to move."""
    province = _province(request)
    begun, left = current(province), steps_left(Reform(province))
    if begun and (jobs.is_open(jobs.job_of(begun)) and request.method == "GET"):
        return redirect("units:amendment", begun.public_id)
    if not left:
        return render(request, "unit_pages/reform_done.html", {"province": province, "amendment": begun})
    found = questions(left) if begun is None else []
    counts = counts_of(left, found)
    answers, asked = Wizard(request.POST), asked_of(found, counts)
    context = _overview(province, left, counts) | {"begun": begun, "asked": bool(asked)}
    try:
        choices = answers.ask(ChoicesForm, asked=asked) if asked else None
    except Unanswered as still:
        context |= {"form": still.form, "hidden": answers.carried(still.form)}
        return render(request, "unit_pages/reform.html", context)
    return _confirm(request, province, choices, context | {"hidden": answers.carried()})


def _confirm(
    request: HttpRequest, province: Unit, answered: ChoicesForm | None, context: dict
) -> HttpResponse:
    """The confirmation of what was chosen; once it is sent, the reform begins."""
    choices = answered.choices() if answered else {}
    form = KeyedForm(request.POST if CONFIRMED in request.POST else None)
    if form.is_valid():
        with refusals_on(form):
            stored = jobs.ask_to_run(by=request.actor, amendment=Reform(province, choices))
            messages.success(request, _("Đã bắt đầu sắp xếp. Có thể rời trang này, việc vẫn tiếp tục."))
            return redirect("units:amendment", stored.public_id)
    undecided = answered.undecided() if answered else []
    context |= {"form": form, "chosen": choices.items(), "undecided": undecided}
    return render(request, "unit_pages/reform_confirm.html", context)


def _province(request: HttpRequest) -> Unit:
    """The province of today whose units this person may change."""
    units = request.actor.units_with(Permission.CHANGE_UNITS)
    provinces = [unit for unit in units if unit.level == Level.PROVINCE and unit.valid_from == REFORM]
    if not provinces:
        raise Refused(_("Việc này do quản trị của tỉnh, thành phố có từ 01/7/2025 làm."))
    return request.actor.unit if request.actor.unit in provinces else provinces[0]


def asked_of(found: list[tuple[ReformStep, list[Unit]]], counts: dict[int, dict[str, int]]) -> list[Asked]:
    """The communes that were shared out and hold something; of those that hold nothing nobody is asked."""
    asked = [Asked(step, inside, any(counts.get(step.unit.pk, {}).values())) for step, inside in found]
    return [one for one in asked if one.units()]


def counts_of(
    left: list[ReformStep], found: list[tuple[ReformStep, list[Unit]]]
) -> dict[int, dict[str, int]]:
    """What lies in the older provinces, and what was filed at the communes that were shared out; one query."""
    return counted(
        {
            "unit": [step.unit.pk for step, _inside in found],
            "province": [step.unit.pk for step in left if step.unit.level == Level.PROVINCE],
        }
    )


def _overview(province: Unit, left: list[ReformStep], counts: dict[int, dict[str, int]]) -> dict:
    overview = ReformOverview.of(left)
    moving: Counter[str] = Counter()
    for step in overview.provinces:
        moving.update(counts.get(step.unit.pk, {}))
    return {
        "province": province,
        "overview": overview,
        "lines": [line for line in lines_of(moving) if line.number],
    }
