"""Pages of the reform of 1 July 2025 of a province: preview, questions, confirmation; the amendment's page
shows the progress."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.errors import Refused
from portal.core.forms import KeyedForm, refusals_on
from portal.unit_pages.amendments.wizard import CONFIRMED, Unanswered, Wizard
from portal.unit_pages.reform import jobs
from portal.unit_pages.reform.forms import ChoicesForm
from portal.unit_pages.reform.selectors import asked_of, counts_of, overview_of
from portal.units.amendments.kinds import ReformProvince
from portal.units.amendments.reform import current
from portal.units.amendments.reform_steps import questions, steps_left
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM


@needs(Permission.CHANGE_UNITS)
def reform(request: ActorRequest) -> HttpResponse:
    """Preview, questions, confirmation. Once begun: to its amendment; once done: nothing is left to move."""
    province = _province(request)
    begun, left = current(province), steps_left(province)
    if begun and (jobs.is_open(jobs.job_of(begun)) and request.method == "GET"):
        return redirect("units:amendment", begun.public_id)
    if not left:
        return render(request, "unit_pages/reform_done.html", {"province": province, "amendment": begun})
    found = questions(left) if begun is None else []
    counts = counts_of(left, found)
    answers, asked = Wizard(request.POST), asked_of(found, counts)
    context = overview_of(province, left, counts) | {"begun": begun, "asked": bool(asked)}
    try:
        choices = answers.ask(ChoicesForm, asked=asked) if asked else None
    except Unanswered as still:
        context |= {"form": still.form, "hidden": answers.carried(still.form)}
        return render(request, "unit_pages/reform.html", context)
    return _confirm(request, province, choices, context | {"hidden": answers.carried()})


def _confirm(
    request: ActorRequest, province: Unit, answered: ChoicesForm | None, context: dict
) -> HttpResponse:
    """The confirmation of the answers; once it is sent, the reform begins."""
    choices = answered.choices() if answered else {}
    form = KeyedForm(request.POST if CONFIRMED in request.POST else None)
    if form.is_valid():
        with refusals_on(form):
            amendment = jobs.ask_to_run(by=request.actor, plan=ReformProvince(province, choices))
            messages.success(request, _("Đã bắt đầu sắp xếp. Có thể rời trang này, việc vẫn tiếp tục."))
            return redirect("units:amendment", amendment.public_id)
    undecided = answered.undecided() if answered else []
    context |= {"form": form, "choices": choices.items(), "undecided": undecided}
    return render(request, "unit_pages/reform_confirm.html", context)


def _province(request: ActorRequest) -> Unit:
    """The province of today whose units this person may change."""
    units = request.actor.units_with(Permission.CHANGE_UNITS)
    provinces = [unit for unit in units if unit.level == Level.PROVINCE and unit.valid_from == REFORM]
    if not provinces:
        raise Refused(_("Việc này do quản trị của tỉnh, thành phố có từ 01/7/2025 làm."))
    return request.actor.unit if request.actor.unit in provinces else provinces[0]
