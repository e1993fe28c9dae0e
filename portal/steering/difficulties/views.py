"""Pages of difficulties: the list, raising one, one with its answer and history, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found
from portal.core.lists import page
from portal.core.transitions import Transition
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_nothing, records_outside_access, shows, shows_list
from portal.steering.difficulties import policies, selectors, services
from portal.steering.difficulties.forms import RaiseForm, StepForm
from portal.steering.difficulties.states import (
    DIFFICULTY_TONE,
    DIFFICULTY_TRANSITIONS,
    OPEN,
    DifficultyState,
)
from portal.steering.difficulties.tables import DifficultyTable
from portal.steering.models import Difficulty, DifficultyStep

# What undoes a transition at once, without a word.
_UNDONE_BY = {"withdraw": "restore"}


@needs(Permission.VIEW_STEERING, Permission.RAISE_DIFFICULTIES)
@records_outside_access("difficulty.list")
def difficulty_list(request: ActorRequest) -> HttpResponse:
    """The difficulties one may see: open ones, or what the address asks for (`loc`)."""
    choices = _choices(request.actor)
    asked = request.GET.get("loc", "")
    chosen = asked if asked in choices else ""
    shows_list(request, *_shown_units(request))
    _label, condition = choices[chosen]
    rows = selectors.difficulties(request.actor).filter(condition)
    empty = nothing_found(request, "", "", filters=("loc",)) if chosen else _none(request)
    context = {
        "list": page(request, DifficultyTable, rows, empty=empty),
        "chips": filter_links(
            request, "loc", [(word, label) for word, (label, _condition) in choices.items()], chosen=chosen
        ),
        "can_raise": request.actor.has(Permission.RAISE_DIFFICULTIES),
    }
    return render(request, "steering/difficulties.html", context)


def _choices(actor: Actor) -> dict[str, tuple[str, Q]]:
    """What the list may be narrowed to, by the word of the address (`loc`): {word: (label, condition)}."""
    own = actor.units_with(Permission.EDIT_STEERING)
    to_answer = {"cho-tra-loi": (_("Chờ đơn vị tôi trả lời"), selectors.waiting_for(own))} if own else {}
    return {
        "": (_("Chưa trả lời"), Q(state__in=OPEN)),
        **to_answer,
        "qua-han": (_("Quá hạn trả lời"), selectors.late(clock.today())),
        "da-tra-loi": (
            _("Đã trả lời"),
            Q(state__in=[DifficultyState.ANSWERED, DifficultyState.CLOSED]),
        ),
        "toi-neu": (_("Tôi nêu"), Q(raised_by=actor.user)),
    }


def _shown_units(request: ActorRequest) -> list:
    """Whose difficulties the list shows: all of those units; of where one only raises them, one's own alone."""
    return request.actor.units_with(Permission.VIEW_STEERING) or [request.actor.workplace]


def _none(request: ActorRequest) -> EmptyText:
    new = reverse("steering:raise-difficulty") if request.actor.has(Permission.RAISE_DIFFICULTIES) else ""
    text = _("Việc gì vướng, không tự giải quyết được thì nêu ở đây; Ban Chỉ đạo trả lời trong hạn.")
    return EmptyText(_("Không có khó khăn nào chưa trả lời"), text, new, _("Nêu khó khăn"))


@needs(Permission.RAISE_DIFFICULTIES)
@records_nothing("an empty form")
def raise_difficulty(request: ActorRequest) -> HttpResponse:
    """Raise a difficulty where one works."""
    unit = request.actor.unit_with(Permission.RAISE_DIFFICULTIES)
    form = RaiseForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = services.raise_difficulty(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã gửi Ban Chỉ đạo."))
            return redirect("steering:difficulty", made.public_id)
    context = {
        "form": form,
        "title": _("Nêu khó khăn, kiến nghị"),
        "about": unit.title,
        "submit": _("Gửi Ban Chỉ đạo"),
        "back": reverse("steering:difficulties"),
        "draft": "difficulty",
        "note": _("Ban Chỉ đạo xã và cấp trên đọc được mục này."),
    }
    return render(request, "steering/difficulty_form.html", context)


@needs(Permission.VIEW_STEERING, Permission.RAISE_DIFFICULTIES)
@records_outside_access("difficulty.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One difficulty: what it is, who owes the answer, the answer, and what happened to it."""
    difficulty = selectors.difficulty_or_404(request.actor, public_id)
    shows(request, difficulty)
    moves = policies.transitions_for(request.actor, difficulty, list(DIFFICULTY_TRANSITIONS))
    context = {
        "difficulty": difficulty,
        "late": difficulty.is_late(clock.today()),
        "tone": DIFFICULTY_TONE[difficulty.state],
        "moves": [{"label": one.label, "url": _move_url(difficulty, one)} for one in moves],
        "history": [_shown(step) for step in selectors.history(difficulty)],
    }
    return render(request, "steering/difficulty.html", context)


def _move_url(difficulty: Difficulty, transition: Transition) -> str:
    return reverse(f"steering:{transition.name.replace('_', '-')}-difficulty", args=[difficulty.public_id])


def _shown(step: DifficultyStep) -> dict[str, Any]:
    label = DIFFICULTY_TRANSITIONS[step.name].label
    title = f"{label} ({step.owner.title})" if step.name == "pass_up" else label
    return {
        "at": step.at,
        "title": title,
        "by": step.by.full_name if step.by else "",
        "text": step.word,
    }


@needs(Permission.EDIT_STEERING, Permission.RAISE_DIFFICULTIES)
@records_outside_access("difficulty.view")
def move(request: ActorRequest, public_id: str, name: str) -> HttpResponse:
    """Make one transition of a difficulty."""
    difficulty = selectors.difficulty_or_404(request.actor, public_id)
    transition = DIFFICULTY_TRANSITIONS[name]
    policies.check_own(request.actor, difficulty, transition)
    shows(request, difficulty)
    if request.method != "POST":
        policies.check_transition(request.actor, difficulty, transition)
    form = StepForm(request.POST or None, transition=transition, initial={"version": difficulty.version})
    if form.is_valid():
        with refusals_on(form, row=difficulty):
            services.move_difficulty(by=request.actor, difficulty=difficulty, name=name, **form.cleaned_data)
            _say(request, difficulty, name)
            return redirect("steering:difficulty", difficulty.public_id)
    back = reverse("steering:difficulty", args=[difficulty.public_id])
    words = {"title": transition.label, "about": difficulty.title, "submit": transition.label}
    context = {"form": form, "back": back, **words}
    return render(request, "steering/difficulty_form.html", context)


def _say(request: ActorRequest, difficulty: Difficulty, name: str) -> None:
    """Say that it is done, with a button that undoes it where one does."""
    if name not in _UNDONE_BY:
        messages.success(request, _("Đã lưu."))
        return
    url = _move_url(difficulty, DIFFICULTY_TRANSITIONS[_UNDONE_BY[name]])
    offer_undo(request, _("Đã rút."), url=url, fields=[("version", str(difficulty.version))])
