"""Changes of an import: draft, decide row by row, run in one transaction, undo in one."""

from collections import Counter
from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit, audited_writes, clock, locks
from portal.core.errors import Conflict, Refused
from portal.core.formatting import day as day_words
from portal.core.sheets.reading import Table
from portal.core.submissions import Key, claim
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import Level
from portal.units.importing import policies
from portal.units.importing.parsed_row import ParsedRow
from portal.units.importing.reading import notes_on, parsed_rows
from portal.units.importing.selectors import compared_with, created_units, hanging_on, usual_kind
from portal.units.importing.states import TRANSITIONS, ImportState
from portal.units.importing.verdicts import Decision, Judged, Verdict, judge
from portal.units.locks import lock_unit, lock_units
from portal.units.models import Unit, UnitEdge, UnitImport
from portal.units.naming import full_name
from portal.units.scoping import UnitActor
from portal.units.services import create_unit

# What one press decides for all rows of a verdict that nobody decided yet.
FOR_ALL = {
    "same": (Verdict.LIKELY, Decision.SAME),
    "with-parent": (Verdict.NO_PARENT, Decision.WITH_PARENT),
    "skip": (Verdict.NO_PARENT, Decision.SKIP),
}


def read_table(*, commune: Unit, on: date, table: Table) -> list[ParsedRow]:
    """The lines of a table for a commune. A large table takes seconds: called where no transaction keeps others waiting.

    Raises ValidationError as `draft_import`.
    """
    policies.check_day(commune, on)
    return parsed_rows(table, commune, usual_kind(compared_with(commune, on)))


class ImportDetails(TypedDict, total=False):
    """What a batch keeps of its file, and `lines`: what `read_table` gave for the table before; read anew otherwise."""

    file_name: Required[str]
    legal_act: str
    lines: list[ParsedRow] | None


@transaction.atomic
def draft_import(
    *,
    by: UnitActor,
    commune: Unit,
    on: date,
    table: Table,
    key: Key | None = None,
    **details: Unpack[ImportDetails],
) -> UnitImport:
    """Judge a table's rows against a commune, without creating anything. Serves S0.1.

    Raises Refused outside one's area, ValidationError when the commune does not exist on the day or no column of the
    table names hamlets or groups.
    """
    policies.check_import(by, commune)
    policies.check_day(commune, on)
    sent = claim(key, by=by, model=UnitImport)
    if sent.earlier:
        return sent.earlier
    read = details.get("lines")
    if read is None:
        read = read_table(commune=commune, on=on, table=table)
    judged = judge(read, commune=commune, units=compared_with(commune, on))
    batch = UnitImport(
        commune=commune,
        on=on,
        legal_act=details.get("legal_act", ""),
        file_name=details["file_name"][-120:],
        sheet=table.sheet[:60],
        made_by=by.user,
        notes=notes_on(table),
        **_stored(judged),
    )
    return sent.keep(audited_writes.add_row(batch, by=by, action="unit-import.draft"))


@transaction.atomic
def decide(*, by: UnitActor, batch: UnitImport, version: int, decisions: dict[int, str]) -> UnitImport:
    """Keep what a person chose for rows, {row: decision}; what it means for other rows is judged anew.

    Raises ValidationError for a choice that its row does not leave, Conflict when someone else chose meanwhile.
    """
    _lock(batch)
    policies.check_transition(by, batch, "decide")
    before = judged_rows(batch)
    known = {judged.line.row: judged for judged in before}
    units = compared_with(batch.commune, batch.on)
    places = {batch.commune.public_id, *(unit.public_id for unit in units if unit.level == Level.HAMLET)}
    for row, decision in decisions.items():
        if row not in known or not _fits(decision, known[row], places):
            raise ValidationError(_("Dòng %(row)d không có lựa chọn này. Tải lại trang.") % {"row": row})
    if all(known[row].decision == decision for row, decision in decisions.items()):
        return batch
    judged = _judged_now(batch, decisions)
    return audited_writes.change_row(
        batch, by=by, action="unit-import.decide", version=version, **_stored(judged)
    )


