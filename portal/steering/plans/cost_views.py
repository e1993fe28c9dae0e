"""The page of a yearly cost estimate: all its lines in one table, and lines pasted from a spreadsheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_on
from portal.core.list_filters import filter_links
from portal.steering.models import Plan
from portal.steering.plans import cost_services, policies, selectors
from portal.steering.plans.cost_forms import CostLines, CostPaste, initial_of, pasted, typed_in
from portal.steering.plans.views import year_shown


@needs(Permission.EDIT_STEERING)
def costs(request: ActorRequest, public_id: str) -> HttpResponse:
    """The estimate of a year (`nam`) of a plan. Pasted lines are put into the table first, to be read before saving."""
    plan = selectors.plan_or_404(request.actor, public_id)
    policies.check_change(request.actor, plan)
    year = year_shown(request, plan)
    if request.method != "POST":
        held = initial_of(selectors.estimate(plan, year).lines)
        return _page(
            request, plan, year, CostPaste(initial={"version": plan.version}), CostLines(initial=held)
        )
    head, lines = CostPaste(request.POST), CostLines(request.POST)
    if "them" in request.POST:
        return _with_pasted(request, plan, year, head)
    if all([head.is_valid(), lines.is_valid()]):
        with refusals_on(head, row=plan):
            cost_services.set_costs(
                by=request.actor,
                plan=plan,
                version=head.cleaned_data["version"],
                year=year,
                lines=[form.as_line() for form in lines if not form.is_empty],
            )
            messages.success(request, _("Đã lưu dự toán."))
            return redirect(f"{reverse('steering:plan', args=[plan.public_id])}?nam={year}#du-toan")
    return _page(request, plan, year, head, lines)


def _with_pasted(request: ActorRequest, plan: Plan, year: int, head: CostPaste) -> HttpResponse:
    """The table as it was typed, the pasted lines below it; nothing is saved yet."""
    typed = typed_in(request.POST)
    if not head.is_valid():
        return _page(request, plan, year, head, CostLines(initial=typed))
    found = pasted(head.cleaned_data["paste"])
    if not found:
        head.add_error("paste", _("Chưa thấy dòng nào. Chép các ô trong Excel rồi dán vào đây."))
        return _page(request, plan, year, head, CostLines(initial=typed))
    messages.info(
        request,
        ngettext(
            "Đã thêm %(count)d dòng vào bảng, chưa lưu. Xem lại rồi bấm Lưu dự toán.",
            "Đã thêm %(count)d dòng vào bảng, chưa lưu. Xem lại rồi bấm Lưu dự toán.",
            len(found),
        )
        % {"count": len(found)},
    )
    fresh = CostPaste(initial={"version": head.cleaned_data["version"]})
    return _page(request, plan, year, fresh, CostLines(initial=[*typed, *found]))


def _page(request: ActorRequest, plan: Plan, year: int, head: CostPaste, lines: Any) -> HttpResponse:
    context = {
        "plan": plan,
        "year": year,
        "years": filter_links(request, "nam", [(str(one), str(one)) for one in plan.years], chosen=str(year)),
        "head": head,
        "lines": lines,
        "estimate": selectors.estimate(plan, year),
    }
    return render(request, "steering/plan_costs.html", context)
