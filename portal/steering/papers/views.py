"""Printing papers: those of a plan under the head one chooses, and the decision on a board."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import audit, clock
from portal.core.documents import render_pdf
from portal.core.downloads import attachment
from portal.core.list_filters import filter_links
from portal.oversight.outside_access import records_nothing
from portal.steering.boards.selectors import board_or_404, members_on
from portal.steering.choices import Issuer
from portal.steering.letterheads.selectors import letterhead_of
from portal.steering.models import Plan
from portal.steering.papers.board_paper import board_paper
from portal.steering.papers.frame import PaperHead
from portal.steering.papers.plan_papers import cost_paper, plan_paper, task_paper
from portal.steering.plans.selectors import estimated_years, plan_or_404
from portal.steering.policies import can_edit

#: In the address: who issues the paper, and of which year the estimate is.
_ISSUER, _YEAR = "ban-hanh", "nam"
_FILE_NAMES = {"plan": "ke-hoach", "tasks": "danh-muc-nhiem-vu", "costs": "du-toan"}


@needs(Permission.VIEW_STEERING)
@records_nothing("shows names of papers only; each download is audited by itself")
def printing(request: ActorRequest, public_id: str) -> HttpResponse:
    """Which papers of a plan can be printed, under whose head."""
    plan = _plan(request, public_id)
    issuer = _issuer(request)
    context = {
        "plan": plan,
        "issuer": issuer,
        "chips": filter_links(request, _ISSUER, Issuer.choices, chosen=issuer),
        "letterhead": letterhead_of(plan.unit, issuer),
        "years": sorted(estimated_years(plan)),
        "can_edit": can_edit(request.actor, plan.unit),
        "crumbs": [
            {"label": _("Kế hoạch"), "url": reverse("steering:plans")},
            {"label": plan.period, "url": reverse("steering:plan", args=[plan.public_id])},
            {"label": _("In")},
        ],
    }
    return render(request, "steering/printing.html", context)


@needs(Permission.VIEW_STEERING)
@records_nothing("each download is audited by itself, also by one's own people")
def plan_file(request: ActorRequest, public_id: str, paper: str) -> HttpResponse:
    """The PDF of a paper of a plan: the plan, its tasks, or the estimate of a year. Each download is audited."""
    plan = _plan(request, public_id)
    content = _content(request, plan, paper)
    pdf = render_pdf("paper", content, made_at=clock.now())
    audit.record(by=request.actor, action="plan.print", row=plan, changes={"paper": paper})
    name = f"{_FILE_NAMES[paper]}-{plan.unit.code or plan.unit.public_id}-{plan.period}.pdf"
    return attachment(pdf, name=name, content_type="application/pdf")


@needs(Permission.VIEW_STEERING)
@records_nothing("each download is audited by itself, also by one's own people")
def decision(request: ActorRequest, public_id: str) -> HttpResponse:
    """The PDF of the decision that founds a board, with who is on it today. Each download is audited."""
    board = board_or_404(request.actor, public_id)
    heading = PaperHead(letterhead_of(board.unit, _issuer(request)), "QĐ", board.founded_by)
    members = members_on(board, max(clock.today(), board.valid_from))
    pdf = render_pdf("paper", board_paper(board, members, heading), made_at=clock.now())
    audit.record(by=request.actor, action="board.print", row=board)
    name = f"quyet-dinh-{board.unit.code or board.unit.public_id}.pdf"
    return attachment(pdf, name=name, content_type="application/pdf")


def _content(request: ActorRequest, plan: Plan, paper: str) -> dict:
    letterhead = letterhead_of(plan.unit, _issuer(request))
    if paper == "plan":
        return plan_paper(plan, PaperHead(letterhead, "KH", plan.directive))
    # The number of the plan's paper is that of the plan alone.
    heading = PaperHead(letterhead, "KH")
    if paper == "tasks":
        return task_paper(plan, heading)
    asked = request.GET.get(_YEAR, "")
    year = next((year for year in estimated_years(plan) if str(year) == asked), None)
    if paper != "costs" or year is None:
        raise Http404("no such paper")
    return cost_paper(plan, year, heading)


def _issuer(request: ActorRequest) -> str:
    asked = request.GET.get(_ISSUER, "")
    return asked if asked in Issuer.values else Issuer.PEOPLES_COMMITTEE


def _plan(request: ActorRequest, public_id: str) -> Plan:
    """A plan of one's own area: what is only handed down is not printed under another's head."""
    plan = plan_or_404(request.actor, public_id)
    if not request.actor.may(Permission.VIEW_STEERING, plan):
        raise Http404("handed down")
    return plan
