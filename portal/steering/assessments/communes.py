"""The shares of all communes of a province or district, for the table of its page."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from portal.accounts.actor import AnyActor
from portal.bodies.choices import TRAIT_COLUMN
from portal.bodies.liability import LiabilityVerdict, liability
from portal.steering.assessments.rules import Counted, KindShares, all_hold, shares_of, standing
from portal.steering.assessments.selectors import (
    Entry,
    areas_within,
    bodies_within,
    kind_of_body,
    readable,
)
from portal.steering.assessments.year_rules import YearRules
from portal.steering.choices import AssessmentOutcome, SubjectKind
from portal.steering.models import AssessmentSheet
from portal.units.models import Unit
from portal.units.selectors import communes_on

#: What the rules look at; the database counts the subjects that are alike in all of it.
_DAYS = ("valid_from", "valid_to")
_TRAITS = tuple(TRAIT_COLUMN.values())
_OF_SHEET = ("subject", "registered_on", "outcome")


@dataclass(frozen=True)
class CommuneShares:
    """A commune in a year: its own entry, and its subjects as the shares count them."""

    commune: Unit
    rules: YearRules
    own: Entry
    counted: list[Counted]

    @cached_property
    def shares(self) -> dict[SubjectKind, KindShares]:
        """The shares of each kind."""
        return shares_of(self.counted)

    @property
    def shares_hold(self) -> bool | None:
        """Whether every kind reaches the commune's shares; None while unknown sizes or levels decide it."""
        return all_hold(shares.hold(*self.rules.percents) for shares in self.shares.values())


def shares_of_communes(actor: AnyActor, unit: Unit, rules: YearRules) -> list[CommuneShares]:
    """The communes within a unit by name, each as its roll counts it.

    Subjects are counted by the database, so neither queries nor rows read grow with the areas and bodies of a commune.
    """
    if not rules.exist:
        return []
    communes = list(communes_on(unit, rules.windows[SubjectKind.COMMUNE].last))
    counted: dict[int, list[Counted]] = defaultdict(list)
    for commune, one in (*_areas(actor, communes, rules), *_bodies(actor, unit, rules)):
        counted[commune].append(one)
    of_communes = readable(AssessmentSheet, actor).filter(year=rules.year, subject=SubjectKind.COMMUNE)
    sheets = {sheet.unit_id: sheet for sheet in of_communes}
    window = rules.windows[SubjectKind.COMMUNE]
    return [
        CommuneShares(commune, rules, Entry(commune, window, sheets.get(commune.pk)), counted[commune.pk])
        for commune in communes
    ]


def _areas(actor: AnyActor, communes: list[Unit], rules: YearRules) -> Iterator[tuple[int, Counted]]:
    """The areas of some communes, each with its commune's key."""
    days = {name: F(f"child__{name}") for name in _DAYS}
    rows = areas_within(communes, rules.windows[SubjectKind.AREA]).annotate(
        **{f"of_{name}": day for name, day in days.items()}
    )
    sheets = readable(AssessmentSheet, actor).filter(year=rules.year, unit=OuterRef("child"), body=None)
    for row in _alike(rows, sheets, "commune_id", *(f"of_{name}" for name in _DAYS)):
        days_of = {"began": row["of_valid_from"], "ended": row["of_valid_to"]}
        kind = SubjectKind(row["sheet_subject"] or SubjectKind.AREA)
        one = _counted(rules, kind, LiabilityVerdict.LIABLE, row, **days_of)
        yield from [(row["commune_id"], one)] * row["alike"]


def _bodies(actor: AnyActor, unit: Unit, rules: YearRules) -> Iterator[tuple[int, Counted]]:
    """The bodies of a unit that the circular names, each with the key of its commune."""
    rows = bodies_within(actor, unit, rules.windows[SubjectKind.AGENCY])
    sheets = readable(AssessmentSheet, actor).filter(year=rules.year, body=OuterRef("pk"))
    for row in _alike(rows, sheets, "at_commune", "kind", *_TRAITS, *_DAYS):
        trait = row[TRAIT_COLUMN[row["kind"]]] if row["kind"] in TRAIT_COLUMN else ""
        kind = SubjectKind(row["sheet_subject"] or kind_of_body(row["kind"]))
        verdict = liability(row["kind"], trait).verdict
        one = _counted(rules, kind, verdict, row, began=row["valid_from"], ended=row["valid_to"])
        yield from [(row["at_commune"], one)] * row["alike"]


def _alike(rows: QuerySet, sheets: QuerySet[AssessmentSheet], *names: str) -> QuerySet[Any, dict[str, Any]]:
    """The subjects that are alike in some columns and in what their sheets say, counted as `alike`."""
    said = {f"sheet_{name}": Subquery(sheets.values(name)[:1]) for name in _OF_SHEET}
    return rows.order_by().annotate(**said).values(*names, *said).annotate(alike=Count("pk"))


def _counted(
    rules: YearRules, kind: SubjectKind, verdict: str, row: dict[str, Any], **days: date | None
) -> Counted:
    window, registered_on = rules.windows[kind], row["sheet_registered_on"]
    return Counted(
        kind,
        standing(
            verdict=verdict,
            began=days["began"],
            ended=days["ended"],
            registered_on=registered_on,
            window=window,
        ),
        window.is_registered_in_time(registered_on),
        row["sheet_outcome"] == AssessmentOutcome.RECOGNISED,
    )
