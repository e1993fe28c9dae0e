"""Queries of papers; the first argument is the actor who reads."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.core.text_search import narrow
from portal.steering.models import Directive
from portal.units.models import Unit, valid_on
from portal.units.scoping import PLACES, column_of, seat_id


def directives(actor: Actor, *, query: str = "") -> QuerySet[Directive]:
    """The papers an actor may see."""
    return narrow(Directive.objects.visible_to(actor), query)


def own_directives(actor: Actor, unit: Unit) -> QuerySet[Directive]:
    """The papers of a unit's own register that an actor may see, newest first."""
    return directives(actor).filter(unit=unit).order_by("-issued_on", "public_id")


def directive_or_404(actor: Actor, public_id: str) -> Directive:
    """One paper that an actor may see, with its unit and file; Http404 for any other."""
    rows = Directive.objects.visible_to(actor).select_related("unit", "file")
    return get_object_or_404(rows, public_id=public_id)


def in_force(on: date) -> Q:
    """Papers in force on a day."""
    return valid_on(on, start="issued_on", end="ended_on")


def may_be_rested_on(unit: Unit) -> Q:
    """Papers that one of this unit may rest on: those of its register, its predecessors' among them, and those that units
    above handed down."""
    above = {getattr(unit, f"{place}_id") for place in PLACES} - {None, seat_id(unit)}
    return of_register(unit) | Q(handed_down=True, unit__in=above)


def of_register(unit: Unit) -> Q:
    """Papers of a unit's register, its predecessors' among them."""
    return Q(**{column_of(unit): seat_id(unit), "unit__level": unit.level})


def possible_papers(actor: Actor, unit: Unit) -> QuerySet[Directive]:
    """The papers of a unit's register that an actor is offered, as what issued a plan or as an answer, newest first."""
    rows = Directive.objects.visible_to(actor).filter(of_register(unit))
    return rows.order_by(F("issued_on").desc(), "public_id")


def bases_of(directive: Directive) -> list[Directive]:
    """What a paper rests on."""
    return [link.basis for link in directive.bases.select_related("basis")]


def possible_bases(actor: Actor, unit: Unit) -> QuerySet[Directive]:
    """The papers that an actor is offered as what one of this unit rests on, newest first."""
    rows = Directive.objects.visible_to(actor).filter(may_be_rested_on(unit))
    return rows.order_by(F("issued_on").desc(), "public_id")
