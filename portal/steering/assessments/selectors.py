"""Reads of the yearly assessment: the roll of a commune, which lists everyone who might be assessed with their sheets."""

from collections import defaultdict
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
from portal.units.models import Unit, not_ended_by
from portal.units.scoping import ScopedModel, ScopedQuerySet
from portal.units.selectors import communes_on, edges_on

Row = TypeVar("Row", bound=ScopedModel)

_KIND_OF_BODY = {
    BodyKind.AGENCY.value: SubjectKind.AGENCY,
    BodyKind.ENTERPRISE.value: SubjectKind.ENTERPRISE,
    BodyKind.SCHOOL.value: SubjectKind.SCHOOL,
}


def kind_of(subject: Unit | Body) -> SubjectKind:
    """As what a subject is assessed. Bodies of the armed forces, which are not, stand among the agencies."""
    if isinstance(subject, Body):
        return _KIND_OF_BODY.get(subject.kind, SubjectKind.AGENCY)
    return SubjectKind.COMMUNE if subject.level == Level.COMMUNE else SubjectKind.AREA


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
    """The roll of one commune. Raises LookupError for a year without rules, or where the commune stood in no day of it."""
    found = rolls(actor, commune, year_rules(year))
    if not found:
        raise LookupError(f"no assessment of unit {commune.pk} in {year}")
    return found[0]


def rolls(actor: AnyActor, unit: Unit, rules: YearRules) -> list[Roll]:
    """The rolls of all communes within a unit, by name; the number of queries does not grow with them."""
    if not rules.exist:
        return []
    day = rules.windows[SubjectKind.COMMUNE].last
    communes = list(communes_on(unit, day))
    areas = _areas_by_commune(communes, rules.windows[SubjectKind.AREA])
    bodies = _bodies_by_commune(actor, unit, rules.windows[SubjectKind.AGENCY])
    sheets = _sheets(actor, rules.year, communes, areas, bodies)
    return [
        Roll(
            commune,
            rules,
            _entry(commune, rules, sheets),
            [
                *(_entry(area, rules, sheets) for area in areas[commune.pk]),
                *(_entry(body, rules, sheets) for body in _by_kind(bodies[commune.pk])),
            ],
        )
        for commune in communes
    ]


def _entry(subject: Unit | Body, rules: YearRules, sheets: dict) -> Entry:
    sheet = sheets.get((isinstance(subject, Body), subject.pk))
    kind = SubjectKind(sheet.subject) if sheet else kind_of(subject)
    return Entry(subject, rules.windows[kind], sheet)


def _by_kind(bodies: list[Body]) -> list[Body]:
    order = list(SubjectKind)
    return sorted(bodies, key=lambda body: order.index(kind_of(body)))


def _areas_by_commune(communes: list[Unit], window: Window) -> dict[int, list[Unit]]:
    """The hamlets of each commune on the window's last day, and those that ended within the window."""
    stood = _stood_in(window, "child__")
    edges = edges_on(window.last).filter(stood, commune__in=communes, child__level=Level.HAMLET)
    found: dict[int, list[Unit]] = defaultdict(list)
    for edge in edges.select_related("child").order_by("child__sort", "child"):
        if edge.commune_id:
            found[edge.commune_id].append(edge.child)
    return found


def _bodies_by_commune(actor: AnyActor, unit: Unit, window: Window) -> dict[int, list[Body]]:
    """The bodies that the circular names, whether liable or not, of each commune on the window's last day."""
    named = ~with_verdict(LiabilityVerdict.NOT_NAMED)
    area = Area.of(unit, window.last)
    rows = area.rows(readable(Body, actor)).filter(named, _stood_in(window)).select_related("unit")
    found: dict[int, list[Body]] = defaultdict(list)
    for row in rows.order_by("sort", "pk"):
        found[row.at_commune].append(row)
    return found


def _stood_in(window: Window, prefix: str = "") -> Q:
    """Units or bodies that stood on some day of a window."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": window.last})
    return not_ended_by(window.first, prefix) & begun


def _sheets(
    actor: AnyActor,
    year: int,
    communes: list[Unit],
    areas: dict[int, list[Unit]],
    bodies: dict[int, list[Body]],
) -> dict[tuple[bool, int], AssessmentSheet]:
    """The sheets of a year by their subject; of one commune only those of its own subjects are read."""
    rows = readable(AssessmentSheet, actor).filter(year=year).select_related("unit", "body")
    if len(communes) == 1:
        commune = communes[0]
        of_units = Q(body__isnull=True, unit__in=[commune, *areas[commune.pk]])
        rows = rows.filter(of_units | Q(body__in=bodies[commune.pk]))
    return {(sheet.body_id is not None, sheet.body_id or sheet.unit_id): sheet for sheet in rows}


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
