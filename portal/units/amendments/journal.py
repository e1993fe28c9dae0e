"""The journal: every single change an amendment makes to units, written down so that it can be undone.

Rows are moved set-based: before and after, the rows of a unit are an equality on one column. Single rows are not written
down: their place is that of the unit they were filed under, and is restored with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q

from portal.core.plain_text import column_key
from portal.core.text_search import searchable
from portal.units import name_cache
from portal.units.amendments.dependants import dated_dependants, scoped_models
from portal.units.amendments.kept_rows import restored, row_as_json
from portal.units.choices import CommandChain, Level
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion, not_ended_by
from portal.units.naming import full_name
from portal.units.scoping import PLACES, UnitActor, column_of
from portal.units.services import create_unit, put_under, settle_names

_NAMED = ("kind", "name", "code", "search", "sort")
_NAMED_AND_KEY = (*_NAMED, "name_key", "shares_name")
DatedRow = TypeVar("DatedRow", UnitEdge, UnitVersion)


class Journal:
    """Writes what one amendment does to units on its day. `entries` is what `take_back` undoes, as JSON."""

    def __init__(self, by: UnitActor, on: date, legal_act: str) -> None:
        self.by = by
        self.on = on
        self.legal_act = legal_act
        self.affected: set[int] = set()
        self.rows_moved = 0
        self.entries: list[dict] = []
        #: How much of what moved, by dependant, as it was counted before.
        self.counts: dict[str, int] = {}

    # --- what amendments do -------------------------------------------------------------------------------------------

    def begin(self, *, level: str, kind: str, name: str, parent: Unit | None, code: str = "") -> Unit:
        """Create a unit under a parent."""
        unit = create_unit(
            by=self.by,
            level=level,
            kind=kind,
            name=name,
            parent=parent,
            code=code,
            valid_from=self.on,
            legal_act=self.legal_act,
        )
        self._note("begun", unit=unit.pk)
        self._affects(unit)
        return unit

    def rename(self, unit: Unit, **named: str) -> None:
        """Give a unit another kind, name or code from the day on; what is not given stays."""
        before = {field: getattr(unit, field) for field in _NAMED}
        for field, value in named.items():
            setattr(unit, field, value)
        # The amendment was checked: nobody bears the new name there.
        unit.shares_name = False
        # Found by its present name first, and by those it bore.
        versions = UnitVersion.objects.filter(unit=unit).order_by("valid_from", "pk")
        former = versions.values_list("kind", "name", "code")
        unit.search = unit.refold()["search"] + "".join(
            searchable(f"{full_name(kind, name)} {code}") for kind, name, code in former
        )
        unit.save(update_fields=_NAMED_AND_KEY)
        name_cache.forget()
        self._note("renamed", unit=unit.pk, before=before)
        kept = {"kind": unit.kind, "name": unit.name, "code": unit.code, "legal_act": self.legal_act}
        self._supersede(
            unit.versions.filter(valid_to=None), UnitVersion, lambda old: UnitVersion(unit=unit, **kept)
        )
        self._affects(unit)

    def end(self, unit: Unit) -> None:
        """Let a unit end, with its version and its own chains of command. `attach` says where its rows go."""
        if unit.valid_to is not None:
            return
        unit.valid_to = self.on
        unit.save(update_fields=["valid_to"])
        self._note("ended", unit=unit.pk)
        self._supersede(UnitVersion.objects.filter(unit=unit, valid_to=None), UnitVersion, None)
        # In every chain of command its own line ends; under which unit it is from now on is administration's to say.
        self._supersede(
            UnitEdge.objects.filter(child=unit, valid_to=None).exclude(
                command_chain=CommandChain.ADMINISTRATION
            ),
            UnitEdge,
            None,
        )

    def succeed(self, unit: Unit, successor: Unit, extent: str) -> None:
        """Write down that a unit became another, wholly or in part."""
        link, is_new = Succession.objects.get_or_create(
            predecessor=unit,
            successor=successor,
            on=self.on,
            defaults={"extent": extent, "legal_act": self.legal_act},
        )
        if is_new:
            self._note("linked", succession=link.pk)

    def go_over(self, unit: Unit, successor: Unit | None) -> None:
        """Hand what is dated to an ended unit itself (people's assignments) to its successor; without one, end it."""
        for key, dependant in dated_dependants().items():
            self._note("heir", heir=key, kept=dependant.go_over(self.by, unit, successor, self.on))

    def attach(self, unit: Unit, parent: Unit) -> None:
        """Put a unit, with everything in it, under `parent` from the day on.

        An ended unit may be put under one of its own level, its successor, which then owns its rows and inner units.
        """
        absorbed = unit.level == parent.level
        keeps_itself = unit.valid_to is None and not absorbed
        self._affects(unit)
        after = {place: getattr(parent, f"{place}_id") for place in _places_above(unit.level)}
        if not keeps_itself and unit.level != Level.SELF_MANAGED_TEAM:
            after[column_of(unit)] = parent.pk if absorbed else None
        if unit.level == Level.SELF_MANAGED_TEAM and absorbed:
            after |= {place: getattr(parent, f"{place}_id") for place in PLACES}
        self._turn_edges(unit, parent, after)
        self._move_rows(unit, after)
        self._note("reparented", units=[unit.pk], parent=unit.parent_id)
        put_under([unit.pk], parent.pk)
        unit.refresh_from_db()
        self._affects(unit)

    # --- how ----------------------------------------------------------------------------------------------------

    def _note(self, step: str, **kept: Any) -> None:
        self.entries.append({"step": step, **kept})

    def _affects(self, unit: Unit) -> None:
        above = (unit.province_id, unit.district_id, unit.commune_id)
        self.affected |= {unit.pk, *(pk for pk in above if pk is not None)}

    def _turn_edges(self, unit: Unit, parent: Unit, after: dict[str, int | None]) -> None:
        """End the edges of a unit, and of all below whose commune or hamlet changes with it; begin their like."""
        tags = {tag: after[tag] for tag in ("commune", "hamlet") if tag in after}
        inside = Q(child__in=self._loose_below(unit))
        if tags and unit.level in (Level.COMMUNE, Level.HAMLET):
            inside |= Q(**{unit.level: unit.pk})
        # The line of an ended unit may have ended with it on this very day; one may be known to end later.
        standing = UnitEdge.objects.filter(
            inside, not_ended_by(self.on - timedelta(days=1)), command_chain=CommandChain.ADMINISTRATION
        )
        later = UnitEdge.objects.filter(
            valid_from__gte=self.on, command_chain=CommandChain.ADMINISTRATION
        ).values("child")
        edges = list(standing.exclude(valid_to=self.on, child__in=later).order_by("pk"))
        if all(edge.child_id != unit.pk for edge in edges):
            edges.append(UnitEdge(child=unit, parent=parent, commune=unit.commune, hamlet=unit.hamlet))

        def next_edge(old: UnitEdge) -> UnitEdge:
            own = old.child_id == unit.pk
            # What was under a unit that was absorbed is then under what absorbed it.
            under = (
                parent.pk
                if own or (old.parent_id == unit.pk and unit.level == parent.level)
                else old.parent_id
            )
            kept = {"commune": old.commune_id, "hamlet": old.hamlet_id} | tags
            return UnitEdge(
                child_id=old.child_id,
                parent_id=under,
                commune_id=kept["commune"],
                hamlet_id=kept["hamlet"],
            )

        turned = self._supersede(edges, UnitEdge, next_edge)
        self._reparent([edge for edge in turned if edge.child_id != unit.pk])

    def _loose_below(self, unit: Unit) -> list[int]:
        """A unit; with one that ended and lies in nothing of its level, all that is under it and lies nowhere else."""
        found = level = [unit.pk]
        if unit.level == Level.SELF_MANAGED_TEAM or getattr(unit, f"{column_of(unit)}_id"):
            return found
        while level:
            edges = UnitEdge.objects.filter(
                not_ended_by(self.on), parent__in=level, command_chain=CommandChain.ADMINISTRATION
            )
            level = list(edges.filter(child__valid_to__isnull=False).values_list("child", flat=True))
            found = found + level
        return found

    def _reparent(self, edges: list[UnitEdge]) -> None:
        """Keep the present parent beside the units whose edge was turned along."""
        by_parent = defaultdict(list)
        before = dict(
            Unit.objects.filter(pk__in=[edge.child_id for edge in edges]).values_list("pk", "parent")
        )
        for edge in edges:
            if before[edge.child_id] != edge.parent_id:
                by_parent[before[edge.child_id], edge.parent_id].append(edge.child_id)
        for (old, new), children in by_parent.items():
            put_under(children, new)
            self._note("reparented", units=children, parent=old)

    def _supersede(
        self, rows: Iterable[DatedRow], model: type[DatedRow], make: Callable[[DatedRow], DatedRow] | None
    ) -> list[DatedRow]:
        """End dated rows on the day and begin what `make` gives for each; a row begun on the day gives way wholly."""
        old = list(rows)
        gone = [row for row in old if row.pk and row.valid_from == self.on]
        ended = [row for row in old if row.pk and self.on not in (row.valid_from, row.valid_to)]
        if gone:
            self._note("dropped", model=model._meta.label_lower, rows=[row_as_json(row) for row in gone])
            model.objects.filter(pk__in=[row.pk for row in gone]).delete()
        if ended:
            keys = [row.pk for row in ended]
            model.objects.filter(pk__in=keys).update(valid_to=self.on)
            # What was known to end one day ends then again once this is undone.
            ends = {str(row.pk): row.valid_to.isoformat() for row in ended if row.valid_to}
            self._note("closed", model=model._meta.label_lower, rows=keys, ends=ends)
        if make is None:
            return []
        new = []
        for row in old:
            made = make(row)
            made.valid_from = self.on
            made.valid_to = row.valid_to if row.valid_to and row.valid_to > self.on else None
            new.append(made)
        model.objects.bulk_create(new, batch_size=1000)
        self._note("opened", model=model._meta.label_lower, rows=[row.pk for row in new])
        return new

    def _move_rows(self, unit: Unit, after: dict[str, int | None]) -> None:
        """Rewrite the place columns of the units below and of every row in the unit; set-based."""
        before = {place: getattr(unit, f"{place}_id") for place in after}
        inside = Q(pk__in=self._loose_below(unit))
        if unit.level != Level.SELF_MANAGED_TEAM:
            inside |= Q(**{column_of(unit): unit})
        if before == after:
            return
        units = list(Unit.objects.filter(inside).order_by("pk").values_list("pk", flat=True))
        self._note("moved", units=units, before=before)
        self.rows_moved += _rewrite(units, after)

    # --- taking back --------------------------------------------------------------------------------------------

    @staticmethod
    def take_back(entries: list[dict]) -> None:
        """Undo the steps of an amendment, the last first. What they need is all in the entries."""
        for entry in reversed(entries):
            _UNDO[entry["step"]](**{key: value for key, value in entry.items() if key != "step"})


def _rewrite(units: list[int], places: dict[str, int | None]) -> int:
    """Set place columns of units, and of every row filed under one of them; the number of rows written."""
    columns = {f"{place}_id": pk for place, pk in places.items()}
    name_cache.forget()
    written = 0
    for n in range(0, len(units), 500):
        some = units[n : n + 500]
        written += Unit.objects.filter(pk__in=some).update(**columns)
        for model in scoped_models():
            rows = model.objects.unscoped("an amendment moves whatever lies in its units")
            written += rows.filter(unit__in=some).update(**columns)
    return written


def _places_above(level: str) -> tuple[str, ...]:
    """The place columns of the units above a unit of a level."""
    if level == Level.SELF_MANAGED_TEAM:
        return PLACES
    return PLACES[: PLACES.index(Level(level).value)]


def _model(label: str) -> type[Model]:
    models: tuple[type[Model], ...] = (UnitEdge, UnitVersion)
    return {model._meta.label_lower: model for model in models}[label]


def _undo_moved(units: list[int], before: dict) -> None:
    _rewrite(units, before)


def _undo_opened(model: str, rows: list[int]) -> None:
    _model(model)._base_manager.filter(pk__in=rows).delete()


def _undo_closed(model: str, rows: list[int], ends: dict[str, str]) -> None:
    _model(model)._base_manager.filter(pk__in=rows).update(valid_to=None)
    for pk, day in ends.items():
        _model(model)._base_manager.filter(pk=int(pk)).update(valid_to=date.fromisoformat(day))


def _undo_dropped(model: str, rows: list[dict]) -> None:
    kind = _model(model)
    kind._base_manager.bulk_create([restored(kind, row) for row in rows])


def _undo_reparented(units: list[int], parent: int | None) -> None:
    put_under(units, parent)


def _undo_renamed(unit: int, before: dict) -> None:
    key = column_key(before["name"])
    Unit.objects.filter(pk=unit).update(**before, name_key=key, shares_name=True)
    settle_names([unit])
    name_cache.forget()


def _undo_ended(unit: int) -> None:
    Unit.objects.filter(pk=unit).update(valid_to=None, shares_name=True)
    settle_names([unit])


def _undo_linked(succession: int) -> None:
    Succession.objects.filter(pk=succession).delete()


def _undo_begun(unit: int) -> None:
    Unit.objects.filter(pk=unit).update(parent=None, province=None, district=None, commune=None, hamlet=None)
    UnitEdge.objects.filter(child=unit).delete()
    Unit.objects.filter(pk=unit).delete()


def _undo_dated_dependant(heir: str, kept: dict) -> None:
    dated_dependants()[heir].come_back(kept)


_UNDO: dict[str, Callable[..., None]] = {
    "moved": _undo_moved,
    "opened": _undo_opened,
    "closed": _undo_closed,
    "dropped": _undo_dropped,
    "reparented": _undo_reparented,
    "renamed": _undo_renamed,
    "ended": _undo_ended,
    "linked": _undo_linked,
    "begun": _undo_begun,
    "heir": _undo_dated_dependant,
}
