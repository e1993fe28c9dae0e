"""Pages of the amendment wizard: choose a kind, answer its questions, preview, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.accounts.selectors import units_held
from portal.core import clock
from portal.core.errors import Refused
from portal.core.forms import KeyedForm, refusals_on
from portal.core.submissions import claim, made_before
from portal.core.undo import offer_undo
from portal.unit_pages.amendments.forms import EffectForm
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, subject_of
from portal.unit_pages.amendments.kinds import offered
from portal.unit_pages.amendments.kinds.create import HamletForm
from portal.unit_pages.amendments.summaries import summarize, when
from portal.unit_pages.amendments.wizard import CONFIRMED, SEEN, Unanswered, Wizard
from portal.units.amendments import policies, services
from portal.units.amendments.kinds import AmendmentPlan, read
from portal.units.amendments.preview import preview
from portal.units.amendments.preview_fingerprint import changed_since, fingerprint_of
from portal.units.choices import AmendmentKind, AmendmentState
from portal.units.models import Amendment, Unit


@needs(Permission.CHANGE_UNITS)
def choose(request: ActorRequest, public_id: str) -> HttpResponse:
    """What this person can do to a unit."""
    subject = _subject(request, public_id)
    guides = offered(request.actor, subject)
    if not guides:
        return _not_offered(request, subject)
    context = {"unit": subject.unit, "guides": guides.items()}
    return render(request, "unit_pages/amendment_choose.html", context)


@needs(Permission.CHANGE_UNITS)
def change(request: ActorRequest, public_id: str, kind: str) -> HttpResponse:
    """One amendment: a question a page, then what it would do, then the confirmation. Nothing is written before that, nor
    when what was confirmed no longer holds: the page says so, and shows what it would do by now."""
    form = KeyedForm(request.POST if CONFIRMED in request.POST else None)
    confirmed = form.is_valid()
    if confirmed and (before := made_before(form.cleaned_data["key"], by=request.actor, model=Amendment)):
        return redirect("units:amendment", before.public_id)
    subject = _subject(request, public_id)
    guide = offered(request.actor, subject).get(_kind(kind))
    if guide is None:
        return _not_offered(request, subject)
    wizard = Wizard(request.POST)
    shown = {"unit": subject.unit, "guide": guide}
    try:
        plan, effect = _answers(request.actor, guide, wizard, subject)
    except Unanswered as still:
        if confirmed and still.form.is_bound:
            # It was answered when the preview was shown.
            still.form.add_error(None, changed_since([subject.unit]))
        return render(request, "unit_pages/amendment_step.html", shown | _question(wizard, still))
    if confirmed:
        with refusals_on(form):
            return _decided(request, form, plan, effect)
    shown |= {"form": form, "hidden": wizard.carried(), "steps": list(enumerate(wizard.forms))}
    return render(request, "unit_pages/amendment_preview.html", shown | _preview(plan, effect))


def _kind(name: str) -> AmendmentKind:
    if name not in AmendmentKind.values:
        raise Http404("no such amendment")
    return AmendmentKind(name)


def _decided(request: ActorRequest, form: KeyedForm, plan: AmendmentPlan, effect: EffectForm) -> HttpResponse:
    """Make the amendment that was confirmed, once a key, and go to its page. Raises what the service refuses."""
    given = effect.cleaned_data | {"seen": request.POST.get(SEEN, "")}
    sent = claim(form.cleaned_data["key"], by=request.actor, model=Amendment)
    amendment = sent.earlier or sent.keep(services.decide_amendment(by=request.actor, plan=plan, **given))
    messages.success(request, _success(amendment))
    return redirect("units:amendment", amendment.public_id)


@needs(Permission.EDIT_GROUPS)
def add_hamlet(request: ActorRequest, public_id: str) -> HttpResponse:
    """Add a hamlet or self-managed team to one's commune on one page: the same amendment, undone as easily."""
    commune = get_object_or_404(units_held(request.actor, Permission.EDIT_GROUPS), public_id=public_id)
    form = HamletForm(request.POST or None, commune=commune)
    if form.is_valid():
        given = form.cleaned_data
        effect = {"on": given["valid_from"], "legal_act": given["legal_act"]}
        with refusals_on(form):
            amendment = services.decide_amendment(by=request.actor, plan=form.plan(), **effect)
            undo = reverse("units:undo-amendment", args=[amendment.public_id])
            offer_undo(request, _success(amendment), url=undo, fields=[("version", str(amendment.version))])
            return redirect("units:detail", commune.public_id)
    return render(request, "unit_pages/hamlet_form.html", {"form": form, "commune": commune})


def _subject(request: ActorRequest, public_id: str) -> AmendmentSubject:
    places = ("parent", "province", "district", "commune", "hamlet")
    unit = get_object_or_404(Unit.objects.select_related(*places), public_id=public_id)
    subject = subject_of(request.actor, unit)
    if subject is None:
        raise Http404("outside the area")
    return subject


def _not_offered(request: ActorRequest, subject: AmendmentSubject) -> HttpResponse:
    """Back to the unit where it has an end, since somebody may have ended it after the form was opened. Else raises
    Refused: it is a matter of rights."""
    words = {"unit": subject.unit.title}
    if subject.unit.valid_to is None:
        raise Refused(
            _("%(unit)s không thuộc quyền thay đổi của anh/chị: việc này do đơn vị cấp trên làm.") % words
        )
    messages.warning(request, _("%(unit)s đã có ngày kết thúc nên không thay đổi được nữa.") % words)
    return redirect("units:detail", subject.unit.public_id)


def _answers(
    actor: Actor, guide: Guide, wizard: Wizard, subject: AmendmentSubject
) -> tuple[AmendmentPlan, EffectForm]:
    """The plan the answers make, permitted and checked, and the answered question about its day. Raises Unanswered at the
    first question that is open or was answered in a way the checks refuse."""
    plan, effect = guide.ask(wizard, subject)
    policies.check_amendment(actor, plan)
    try:
        plan.check(effect.cleaned_data["on"])
    except ValidationError as problem:
        raise wizard.blame(problem) from problem
    return plan, effect


def _question(wizard: Wizard, still: Unanswered) -> dict:
    """The question that is open, with all that was answered before it."""
    return {"form": still.form, "number": still.number, "hidden": wizard.carried(still.form)}


def _preview(plan: AmendmentPlan, effect: EffectForm) -> dict:
    """What the preview shows of a plan."""
    on = effect.cleaned_data["on"]
    counted = preview(plan, on)
    return {
        "summary": summarize(plan, on),
        "when": when(on, clock.today()),
        "legal_act": effect.cleaned_data["legal_act"],
        "preview": counted,
        "seen": fingerprint_of(plan, on),
        "moves": counted.below or any(line.number for line in counted.lines),
        "left_open": plan.left_open(counted.undecided),
    }


def _success(amendment: Amendment) -> str:
    words = {"amendment": summarize(read(amendment.kind, amendment.details), amendment.on).title}
    if amendment.state == AmendmentState.PLANNED:
        return _("Đã lên lịch: %(amendment)s. Việc này tự thực hiện khi đến ngày.") % words
    return _("Đã thực hiện: %(amendment)s.") % words
