"""Pages of tips: log one, one tip with its transitions, its sealed informant."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.encryption import Unreadable
from portal.core.forms import refusals_on
from portal.core.identities.finding import find
from portal.oversight.outside_access import (
    records_nothing,
    records_outside_access,
    shows,
)
from tips import disclosure, informants, policies, redaction, selectors, services
from tips.choices import Category, Urgency
from tips.duty_numbers import duty_number, set_duty_number
from tips.forms import DutyNumberForm, LogTipForm, OpenInformantForm, RedactForm, TransitionForm
from tips.models import Tip, TipTransition
from tips.states import OPEN, TONE, TRANSITIONS


@needs(Permission.LOG_TIPS)
def log(request: ActorRequest) -> HttpResponse:
    """Log a tip. A complaint about police ends on a page that names nothing: the actor may not see it any more."""
    category = request.GET.get("viec", "")
    if request.actor.phone_only and request.method != "POST" and category not in Category.values:
        context = {"categories": Category.choices, "duty": _duty(request)}
        return render(request, "tips/choose_category.html", context)
    form = LogTipForm(request.POST or None, actor=request.actor, initial={"category": category})
    decided = request.POST.get("found", "")
    if decided == "seal":
        # Nothing is saved yet: what was moved is read once more, then sent.
        form = LogTipForm(form.with_found_sealed(), actor=request.actor)
    elif form.is_valid():
        with refusals_on(form):
            tip = services.log_tip(by=request.actor, others_named=decided == "others", **form.details())
            return _to_tip(request, tip, _("Đã ghi tin báo."))
    return render(request, "tips/log.html", _log_context(request, form, moved=decided == "seal"))


def _log_context(request: ActorRequest, form: LogTipForm, *, moved: bool) -> dict:
    chosen = form["category"].value()
    return {
        "form": form,
        "what": Category(chosen).label if chosen in Category.values else "",
        "moved": moved,
        "found": _found(form),
        "redacted": selectors.redacted_lately(request.actor),
        "duty": _duty(request),
    }


def _to_tip(request: ActorRequest, tip: Tip, said: str) -> HttpResponse:
    """On to the tip that was written; to a page that names nothing where it is no longer one's own to see."""
    if not selectors.tips(request.actor).filter(pk=tip.pk).exists():
        return redirect("tips:sent-above")
    messages.success(request, said)
    return redirect("tips:detail", tip.public_id)


def _found(form: LogTipForm) -> dict | None:
    """What in the text made the portal refuse it as naming someone, and what can be done about it."""
    may_be_others = form.is_bound and form.has_error("summary", disclosure.NAMES)
    if not may_be_others and not (form.is_bound and form.has_error("summary", disclosure.TELLS_INFORMANT)):
        return None
    found = find(form["summary"].value() or "")
    return {"parts": found.parts(), "can_seal": bool(found), "may_be_others": may_be_others}


@needs(Permission.LOG_TIPS)
def sent_above(request: ActorRequest) -> HttpResponse:
    """What the person sees after filing a complaint about police: where it went, and that it is not here."""
    return render(request, "tips/sent_above.html")


