"""Pages of answers to a paper: who is asked, one request with its answer and history, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.transitions import Transition
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows
from portal.steering.answers import policies, selectors, services
from portal.steering.answers.forms import AskForm, RequestForm
from portal.steering.answers.selectors import RequestLine
from portal.steering.answers.states import ANSWER_TRANSITIONS
from portal.steering.directives.selectors import directive_or_404, directives, possible_papers
from portal.steering.models import AnswerRequest, AnswerStep
from portal.steering.phone import base_of

# What undoes a transition at once, and what is said with the button.
_UNDONE_BY = {"give": "take_back", "withdraw": "restore"}


@needs(Permission.EDIT_DIRECTIVES)
def ask(request: ActorRequest, public_id: str) -> HttpResponse:
    """Choose who is to answer a paper, and until when."""
    directive = directive_or_404(request.actor, public_id)
    policies.check_ask(request.actor, directive)
    form = AskForm(request.POST or None, possible=selectors.may_be_asked(directive))
    if form.is_valid():
        with refusals_on(form):
            made = services.ask_for_answers(by=request.actor, directive=directive, **form.cleaned_data)
            messages.success(request, _("Đã yêu cầu %(count)d nơi trả lời.") % {"count": len(made)})
            return redirect("steering:directive", directive.public_id)
    context = {
        "base": base_of(request),
        "form": form,
        "about": f"{directive} · {directive.title}",
        "back": reverse("steering:directive", args=[directive.public_id]),
        "title": _("Yêu cầu trả lời"),
        "submit": _("Gửi yêu cầu"),
        "note": _("Những nơi được chọn đọc được văn bản này và được báo ngay."),
    }
    return render(request, "steering/answer_form.html", context)


@require_POST
@needs(Permission.EDIT_DIRECTIVES)
def remind(request: ActorRequest, public_id: str) -> HttpResponse:
    """Remind all who have not answered a paper."""
    directive = directive_or_404(request.actor, public_id)
    policies.check_ask(request.actor, directive)
    with refusals_as_messages(request):
        count = services.remind_of_answers(by=request.actor, directive=directive)
        messages.success(request, _("Đã nhắc %(count)d nơi chưa trả lời.") % {"count": count})
    return redirect("steering:directive", directive.public_id)


@needs(Permission.VIEW_STEERING, Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
@records_outside_access("answer.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One request: which paper, who is asked until when, the answer, and what happened to it."""
    actor = request.actor
    asked = selectors.request_or_404(actor, public_id)
    # The answer is of whoever gives it: that unit sees who else read it.
    shows(request, asked, of=asked.owner_unit)
    read = directives(actor).filter(pk__in=[pk for pk in (asked.directive_id, asked.paper_id) if pk])
    context = {
        "base": base_of(request),
        "request_line": RequestLine(asked, clock.today()),
        "asked": asked,
        "papers_read": set(read.values_list("pk", flat=True)),
        "moves": [
            {"label": one.label, "url": _move_url(asked, one)}
            for one in policies.transitions_for(actor, asked)
        ],
        "history": [_shown(step) for step in selectors.history(asked)],
    }
    return render(request, "steering/answer.html", context)


def _move_url(asked: AnswerRequest, transition: Transition) -> str:
    return reverse(f"steering:{transition.name.replace('_', '-')}-answer", args=[asked.public_id])


def _shown(step: AnswerStep) -> dict[str, Any]:
    said = [step.word, step.results, step.proposals]
    return {
        "at": step.at,
        "title": ANSWER_TRANSITIONS[step.name].label,
        "by": step.by.full_name if step.by else "",
        "text": "\n".join(text for text in said if text),
    }


@needs(Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS, Permission.EDIT_DIRECTIVES)
def move(request: ActorRequest, public_id: str, name: str) -> HttpResponse:
    """Make one transition of a request."""
    asked = selectors.request_or_404(request.actor, public_id)
    transition = ANSWER_TRANSITIONS[name]
    policies.check_own(request.actor, asked, transition)
    if request.method != "POST":
        policies.check_transition(request.actor, asked, transition)
    papers = possible_papers(request.actor, selectors.answering_unit(asked)).exclude(pk=asked.directive_id)
    form = RequestForm(
        request.POST or None, transition=transition, papers=papers, initial=_initial(asked, transition)
    )
    if form.is_valid():
        with refusals_on(form, row=asked):
            services.move_request(by=request.actor, request=asked, name=name, **form.cleaned_data)
            _say(request, asked, name)
            return redirect("steering:answer", asked.public_id)
    context = {
        "base": base_of(request),
        "form": form,
        "about": f"{asked.directive} · {asked.directive.title}",
        "back": reverse("steering:answer", args=[asked.public_id]),
        "title": transition.label,
        "submit": transition.label,
        "note": _("Đơn vị giữ văn bản đọc được nội dung này.") if "results" in transition.needs else "",
    }
    return render(request, "steering/answer_form.html", context)


def _initial(asked: AnswerRequest, transition: Transition) -> dict[str, Any]:
    """What was answered before is there to be added to; a new day is typed, unless it is only put off."""
    held = {
        "version": asked.version,
        "results": asked.results,
        "proposals": asked.proposals,
        "paper": asked.paper.public_id if asked.paper else "",
    }
    return held | ({"due_on": asked.due_on} if transition.name == "postpone" else {})


def _say(request: ActorRequest, asked: AnswerRequest, name: str) -> None:
    """Say that it is done, with a button that undoes it where one does."""
    if name not in _UNDONE_BY:
        messages.success(request, _("Đã lưu."))
        return
    said = _("Đã gửi trả lời.") if name == "give" else _("Đã rút yêu cầu.")
    url = _move_url(asked, ANSWER_TRANSITIONS[_UNDONE_BY[name]])
    offer_undo(request, said, url=url, fields=[("version", str(asked.version))])