def decide_for_all(*, by: UnitActor, batch: UnitImport, version: int, choice: str) -> UnitImport:
    """Decide alike for every row of a verdict that nobody decided (`FOR_ALL`). Raises as `decide`."""
    verdict, decision = FOR_ALL[choice]
    decisions: dict[int, str] = {}
    judged = judged_rows(batch)
    # A row that was the twin of a skipped one is open now: it is meant as well.
    while still := [j for j in judged if j.verdict == verdict and not j.decision and decision in j.choices]:
        decisions |= {j.line.row: decision for j in still}
        judged = _judged_now(batch, decisions)
    return decide(by=by, batch=batch, version=version, decisions=decisions)


@transaction.atomic
def judge_again(*, by: UnitActor, batch: UnitImport) -> UnitImport:
    """Judge a draft's rows against the commune as it is now; choices that still fit are kept."""
    _lock(batch)
    policies.check_transition(by, batch, "decide")
    now = _judged_now(batch)
    if now == judged_rows(batch):
        return batch
    return audited_writes.change_row(batch, by=by, action="unit-import.judge", **_stored(now))


@transaction.atomic
def run_import(*, by: UnitActor, batch: UnitImport, version: int) -> UnitImport:
    """Create what was decided, hamlets before their groups: all of it or, when a rule says no, nothing. Serves S0.1.

    Run again, it changes nothing. Raises ValidationError when rows are undecided or a unit cannot be created, Conflict
    when the commune changed since the rows were judged.
    """
    _lock(batch)
    policies.check_import(by, batch.commune)
    if batch.state == ImportState.IMPORTED:
        return batch
    policies.check_transition(by, batch, "run")
    policies.check_day(batch.commune, batch.on)
    judged = judged_rows(batch)
    if _judged_now(batch) != judged:
        raise Conflict(_("Địa bàn của xã vừa thay đổi. Xem lại các dòng bên dưới rồi nhập lại."))
    if undecided := [j.line.row for j in judged if not j.decision]:
        raise ValidationError(
            _("Còn %(count)d dòng chưa chọn (dòng %(rows)s). Chọn cho từng dòng rồi nhập lại.")
            % {
                "count": len(undecided),
                "rows": ", ".join(map(str, undecided[:10])) + ("…" if undecided[10:] else ""),
            }
        )
    created = _Creating(by, batch).all(judged)
    if not created:
        raise ValidationError(_("Không có dòng nào để tạo mới, nên không có gì để nhập."))
    return audited_writes.change_row(
        batch,
        by=by,
        action="unit-import.run",
        version=version,
        state=TRANSITIONS["run"].target,
        created=[unit.public_id for unit in created],
        imported_at=clock.now(),
    )


@transaction.atomic
def undo_import(*, by: UnitActor, batch: UnitImport, version: int) -> UnitImport:
    """Take a batch back: what it created is there no more. Undone again, it changes nothing.

    Raises Refused when something already refers to a unit of it, naming both.
    """
    _lock(batch)
    policies.check_import(by, batch.commune)
    if batch.state == ImportState.UNDONE:
        return batch
    policies.check_transition(by, batch, "undo")
    lock_units(alone=created_units(batch))
    units = created_units(batch)
    check_no_dependants(units)
    keys = [unit.pk for unit in units]
    UnitEdge.objects.filter(child__in=keys).delete()
    Unit.objects.filter(pk__in=keys).update(
        parent=None, province=None, district=None, commune=None, hamlet=None
    )
    Unit.objects.filter(pk__in=keys).delete()
    for unit in units:
        audit.record(by=by, action="unit.take-back", row=unit, unit_id=batch.commune_id)
    return audited_writes.change_row(
        batch,
        by=by,
        action="unit-import.undo",
        version=version,
        state=TRANSITIONS["undo"].target,
        undone_at=clock.now(),
    )


def _lock(batch: UnitImport) -> None:
    """Lock a batch with its commune, under which names are taken, and read both again."""
    lock_unit(batch.commune)
    locks.lock(batch)


