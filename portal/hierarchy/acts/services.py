"""Plan an act, carry it out on its day, take it back until that day is over."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.core import audit, clock, jobs, locks, rows
from portal.core.errors import NotNow
from portal.core.working_time import start_of
from portal.hierarchy.acts import policies
from portal.hierarchy.acts.journal import Journal
from portal.hierarchy.acts.kinds import Act, read
from portal.hierarchy.acts.marks import check_unchanged
from portal.hierarchy.acts.preview import tally
from portal.hierarchy.acts.turns import fresh, one_after_the_other
from portal.hierarchy.choices import ActState
from portal.hierarchy.models import Unit, UnitAct

# The job that carries out a planned act; its handler stands above, where there is an actor to act.
ON_ITS_DAY = "hierarchy.carry_out"


@transaction.atomic
def decide_act(*, by, act: Act, on: date, legal_act: str = "", seen: str | None = None) -> UnitAct:
    """Write an act down; carry it out at once when its day has come, else on the morning of its day. `seen`: the mark
    of the preview that is confirmed (`marks.mark_of`).

    Raises Conflict when that preview no longer holds, Refused outside one's area, ValidationError when the act cannot
    be carried out as things stand.
    """
    act = fresh(act)
    one_after_the_other()
    # First: a unit that somebody has just moved away is told as changed, and not as one outside the area.
    if seen is not None:
        check_unchanged(act, on, seen)
    policies.check_act(by, act)
    act.check(on)
    stored = UnitAct(kind=act.kind, on=on, legal_act=legal_act, details=act.details(), made_by=by.user)
    rows.add(stored, by=by, action="unit.decide")
    stored.reach.set({unit.pk for unit in [*act.changed(), *act.places()]})
    if on <= clock.today():
        return _carry_out(by, stored, act)
    # In the clock of whoever decides: a story's day comes as much later as the story says.
    job = jobs.enqueue(ON_ITS_DAY, key=f"{ON_ITS_DAY}:{stored.pk}", act_id=stored.pk)
    job.run_after = clock.machine_now() + (start_of(on) - clock.now())
    job.save(update_fields=["run_after"])
    return stored


@transaction.atomic
def carry_out_planned(*, by, stored: UnitAct) -> UnitAct:
    """Carry out a planned act whose day has come. Where a rule says no by now, it stops and says why."""
    try:
        act = fresh(read(stored.kind, stored.details))
    except Unit.DoesNotExist:
        act = None
    one_after_the_other()
    locks.lock(stored)
    if stored.state != ActState.PLANNED:
        return stored
    try:
        with transaction.atomic():
            act = act or read(stored.kind, stored.details)
            act.check(stored.on)
            return _carry_out(by, stored, act)
    except (ValidationError, Unit.DoesNotExist) as problem:
        why = " ".join(getattr(problem, "messages", [_("Một đơn vị trong việc này không còn nữa.")]))
        return rows.change(stored, by=by, action="unit.stop", state=ActState.STOPPED, problem=why[:300])


@transaction.atomic
def undo_act(*, by, stored: UnitAct, version: int) -> UnitAct:
    """Take an act back, all of it: until the end of its day, or of the day it was written down.

    Raises Refused later on, when another act was built upon it, or when something was filed under a unit it began.
    """
    act = fresh(read(stored.kind, stored.details), *_begun(stored))
    one_after_the_other()
    locks.lock(stored)
    policies.check_act(by, act)
    check_undo(stored)
    if stored.state == ActState.IN_FORCE:
        try:
            Journal.take_back(stored.journal["entries"])
        except ProtectedError as still:
            what = {row._meta.verbose_name for row in still.protected_objects}
            raise NotNow(
                _("Đã có dữ liệu ghi ở đơn vị mới lập (%(what)s). Chuyển hoặc xóa trước khi hoàn tác.")
                % {"what": ", ".join(sorted(map(str, what)))}
            ) from still
    return rows.change(
        stored, by=by, action="unit.undo", version=version, state=ActState.UNDONE, journal={}, problem=""
    )


def check_undo(stored: UnitAct) -> None:
    """Whether an act can still be taken back; raises Refused with the reason."""
    if stored.state == ActState.UNDONE:
        raise NotNow(_("Việc này đã được hoàn tác."))
    if stored.state != ActState.IN_FORCE:
        return
    last_day = max(stored.on, stored.done_on)
    if clock.today() > last_day:
        raise NotNow(
            _("Đã quá ngày %(day)s nên không hoàn tác được nữa. Nếu sai, lập một thay đổi mới để sửa lại.")
            % {"day": f"{last_day:%d/%m/%Y}"}
        )
    later = (
        UnitAct.objects.filter(state=ActState.IN_FORCE, reach__in=_touched(stored), nth__gt=stored.nth)
        .order_by("nth")
        .last()
    )
    if later:
        raise NotNow(
            _("Sau việc này đã có “%(later)s” trên cùng đơn vị. Hoàn tác việc đó trước.") % {"later": later}
        )


def _begun(stored: UnitAct) -> list[Unit]:
    """The units that an act let begin and that its undoing takes away."""
    entries = stored.journal.get("entries", [])
    return list(Unit.objects.filter(pk__in=[e["unit"] for e in entries if e["step"] == "begun"]))


def _touched(stored: UnitAct) -> set[int]:
    """The units an act changed or moved, and what they came to lie in at their own level or below the province."""
    entries = stored.journal.get("entries", [])
    moved = {pk for entry in entries if entry["step"] in ("moved", "reparented") for pk in entry["units"]}
    named = {entry["unit"] for entry in entries if isinstance(entry.get("unit"), int)}
    principal = read(stored.kind, stored.details)
    return moved | named | {unit.pk for unit in principal.changed()}


def _carry_out(by, stored: UnitAct, act: Act) -> UnitAct:
    journal = Journal(by, stored.on, stored.legal_act)
    journal.counts = tally(act.moving())
    act.do(journal)
    keep(by, stored, journal)
    for unit in act.changed():
        audit.record(by=by, action=f"unit.{act.kind.value}", thing=unit, unit_id=unit.pk)
    return stored


def keep(by, stored: UnitAct, journal: Journal) -> None:
    """Note on an act what was done so far, as what its undoing needs."""
    stored.reach.add(*journal.reach)
    before = UnitAct.objects.exclude(pk=stored.pk).aggregate(last=models.Max("nth"))["last"] or 0
    rows.change(
        stored,
        by=by,
        action="unit.act",
        state=ActState.IN_FORCE,
        nth=before + 1,
        done_on=clock.today(),
        journal={"entries": journal.entries, "rows": journal.rows_moved, "counts": journal.counts},
    )
