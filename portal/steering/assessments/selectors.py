"""Reads of the yearly assessment: the roll of a commune, which lists everyone who might be assessed with their sheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor, AnyActor, SystemActor
from portal.bodies.choices import BodyKind
from portal.bodies.liability import LiabilityVerdict, with_verdict
from portal.bodies.models import Body
from portal.steering.assessments.rules import (
    Counted,
    KindShares,
    Obstacle,
    Standing,
    Window,
    all_hold,
    obstacles,
    shares_of,
    standing,
)
from portal.steering.assessments.year_rules import YearRules, year_rules
from portal.steering.choices import CriterionVerdict, SheetStage, SubjectKind
from portal.steering.models import AssessmentSheet, CriterionMark
from portal.units.areas import Area
from portal.units.choices import Level
from portal.units.models import Unit, UnitEdge, not_ended_by
from portal.units.scoping import ScopedModel, ScopedQuerySet
from portal.units.selectors import edges_on

Row = TypeVar("Row", bound=ScopedModel)

_KIND_OF_BODY = {
    BodyKind.AGENCY.value: SubjectKind.AGENCY,
    BodyKind.ENTERPRISE.value: SubjectKind.ENTERPRISE,
    BodyKind.SCHOOL.value: SubjectKind.SCHOOL,
}


def kind_of(subject: Unit | Body) -> SubjectKind:
    """As what a subject is assessed. Bodies of the armed forces, which are not, stand among the agencies."""
    if isinstance(subject, Body):
        return kind_of_body(subject.kind)
    return SubjectKind.COMMUNE if subject.level == Level.COMMUNE else SubjectKind.AREA


def kind_of_body(kind: str) -> SubjectKind:
    """As what a body of a kind is assessed."""
    return _KIND_OF_BODY.get(kind, SubjectKind.AGENCY)


@dataclass(frozen=True)
class Entry:
    """One line of a roll: a subject, whether it is in the base, and its sheet where it has one."""

    subject: Unit | Body
    window: Window
    sheet: AssessmentSheet | None = None

    @property
    def kind(self) -> SubjectKind:
        return SubjectKind(self.sheet.subject) if self.sheet else kind_of(self.subject)

    @property
    def name(self) -> str:
        return self.subject.name if isinstance(self.subject, Body) else self.subject.title

    @property
    def key(self) -> str:
        """Its public id; units and bodies never share one."""
        return self.subject.public_id

    @property
    def body(self) -> Body | None:
        return self.subject if isinstance(self.subject, Body) else None

    @cached_property
    def standing(self) -> Standing:
        """Whether it is in the base, or why not."""
        return standing(
            verdict=self.body.liability.verdict if self.body else LiabilityVerdict.LIABLE,
            began=self.subject.valid_from,
            ended=self.subject.valid_to,
            registered_on=self.registered_on,
            window=self.window,
        )

    @property
    def is_counted(self) -> bool:
        return self.standing is Standing.COUNTED

    @property
    def registered_on(self) -> date | None:
        return self.sheet.registered_on if self.sheet else None

    @property
    def registered_in_time(self) -> bool:
        return self.window.is_registered_in_time(self.registered_on)

    @property
    def registered_late(self) -> bool:
        return self.registered_on is not None and not self.registered_in_time

    @property
    def stage(self) -> SheetStage:
        return self.sheet.stage if self.sheet else SheetStage.UNREGISTERED

    @property
    def is_recognised(self) -> bool:
        return self.stage == SheetStage.RECOGNISED

    @property
    def may_register(self) -> bool:
        """Whether it may be entered as registered: it has not, is liable, and is in the base or would be by registering."""
        is_liable = self.body is None or self.body.liability.verdict == LiabilityVerdict.LIABLE
        would_count = self.standing in (Standing.COUNTED, Standing.BEGAN_LATE)
        return self.registered_on is None and is_liable and would_count


@dataclass(frozen=True)
class Roll:
    """Everyone of a commune who might be assessed in a year; `own` is the commune itself."""

    commune: Unit
    rules: YearRules
    own: Entry
    entries: list[Entry]

    @cached_property
    def shares(self) -> dict[SubjectKind, KindShares]:
        """The shares of each kind."""
        return shares_of(
            Counted(entry.kind, entry.standing, entry.registered_in_time, entry.is_recognised)
            for entry in self.entries
        )

    @property
    def shares_hold(self) -> bool | None:
        """Whether every kind reaches the commune's shares; None while unknown sizes or levels decide it."""
        percents = self.rules.percents
        return all_hold(shares.hold(*percents) for shares in self.shares.values())

    def all(self) -> list[Entry]:
        """The commune itself, then the others."""
        return [self.own, *self.entries]

    def entry_of(self, sheet: AssessmentSheet) -> Entry | None:
        """The line of a sheet; None where its subject is in this commune no more."""
        return next((entry for entry in self.all() if entry.sheet == sheet), None)

    def obstacles_of(self, entry: Entry, marks: Iterable[CriterionMark]) -> list[Obstacle]:
        """What stands against recognising a subject, by what was judged of it."""
        verdicts = {mark.criterion_id: mark.verdict for mark in marks}
        criteria = self.rules.criteria[entry.kind]
        return obstacles(
            standing=entry.standing,
            registered_on=entry.registered_on,
            window=entry.window,
            criteria={row.key for row in criteria},
            met={row.key for row in criteria if verdicts.get(row.pk) == CriterionVerdict.MET},
            failed={row.key for row in criteria if verdicts.get(row.pk) == CriterionVerdict.NOT_MET},
            shares_hold=self.shares_hold if entry.kind == SubjectKind.COMMUNE else True,
        )