def check_no_dependants(units: list[Unit]) -> None:
    """Whether units can still be taken back; raises Refused with what refers to which."""
    hanging = hanging_on(units)
    if not hanging:
        return
    where = list(dict.fromkeys(unit.title for found in hanging.values() for unit in found))
    raise Refused(
        _("Không hoàn tác được: %(where)s đã có dữ liệu (%(what)s). Chuyển hoặc xóa dữ liệu đó trước.")
        % {"where": ", ".join(where[:3]) + ("…" if where[3:] else ""), "what": "; ".join(hanging).lower()}
    )


def judged_rows(batch: UnitImport) -> list[Judged]:
    """A batch's rows as they were judged and decided."""
    return [Judged.from_json(row) for row in batch.rows]


class _Creating:
    """Creates the units of a batch; each finds its parent among those that exist and those just created."""

    def __init__(self, by: UnitActor, batch: UnitImport):
        self.by = by
        self.batch = batch
        self.top = f"unit:{batch.commune.public_id}"
        standing = [batch.commune, *compared_with(batch.commune, batch.on)]
        self.units = {f"unit:{unit.public_id}": unit for unit in standing}

    def all(self, judged: list[Judged]) -> list[Unit]:
        """The units created, hamlets first: those with a row of their own, then those that only groups name."""
        creating = [one for one in judged if one.creates]
        hamlets = [self._of_row(one) for one in creating if one.line.level == Level.HAMLET]
        for one in creating:
            if one.decision == Decision.WITH_PARENT and one.parent not in self.units:
                line = one.line
                new = NewUnit(line.parent_kind, line.parent_name)
                hamlets.append(self._create(line, one.parent, self.top, Level.HAMLET, new))
        return hamlets + [self._of_row(one) for one in creating if one.line.level == Level.SELF_MANAGED_TEAM]

    def _of_row(self, one: Judged) -> Unit:
        line = one.line
        new = NewUnit(line.kind, line.name, line.code)
        return self._create(line, f"row:{line.row}", one.parent, line.level, new)

    def _create(self, line: ParsedRow, ref: str, parent: str, level: str, new: NewUnit) -> Unit:
        above = self.units[parent]
        try:
            if not above.has_begun_by(self.batch.on):
                raise ValidationError(
                    _("%(parent)s mới có từ %(day)s, sau ngày nhập.")
                    % {"parent": above.full_name, "day": day_words(above.valid_from)}
                )
            made = create_unit(
                by=self.by,
                parent=above,
                level=level,
                kind=new.kind,
                name=new.name,
                code=new.code,
                valid_from=self.batch.on,
                legal_act=self.batch.legal_act,
            )
        except ValidationError as problem:
            raise ValidationError(
                _("Dòng %(row)d (%(unit)s): %(why)s")
                % {"row": line.row, "unit": full_name(new.kind, new.name), "why": " ".join(problem.messages)}
            ) from problem
        self.units[ref] = made
        return made


def _judged_now(batch: UnitImport, decisions: dict[int, str] | None = None) -> list[Judged]:
    """A batch's rows against the commune as it is, with what is decided and, over it, `decisions`."""
    stored = judged_rows(batch)
    return judge(
        [judged.line for judged in stored],
        commune=batch.commune,
        units=compared_with(batch.commune, batch.on),
        decisions={judged.line.row: judged.decided for judged in stored} | (decisions or {}),
    )


def _fits(decision: str, judged: Judged, places: set[str]) -> bool:
    if decision.startswith(Decision.UNDER):
        return Decision.UNDER in judged.choices and decision.removeprefix(Decision.UNDER) in places
    return decision in judged.choices


def _stored(judged: list[Judged]) -> dict:
    """The rows with their counts, as the batch keeps them."""
    counts = Counter(str(j.verdict) for j in judged)
    new_hamlets = {j.parent for j in judged if j.decision == Decision.WITH_PARENT}
    creating = Counter(str(j.line.level) for j in judged if j.creates)
    return {
        "rows": [j.as_json() for j in judged],
        "counts": {
            **counts,
            "new_hamlets": creating[Level.HAMLET] + len(new_hamlets),
            "new_groups": creating[Level.SELF_MANAGED_TEAM],
            "undecided": sum(not j.decision for j in judged),
        },
    }
