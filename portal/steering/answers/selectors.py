"""Queries of requests to answer papers; the first argument is the actor who reads, where rows are scoped."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.answers.states import ANSWER_TONE, OPEN
from portal.steering.committee.selectors import kept_by
from portal.steering.models import AnswerRequest, AnswerStep, Directive
from portal.steering.places import Place, places_of
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import seat_id

_PARTS = ("directive__unit", "owner_unit__hamlet", "owner_body", "answered_by", "unit")


@dataclass(frozen=True)
class RequestLine:
    """A request as it stands on a day."""

    request: AnswerRequest
    today: date

    @property
    def is_late(self) -> bool:
        """Whether it is late, or was answered late."""
        return self.request.is_late(self.today)

    @property
    def words(self) -> str:
        """Its state in words, and whether it is late."""
        if not self.is_late:
            return self.request.get_state_display()
        return _("Quá hạn trả lời") if self.request.is_open else _("Đã trả lời, chậm")

    @property
    def tone(self) -> str:
        """The tone of these words."""
        return "late" if self.is_late and self.request.is_open else ANSWER_TONE[self.request.state]


def requests(actor: Actor) -> QuerySet[AnswerRequest]:
    """The requests an actor may see, each with its paper and owner."""
    return AnswerRequest.objects.visible_to(actor).select_related(*_PARTS)


def request_or_404(actor: Actor, public_id: str) -> AnswerRequest:
    """One request that an actor may see, with its paper, owner and the paper of the answer; Http404 for any other."""
    return get_object_or_404(requests(actor).select_related("paper"), public_id=public_id)


def requests_of(actor: Actor, directive: Directive) -> list[RequestLine]:
    """Who is asked to answer a paper, as far as an actor may see it: what is not answered first, by its day."""
    today = clock.today()
    rows = requests(actor).filter(directive=directive).order_by("due_on", "pk")
    return sorted((RequestLine(row, today) for row in rows), key=lambda line: not line.request.is_open)


def own_requests(actor: Actor) -> QuerySet[AnswerRequest]:
    """The requests that are for an actor's own units or bodies to answer and not answered, what is due first at the top."""
    return requests(actor).filter(AnswerRequest.owned_by(actor), state__in=OPEN).order_by("due_on", "pk")


def owed_in(actor: Actor, unit: Unit) -> QuerySet[AnswerRequest]:
    """The requests that a unit, or a body of its own, has not answered, as far as an actor may see them."""
    return requests(actor).filter(kept_by(unit, "owner_unit"), state__in=OPEN).order_by("due_on", "pk")


def history(request: AnswerRequest) -> list[AnswerStep]:
    """What happened to a request, the latest first."""
    return list(request.steps.select_related("by").order_by("-id"))


def may_be_asked(directive: Directive) -> list[Place]:
    """The units and bodies that may be asked to answer a paper today and are not yet: those that its unit's committee may
    name, without the unit itself and self-managed teams, whose hamlets answer."""
    named = AnswerRequest.objects.unscoped("who is asked already").filter(directive=directive)
    taken = set(named.values_list("owner_unit", "owner_body"))
    seat = seat_id(directive.unit)
    places = places_of(directive.unit, clock.today())
    return [
        place
        for place in places
        if (place.unit.pk, place.body and place.body.pk) not in taken
        and (place.body or place.unit.pk != seat)
        and (place.body or place.unit.level != Level.SELF_MANAGED_TEAM)
    ]


def answering_unit(request: AnswerRequest) -> Unit:
    """The unit in whose register the paper of an answer is."""
    return Unit.objects.get(pk=request.keeper_id)


def open_of(directive: Directive) -> QuerySet[AnswerRequest]:
    """The requests of a paper that are not answered; for services that asked who may remind of them."""
    rows = AnswerRequest.objects.unscoped("requests of one paper, whose keeper reminds of them")
    return rows.filter(Q(directive=directive), state__in=OPEN).select_related("owner_unit", "unit")
