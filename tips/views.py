"""Screens of tips: list, log, one tip, its moves, the sealed door."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.forms import attempt
from portal.core.identities.finding import find
from portal.core.lists import address, nothing_found, page
from portal.core.sealing import Unreadable
from portal.hierarchy import drilldown
from portal.oversight.looks import noted, shows, shows_desk, shows_list, unnoted
from tips import disclosure, informants, policies, selectors, services
from tips.choices import Category
from tips.forms import LogTipForm, MoveForm, OpenInformantForm
from tips.indicators import TIPS
from tips.models import Tip
from tips.states import MOVES, OPEN, TONE, TipState
from tips.tables import TipTable

# A filter over the own desk is one of the counts of the day, so that its figure opens exactly these rows.
_OWN_DESK = {"can-lam": "open", "den-han": "due_today", "qua-han": "overdue", "moi": "new"}
_FILTERS = {
    "can-lam": gettext_lazy("Chờ xử lý"),
    "den-han": gettext_lazy("Đến hạn hôm nay"),
    "qua-han": gettext_lazy("Quá hạn"),
    "moi": gettext_lazy("Mới"),
    "da-xong": gettext_lazy("Đã xong"),
    "tat-ca": gettext_lazy("Tất cả"),
}


@needs(Permission.VIEW_TIPS, Permission.LOG_TIPS)
@noted("tip.list")
def tip_list(request: HttpRequest) -> HttpResponse:
    """The tips one may see: by state, by words, or behind a figure."""
    query = request.GET.get("q", "").strip()
    rows, drill = drilldown.narrow(request, selectors.tips(request.actor, query=query), TIPS)
    wide = bool(query or drill or request.actor.phone_only)
    chosen = request.GET.get("loc", "tat-ca" if wide else "can-lam")
    if chosen not in _FILTERS:
        chosen = "tat-ca"
    units = [drill.area.unit] if drill else request.actor.units_with(Permission.VIEW_TIPS)
    if chosen in _OWN_DESK:
        shows_desk(request, drill.area.unit if drill else request.actor.unit)
    else:
        shows_list(request, *(units or [request.actor.unit]))
    can_log = request.actor.has(Permission.LOG_TIPS)
    # Whose desk a tip lies on, and which limit runs, is not for those who only sent it.
    hidden = ("due", "handler") if request.actor.phone_only else ()
    new = (reverse("tips:new"), _("Ghi tin báo")) if can_log else ("", "")
    empty = (
        nothing_found(request, query, _("mọi tin anh/chị được xem"), filters=("loc",))
        if query or drill
        else (_("Chưa có tin nào ở đây"), _("Tin mới ghi sẽ hiện ở trang này."), *new)
    )
    context = {
        "list": page(
            request,
            TipTable,
            _filtered(request, rows, chosen),
            caption=_("Tin báo"),
            empty=empty,
            exclude=hidden,
        ),
        "chips": [
            {"label": label, "url": address(request, loc=name), "active": name == chosen}
            for name, label in _FILTERS.items()
        ],
        "query": query,
        "drill": drill,
        "can_log": can_log,
    }
    return render(request, "tips/list.html", context)


@needs(Permission.LOG_TIPS)
def log(request: HttpRequest) -> HttpResponse:
    """Log a tip. A complaint about police ends on a page that names nothing: it is no longer ours to see."""
    category = request.GET.get("viec", "")
    if request.actor.phone_only and request.method != "POST" and category not in Category.values:
        return render(request, "tips/choose_category.html", {"categories": Category.choices})
    form = LogTipForm(request.POST or None, actor=request.actor, initial={"category": category})
    decided = request.POST.get("found", "")
    if decided == "seal":
        # Nothing is saved yet: what was moved is read once more, then sent.
        form = LogTipForm(form.with_found_sealed(), actor=request.actor)
    elif request.method == "POST" and form.is_valid():
        others_named = decided == "others"
        tip = attempt(
            form, lambda: services.log_tip(by=request.actor, others_named=others_named, **form.details())
        )
        if tip and not selectors.tips(request.actor).filter(pk=tip.pk).exists():
            return redirect("tips:sent-above")
        if tip:
            messages.success(request, _("Đã ghi tin báo."))
            return redirect("tips:detail", tip.public_id)
    chosen = form["category"].value()
    context = {
        "form": form,
        "what": Category(chosen).label if chosen in Category.values else "",
        "moved": decided == "seal",
        "found": _found(form),
    }
    return render(request, "tips/log.html", context)


def _found(form: LogTipForm) -> dict | None:
    """What in the text made the portal refuse it as naming someone, and what can be done about it."""
    may_be_others = form.is_bound and form.has_error("summary", disclosure.NAMES)
    if not may_be_others and not (form.is_bound and form.has_error("summary", disclosure.TELLS)):
        return None
    found = find(form["summary"].value() or "")
    return {"parts": found.parts(), "can_seal": bool(found), "may_be_others": may_be_others}


@needs(Permission.LOG_TIPS)
def sent_above(request: HttpRequest) -> HttpResponse:
    """What the person sees after filing a complaint about police: where it went, and that it is not here."""
    return render(request, "tips/sent_above.html")


@needs(Permission.VIEW_TIPS, Permission.LOG_TIPS)
@noted("tip.view")
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One tip: state, what can be done next, the facts, then history. A look from outside its commune is audited."""
    tip = _tip(request, public_id)
    shows(request, tip)
    return _detail(request, tip)


