"""Changes to requests to answer a paper: `ask_for_answers`, `remind_of_answers`, and `move_request`, which alone changes a state."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audited_writes, clock, locks
from portal.core.errors import NotNow
from portal.core.plain_text import plain
from portal.core.submissions import Key, claim
from portal.core.transitions import Transition
from portal.steering.answers import notices, policies
from portal.steering.answers.selectors import answering_unit, may_be_asked, open_of
from portal.steering.answers.states import ANSWER_TRANSITIONS, OPEN, AnswerState
from portal.steering.directives.selectors import of_register
from portal.steering.models import AnswerRequest, AnswerStep, Directive
from portal.steering.places import Place
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row


class Said(TypedDict, total=False):
    """What is said with a transition of a request; its row of the table says what it needs."""

    results: str
    proposals: str
    paper: Directive | None
    word: str
    due_on: date | None


@transaction.atomic
def ask_for_answers(
    *, by: AnyActor, directive: Directive, places: Sequence[Place], due_on: date, key: Key | None = None
) -> list[AnswerRequest]:
    """Ask units and bodies to answer a paper until the end of a day; each is told.

    Raises Refused or NotNow (policies.check_ask), ValidationError by field.
    """
    lock_row(directive)
    policies.check_ask(by, directive)
    sent = claim(key, by=by, model=AnswerRequest, about=directive)
    if sent.earlier:
        return [sent.earlier]
    _check_due(due_on)
    possible = {place.key for place in may_be_asked(directive)}
    if not places or any(place.key not in possible for place in places):
        raise ValidationError(
            {"places": _("Chọn những nơi thuộc địa bàn, hiện còn hoạt động, chưa được yêu cầu.")}
        )
    made = [_ask(directive, place, due_on, by=by) for place in places]
    sent.keep(made[0])
    return made


def _ask(directive: Directive, place: Place, due_on: date, *, by: AnyActor) -> AnswerRequest:
    request = AnswerRequest(
        directive=directive,
        owner_unit=place.unit,
        owner_body=place.body,
        asked_on=clock.today(),
        due_on=due_on,
    )
    request.place_like(directive)
    audited_writes.add_row(request, by=by, action="answer.ask")
    notices.tell_owner(request, notices.ASKED, by=by)
    return request


@transaction.atomic
def remind_of_answers(*, by: AnyActor, directive: Directive) -> int:
    """Remind all who owe an answer to a paper, each once a day; how many.

    Raises Refused for who does not keep the register of the paper, NotNow where nobody is left to be reminded today.
    """
    lock_row(directive)
    policies.check_ask(by, directive)
    today = clock.today()
    waiting = locks.lock_all(open_of(directive).exclude(reminded_on=today))
    for request in waiting:
        audited_writes.change_row(request, by=by, action="answer.remind", reminded_on=today)
        notices.tell_owner(request, notices.REMINDED, by=by)
    if not waiting:
        raise NotNow(_("Nơi nào cũng đã trả lời, hoặc hôm nay đã được nhắc."))
    return len(waiting)


@transaction.atomic
def move_request(
    *, by: AnyActor, request: AnswerRequest, name: str, version: int, **said: Unpack[Said]
) -> AnswerRequest:
    """Make one transition of the table, with what is said with it, and write its history.

    Raises KeyError for a name that is none, Conflict, Refused or NotNow, ValidationError by field.
    """
    transition = ANSWER_TRANSITIONS[name]
    lock_row(request)
    policies.check_transition(by, request, transition)
    audited_writes.check_version(request, version)
    given: dict[str, Any] = {"results": "", "proposals": "", "word": ""} | {
        field: plain(value) if isinstance(value, str) else value for field, value in said.items()
    }
    _check(request, transition, given)
    changes = _changes(request, transition, given, by)
    if name != "correct":
        notices.settle(request)
    audited_writes.change_row(request, by=by, action=f"answer.{name}", version=version, **changes)
    AnswerStep.objects.create(
        request=request,
        name=name,
        at=clock.now(),
        by=by.user,
        word=given["word"],
        due_on=request.due_on,
        results=given["results"],
        proposals=given["proposals"],
    )
    _tell(request, name, by)
    return request


def _changes(
    request: AnswerRequest, transition: Transition, given: dict[str, Any], by: AnyActor
) -> dict[str, Any]:
    """What a transition changes. An answer that is corrected keeps its day: it was there in time or late."""
    changes: dict[str, Any] = {"state": transition.target or request.state}
    if "results" in transition.needs:
        changes |= {"results": given["results"], "proposals": given["proposals"], "paper": given.get("paper")}
    if "due_on" in transition.needs:
        changes["due_on"] = given["due_on"]
    if transition.name == "give":
        changes |= {"answered_on": clock.today(), "answered_by": by.user}
    elif changes["state"] != AnswerState.ANSWERED:
        changes |= {"answered_on": None, "answered_by": None}
    return changes


def _tell(request: AnswerRequest, name: str, by: AnyActor) -> None:
    if request.state == AnswerState.ANSWERED:
        notices.tell_issuer(request, by=by)
    elif name == "send_back":
        notices.tell_owner(request, notices.SENT_BACK, by=by)
    elif request.state in OPEN and name != "take_back":
        notices.tell_owner(request, notices.ASKED, by=by)


def _check(request: AnswerRequest, transition: Transition, given: dict[str, Any]) -> None:
    missing = [need for need in transition.needs if not given.get(need)]
    if missing:
        raise ValidationError(dict.fromkeys(missing, _("Ghi mục này rồi gửi lại.")))
    proposed = copy(request)
    proposed.results, proposed.proposals = given["results"], given["proposals"]
    check_not_secret(proposed, ("results", "proposals"))
    check_not_secret(AnswerStep(word=given["word"]), ("word",))
    if "due_on" in transition.needs:
        _check_due(given["due_on"])
    if given.get("paper"):
        _check_paper(request, given["paper"])


def _check_due(due_on: date) -> None:
    if due_on < clock.today():
        raise ValidationError({"due_on": _("Hạn trả lời không thể trước hôm nay.")})


def _check_paper(request: AnswerRequest, paper: Directive) -> None:
    """The paper of an answer is another one, of the register of who answers."""
    rows = Directive.objects.unscoped("narrowed to the register of who answers")
    own = rows.filter(of_register(answering_unit(request))).exclude(pk=request.directive_id)
    if not own.filter(pk=paper.pk).exists():
        raise ValidationError({"paper": _("Chỉ chọn văn bản trong sổ của đơn vị trả lời.")})