@needs(Permission.VIEW_TIPS, Permission.LOG_TIPS)
@records_outside_access("tip.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One tip: state, what can be done next, the facts, then history. A look from outside its commune is audited."""
    tip = _tip(request, public_id)
    shows(request, tip)
    return _detail(request, tip)


@needs(Permission.HANDLE_TIPS)
def make_transition(request: ActorRequest, public_id: str, name: str) -> HttpResponse:
    """Make one transition of the table. Refusals and missing fields are shown beside what was typed."""
    tip = _tip(request, public_id)
    if name not in TRANSITIONS:
        raise Http404("no such transition")
    transition = TRANSITIONS[name]
    policies.check_handling_unit(request.actor, tip, transition)
    if request.method != "POST":
        policies.check_transition(request.actor, tip, transition)
    form = TransitionForm(request.POST or None, tip=tip, transition=transition)
    if form.is_valid():
        with refusals_on(form, row=tip):
            services.transition_tip(by=request.actor, tip=tip, name=name, **form.cleaned_data)
            return _to_tip(
                request, tip, _("Đã lưu: %(transition)s.") % {"transition": str(transition.label).lower()}
            )
        form.ask_about_others()
    tip.refresh_from_db()
    # Who did what last: after a conflict, this is what one wants to know before sending again.
    last = selectors.history(request.actor, tip).first()
    context = {"tip": tip, "form": form, "transition": transition, "tone": TONE[tip.state]}
    return render(request, "tips/transition.html", context | {"last": _shown(last) if last else None})


@needs(Permission.HANDLE_TIPS)
def duty(request: ActorRequest) -> HttpResponse:
    """The number that hamlet heads call about what cannot wait."""
    unit = request.actor.workplace
    policies.check_duty_number(request.actor, unit)
    form = DutyNumberForm(request.POST or None, initial={"phone": duty_number(unit.pk)})
    if form.is_valid():
        with refusals_on(form):
            set_duty_number(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã lưu số trực ban."))
            return redirect("tips:list")
    return render(request, "tips/duty_number.html", {"form": form})


@needs(Permission.REDACT_TIPS)
def redact(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take words out of a tip for ever: first shown where they are, then done."""
    tip = _tip(request, public_id)
    policies.check_redact(request.actor, tip)
    form = RedactForm(request.POST or None, initial={"version": tip.version})
    found = None
    if form.is_valid() and "sure" in request.POST:
        with refusals_on(form, row=tip):
            redaction.redact(by=request.actor, tip=tip, **form.cleaned_data)
            messages.success(request, _("Đã xóa. Việc xóa được ghi vào quá trình của tin."))
            return redirect("tips:detail", tip.public_id)
        form.ask_about_others()
    elif form.is_valid() and not (found := redaction.text_locations(tip, form.cleaned_data["words"])):
        form.add_error("words", _("Tin này không có chỗ nào viết như vậy. Chép đúng phần cần xóa."))
    return render(request, "tips/redact.html", {"tip": tip, "form": form, "found": found})


@require_POST
@needs(Permission.OPEN_INFORMANT)
@records_nothing("each opening is audited by itself, also by one's own people")
def open_informant(request: ActorRequest, public_id: str) -> HttpResponse:
    """Open the informant for a reason; shown once in this response, never in a URL."""
    tip = _tip(request, public_id)
    policies.check_open_informant(request.actor, tip)
    form = OpenInformantForm(request.POST)
    if form.is_valid():
        try:
            with refusals_on(form):
                opened = informants.open_sealed(by=request.actor, tip=tip, **form.cleaned_data)
                return _detail(request, tip, informant=opened)
        except Unreadable:
            return _detail(request, tip)  # the page says that no key opens it
        form.ask_about_others()
    return _detail(request, tip, reason_form=form)


def _detail(request: ActorRequest, tip: Tip, **more: Any) -> HttpResponse:
    sees_all = request.actor.may(Permission.VIEW_TIPS, tip)
    can_read = policies.can_read_text(request.actor, tip)
    to_call = request.actor.phone_only and tip.urgency == Urgency.URGENT and tip.state in OPEN
    context = {
        "tip": tip,
        "now": clock.now(),
        "tone": TONE[tip.state],
        "transitions": policies.transitions_for(request.actor, tip),
        "next_transition": policies.next_transition(tip),
        "to_call": to_call,
        "duty": _duty(request) if to_call else "",
        "can_read": can_read,
        "redacted": selectors.redacted_lately(request.actor),
        "can_redact": policies.can_redact(request.actor, tip),
        "history": [_shown(transition, can_read) for transition in selectors.history(request.actor, tip)]
        if sees_all
        else [],
        "sees_all": sees_all,
        "kept": informants.kept(tip) if sees_all else informants.Kept.NOTHING,
        "can_open": policies.can_open_informant(request.actor, tip),
        "reason_form": OpenInformantForm(),
    }
    return render(request, "tips/detail.html", context | {k: v for k, v in more.items() if v is not None})


def _shown(transition: TipTransition, can_read: bool = True) -> dict:
    label = (
        TRANSITIONS[transition.name].label
        if transition.name in TRANSITIONS
        else _OTHER_LABELS[transition.name]
    )
    parts = [*transition.decided, transition.note] if can_read else []
    return {
        "at": transition.at,
        "title": label,
        "by": transition.by,
        "text": " · ".join(part for part in parts if part),
    }


def _duty(request: ActorRequest) -> str:
    """The number to call, for those who send tips by phone; others sit beside it."""
    unit = request.actor.unit
    return duty_number(unit.commune_id) if unit and request.actor.phone_only else ""


_OTHER_LABELS = {
    "log": gettext_lazy("Ghi tin"),
    "open-informant": gettext_lazy("Xem thông tin người báo tin"),
    "name-others": gettext_lazy(
        "Xác nhận tên, số điện thoại nêu ra là của người khác, không phải người báo tin"
    ),
    "redact": gettext_lazy("Xóa thông tin đã ghi"),
    "send-above": gettext_lazy("Chuyển lên cấp trên, nhận như tin mới"),
}


def _tip(request: ActorRequest, public_id: str) -> Tip:
    rows = selectors.tips(request.actor).select_related(
        "unit", "hamlet", "handler", "group", "limit", "logged_by", "followed_by"
    )
    return get_object_or_404(rows, public_id=public_id)