@needs(Permission.HANDLE_TIPS)
def move(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Make one move of the table. Refusals and missing things stand beside what was typed."""
    tip = _tip(request, public_id)
    if name not in MOVES:
        raise Http404("no such move")
    step = MOVES[name]
    policies.check_holds(request.actor, tip, step)
    if request.method != "POST":
        policies.check_move(request.actor, tip, step)
    form = MoveForm(request.POST or None, tip=tip, move=step)
    if request.method == "POST" and form.is_valid():
        moved = attempt(
            form,
            lambda: services.move_tip(by=request.actor, tip=tip, move=name, **form.cleaned_data),
            thing=tip,
        )
        form.ask_about_others()
        if moved and not selectors.tips(request.actor).filter(pk=tip.pk).exists():
            return redirect("tips:sent-above")
        if moved:
            messages.success(request, _("Đã lưu: %(move)s.") % {"move": str(step.label).lower()})
            return redirect("tips:detail", tip.public_id)
    tip.refresh_from_db()
    # Who did what last: after a conflict, this is what one wants to know before sending again.
    last = selectors.history(request.actor, tip).first()
    context = {
        "tip": tip,
        "form": form,
        "move": step,
        "tone": TONE[tip.state],
        "last": _step(last) if last else None,
    }
    return render(request, "tips/move.html", context)


@require_POST
@needs(Permission.OPEN_INFORMANT)
@unnoted("each opening is audited by itself, also by one's own people")
def open_informant(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open who told, for a reason; shown once in this answer, never in a URL."""
    tip = _tip(request, public_id)
    policies.check_open_informant(request.actor, tip)
    form = OpenInformantForm(request.POST)
    opened = None
    if form.is_valid():
        try:
            opened = attempt(
                form, lambda: informants.open_sealed(by=request.actor, tip=tip, **form.cleaned_data)
            )
        except Unreadable:
            return _detail(request, tip)  # the page says that no key opens it
        form.ask_about_others()
    return _detail(request, tip, reason_form=form if opened is None else None, informant=opened)


def _detail(request: HttpRequest, tip: Tip, **more) -> HttpResponse:
    sees_all = request.actor.may(Permission.VIEW_TIPS, tip)
    context = {
        "tip": tip,
        "now": clock.now(),
        "tone": TONE[tip.state],
        "moves": policies.moves_for(request.actor, tip),
        "history": [_step(step) for step in selectors.history(request.actor, tip)] if sees_all else [],
        "sees_all": sees_all,
        "kept": informants.kept(tip) if sees_all else informants.Kept.NOTHING,
        "can_open": policies.can_open_informant(request.actor, tip),
        "reason_form": OpenInformantForm(),
    }
    return render(request, "tips/detail.html", context | {k: v for k, v in more.items() if v is not None})


def _step(step) -> dict:
    label = MOVES[step.move].label if step.move in MOVES else _OTHER_STEPS[step.move]
    parts = [step.get_recipient_display() if step.recipient else "", step.document_number, step.note]
    return {"at": step.at, "title": label, "by": step.by, "text": " · ".join(part for part in parts if part)}


def _filtered(request: HttpRequest, rows, chosen: str):
    """Rows by one of `_FILTERS`. What asks for work is asked of those who hold the tip; those above read the rest."""
    if chosen in _OWN_DESK:
        rows = rows.filter(selectors.DAY_COUNTS[_OWN_DESK[chosen]](clock.now()))
        return rows if request.actor.phone_only else rows.filter(selectors.held_by(request.actor.unit))
    return rows.exclude(state__in=[*OPEN, TipState.VOID]) if chosen == "da-xong" else rows


_OTHER_STEPS = {
    "log": gettext_lazy("Ghi tin"),
    "open-informant": gettext_lazy("Xem thông tin người báo tin"),
    "name-others": gettext_lazy(
        "Xác nhận tên, số điện thoại nêu ra là của người khác, không phải người báo tin"
    ),
    "send-above": gettext_lazy("Chuyển lên cấp trên, nhận như tin mới"),
}


def _tip(request: HttpRequest, public_id: str) -> Tip:
    rows = selectors.tips(request.actor).select_related(
        "unit", "hamlet", "handler", "group", "limit", "logged_by", "followed_by"
    )
    return get_object_or_404(rows, public_id=public_id)
