"""Plan an amendment, carry it out on its day, take it back until that day is over."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.core import audit, audited_writes, clock, jobs, locks
from portal.core.errors import NotNow
from portal.core.formatting import day as day_words
from portal.core.working_time import start_of
from portal.units.amendments import policies
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds import AmendmentPlan, read
from portal.units.amendments.locking import fresh, one_after_the_other
from portal.units.amendments.preview import tally
from portal.units.amendments.preview_fingerprint import check_unchanged
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Unit

# The job that carries out a planned amendment; its handler stands above, where there is an actor to amendment.
ON_ITS_DAY = "units.carry_out"


@transaction.atomic
def decide_amendment(
    *, by, amendment: AmendmentPlan, on: date, legal_act: str = "", seen: str | None = None
) -> Amendment:
    """Write an amendment down; carry it out at once when its day has come, else on the morning of its day. `seen`: the mark
    of the preview that is confirmed (`marks.mark_of`).

    Raises Conflict when that preview no longer holds, Refused outside one's area, ValidationError when the amendment cannot
    be carried out as things stand.
    """
    amendment = fresh(amendment)
    one_after_the_other()
    # First: a unit that somebody has just moved away is told as changed, and not as one outside the area.
    if seen is not None:
        check_unchanged(amendment, on, seen)
    policies.check_amendment(by, amendment)
    amendment.check(on)
    stored = Amendment(
        kind=amendment.kind, on=on, legal_act=legal_act, details=amendment.details(), made_by=by.user
    )
    audited_writes.add_row(stored, by=by, action="unit.decide")
    stored.affected_units.set({unit.pk for unit in [*amendment.changed(), *amendment.places()]})
    if on <= clock.today():
        return _carry_out(by, stored, amendment)
    # In the clock of whoever decides: a story's day comes as much later as the story says.
    job = jobs.enqueue(ON_ITS_DAY, key=f"{ON_ITS_DAY}:{stored.pk}", amendment_id=stored.pk)
    job.run_after = clock.machine_now() + (start_of(on) - clock.now())
    job.save(update_fields=["run_after"])
    return stored


@transaction.atomic
def carry_out_planned(*, by, stored: Amendment) -> Amendment:
    """Carry out a planned amendment whose day has come. Where a rule says no by now, it stops and says why."""
    try:
        amendment = fresh(read(stored.kind, stored.details))
    except Unit.DoesNotExist:
        amendment = None
    one_after_the_other()
    locks.lock(stored)
    if stored.state != AmendmentState.PLANNED:
        return stored
    try:
        with transaction.atomic():
            amendment = amendment or read(stored.kind, stored.details)
            amendment.check(stored.on)
            return _carry_out(by, stored, amendment)
    except (ValidationError, Unit.DoesNotExist) as problem:
        why = " ".join(getattr(problem, "messages", [_("Một đơn vị trong việc này không còn nữa.")]))
        return audited_writes.change_row(
            stored, by=by, action="unit.stop", state=AmendmentState.STOPPED, problem=why[:300]
        )


@transaction.atomic
def undo_amendment(*, by, stored: Amendment, version: int) -> Amendment:
    """Take an amendment back, all of it: until the end of its day, or of the day it was written down.

    Raises Refused later on, when another amendment was built upon it, or when something was filed under a unit it began.
    """
    amendment = fresh(read(stored.kind, stored.details), *_begun(stored))
    one_after_the_other()
    locks.lock(stored)
    policies.check_amendment(by, amendment)
    check_undo(stored)
    if stored.state == AmendmentState.IN_FORCE:
        try:
            Journal.take_back(stored.journal["entries"])
        except ProtectedError as still:
            what = {row._meta.verbose_name for row in still.protected_objects}
            raise NotNow(
                _("Đã có dữ liệu ghi ở đơn vị mới lập (%(what)s). Chuyển hoặc xóa trước khi hoàn tác.")
                % {"what": ", ".join(sorted(map(str, what)))}
            ) from still
    return audited_writes.change_row(
        stored,
        by=by,
        action="unit.undo",
        version=version,
        state=AmendmentState.UNDONE,
        journal={},
        problem="",
    )


def check_undo(stored: Amendment) -> None:
    """Whether an amendment can still be taken back; raises Refused with the reason."""
    if stored.state == AmendmentState.UNDONE:
        raise NotNow(_("Việc này đã được hoàn tác."))
    if stored.state != AmendmentState.IN_FORCE:
        return
    last_day = max(stored.on, stored.done_on)
    if clock.today() > last_day:
        raise NotNow(
            _("Đã quá ngày %(day)s nên không hoàn tác được nữa. Nếu sai, lập một thay đổi mới để sửa lại.")
            % {"day": day_words(last_day)}
        )
    later = (
        Amendment.objects.filter(
            state=AmendmentState.IN_FORCE, affected_units__in=_touched(stored), nth__gt=stored.nth
        )
        .order_by("nth")
        .last()
    )
    if later:
        raise NotNow(
            _("Sau việc này đã có “%(later)s” trên cùng đơn vị. Hoàn tác việc đó trước.") % {"later": later}
        )


def _begun(stored: Amendment) -> list[Unit]:
    """The units that an amendment let begin and that its undoing takes away."""
    entries = stored.journal.get("entries", [])
    return list(Unit.objects.filter(pk__in=[e["unit"] for e in entries if e["step"] == "begun"]))


def _touched(stored: Amendment) -> set[int]:
    """The units an amendment changed or moved, and what they came to lie in at their own level or below the province."""
    entries = stored.journal.get("entries", [])
    moved = {pk for entry in entries if entry["step"] in ("moved", "reparented") for pk in entry["units"]}
    named = {entry["unit"] for entry in entries if isinstance(entry.get("unit"), int)}
    principal = read(stored.kind, stored.details)
    return moved | named | {unit.pk for unit in principal.changed()}


def _carry_out(by, stored: Amendment, amendment: AmendmentPlan) -> Amendment:
    journal = Journal(by, stored.on, stored.legal_act)
    journal.counts = tally(amendment.moving())
    amendment.do(journal)
    keep(by, stored, journal)
    for unit in amendment.changed():
        audit.record(by=by, action=f"unit.{amendment.kind.value}", thing=unit, unit_id=unit.pk)
    return stored


def keep(by, stored: Amendment, journal: Journal) -> None:
    """Note on an amendment what was done so far, as what its undoing needs."""
    stored.affected_units.add(*journal.affected)
    before = Amendment.objects.exclude(pk=stored.pk).aggregate(last=models.Max("nth"))["last"] or 0
    audited_writes.change_row(
        stored,
        by=by,
        action="unit.amendment",
        state=AmendmentState.IN_FORCE,
        nth=before + 1,
        done_on=clock.today(),
        journal={"entries": journal.entries, "rows": journal.rows_moved, "counts": journal.counts},
    )