def roll_of(actor: AnyActor, commune: Unit, year: int) -> Roll:
    """The roll of one commune. Raises LookupError for a year without rules."""
    found = roll_by(actor, commune, year_rules(year))
    if found is None:
        raise LookupError(f"no assessment of unit {commune.pk} in {year}")
    return found


def roll_by(actor: AnyActor, commune: Unit, rules: YearRules) -> Roll | None:
    """The roll of one commune by the rules of a year; None where there are none."""
    if not rules.exist:
        return None
    edges = areas_within([commune], rules.windows[SubjectKind.AREA]).select_related("child")
    areas = [edge.child for edge in edges.order_by("child__sort", "child")]
    rows = bodies_within(actor, commune, rules.windows[SubjectKind.AGENCY]).select_related("unit")
    bodies = _by_kind(list(rows.order_by("sort", "pk")))
    sheets = _sheets(actor, rules.year, commune, areas, bodies)
    subjects: list[Unit | Body] = [*areas, *bodies]
    entries = [_entry(subject, rules, sheets) for subject in subjects]
    return Roll(commune, rules, _entry(commune, rules, sheets), entries)


def _entry(subject: Unit | Body, rules: YearRules, sheets: dict) -> Entry:
    sheet = sheets.get((isinstance(subject, Body), subject.pk))
    kind = SubjectKind(sheet.subject) if sheet else kind_of(subject)
    return Entry(subject, rules.windows[kind], sheet)


def _by_kind(bodies: list[Body]) -> list[Body]:
    order = list(SubjectKind)
    return sorted(bodies, key=lambda body: order.index(kind_of(body)))


def areas_within(communes: Iterable[Unit], window: Window) -> QuerySet[UnitEdge]:
    """The edges to the hamlets of some communes on the window's last day, and to those that ended within the window."""
    stood = _stood_in(window, "child__")
    return edges_on(window.last).filter(stood, commune__in=communes, child__level=Level.HAMLET)


def bodies_within(actor: AnyActor, unit: Unit, window: Window) -> QuerySet[Body]:
    """The bodies of a unit that the circular names, whether liable or not; `at_commune`: theirs on the window's last day."""
    named = ~with_verdict(LiabilityVerdict.NOT_NAMED)
    area = Area.of(unit, window.last)
    return area.rows(readable(Body, actor)).filter(named, _stood_in(window))


def _stood_in(window: Window, prefix: str = "") -> Q:
    """Units or bodies that stood on some day of a window."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": window.last})
    return not_ended_by(window.first, prefix) & begun


def _sheets(
    actor: AnyActor, year: int, commune: Unit, areas: list[Unit], bodies: list[Body]
) -> dict[tuple[bool, int], AssessmentSheet]:
    """The sheets of a commune and its subjects in a year, by their subject."""
    rows = readable(AssessmentSheet, actor).filter(year=year).select_related("unit", "body")
    own = Q(body__isnull=True, unit__in=[commune, *areas]) | Q(body__in=bodies)
    return {(sheet.body_id is not None, sheet.body_id or sheet.unit_id): sheet for sheet in rows.filter(own)}


def readable(model: type[Row], actor: AnyActor) -> ScopedQuerySet[Row]:
    """The rows of a model that an actor may see; the system sees all."""
    rows: ScopedQuerySet[Row] = model._default_manager.all()  # type: ignore[assignment]  # what a ScopedModel has
    if isinstance(actor, SystemActor):
        return rows.unscoped("a command of the operator, or a job")
    return rows.visible_to(actor)


def sheet_or_404(actor: Actor, public_id: str) -> AssessmentSheet:
    """One sheet that an actor may see; Http404 for any other."""
    rows = AssessmentSheet.objects.visible_to(actor).select_related("unit", "body", "commune")
    return get_object_or_404(rows, public_id=public_id)


def sheets_by_ids(actor: Actor, public_ids: Iterable[str]) -> list[AssessmentSheet]:
    """The sheets of some public ids that an actor may see, in a fixed order."""
    rows = AssessmentSheet.objects.visible_to(actor).filter(public_id__in=list(public_ids))
    return list(rows.select_related("unit", "body", "commune").order_by("pk"))


def marks_of(sheet: AssessmentSheet) -> QuerySet[CriterionMark]:
    """What was judged on a sheet, with who judged it."""
    return CriterionMark.objects.filter(sheet=sheet).select_related("by")
