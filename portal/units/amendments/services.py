"""`decide_amendment`, `carry_out_planned` and `undo_amendment`: the changes of amendments."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.core import audit, audited_writes, clock, jobs, locks
from portal.core.errors import NotNow
from portal.core.working_time import start_of
from portal.units.amendments import policies
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds import AmendmentPlan, read
from portal.units.amendments.locking import fresh, one_after_the_other
from portal.units.amendments.preview import tally
from portal.units.amendments.preview_fingerprint import check_unchanged
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Unit
from portal.units.scoping import UnitActor

# The job that carries out a planned amendment; its handler is in portal.unit_pages.tasks, where there is an actor.
ON_ITS_DAY = "units.carry_out"


@transaction.atomic
def decide_amendment(
    *, by: UnitActor, plan: AmendmentPlan, on: date, legal_act: str = "", seen: str | None = None
) -> Amendment:
    """Store the amendment, and carry it out at once when its day has come, else on the morning of its day.

    `seen`: the fingerprint of the preview that is confirmed. Raises Conflict when that preview no longer holds, Refused
    outside the actor's area, ValidationError when the plan cannot be carried out now.
    """
    plan = fresh(plan)
    one_after_the_other()
    # Before the policy: a unit that somebody has just moved away has changed, which is the better answer than "outside
    # your area".
    if seen is not None:
        check_unchanged(plan, on, seen)
    policies.check_amendment(by, plan)
    plan.check(on)
    amendment = Amendment(kind=plan.kind, on=on, legal_act=legal_act, details=plan.details(), made_by=by.user)
    audited_writes.add_row(amendment, by=by, action="unit.decide")
    amendment.affected_units.set({unit.pk for unit in [*plan.changed(), *plan.places()]})
    if on <= clock.today():
        return _carry_out(by, amendment, plan)
    # Counted by the clock of whoever decides: where it is pinned, the day comes as much later as it says.
    job = jobs.enqueue(ON_ITS_DAY, key=f"{ON_ITS_DAY}:{amendment.pk}", amendment_id=amendment.pk)
    job.run_after = clock.machine_now() + (start_of(on) - clock.now())
    job.save(update_fields=["run_after"])
    return amendment


@transaction.atomic
def carry_out_planned(*, by: UnitActor, amendment: Amendment) -> Amendment:
    """Carry out a planned amendment whose day has come. When a check fails by now, its state becomes `stopped` with the
    reason. One that is no longer planned is returned as it is."""
    try:
        plan = fresh(read(amendment.kind, amendment.details))
    except Unit.DoesNotExist:
        plan = None
    one_after_the_other()
    locks.lock(amendment)
    if amendment.state != AmendmentState.PLANNED:
        return amendment
    try:
        with transaction.atomic():
            plan = plan or read(amendment.kind, amendment.details)
            plan.check(amendment.on)
            return _carry_out(by, amendment, plan)
    except (ValidationError, Unit.DoesNotExist) as problem:
        why = " ".join(getattr(problem, "messages", [_("Một đơn vị trong việc này không còn nữa.")]))
        return audited_writes.change_row(
            amendment, by=by, action="unit.stop", state=AmendmentState.STOPPED, problem=why[:300]
        )


@transaction.atomic
def undo_amendment(*, by: UnitActor, amendment: Amendment, version: int) -> Amendment:
    """Take an amendment back, all of it: until the end of its day, or of the day it was carried out.

    Raises Refused later on, when another amendment was built upon it, or when something was filed under a unit it began.
    """
    plan = fresh(read(amendment.kind, amendment.details), *_begun(amendment))
    one_after_the_other()
    locks.lock(amendment)
    policies.check_amendment(by, plan)
    policies.check_undo(amendment)
    if amendment.state == AmendmentState.IN_FORCE:
        try:
            Journal.take_back(amendment.journal["entries"])
        except ProtectedError as still:
            what = {row._meta.verbose_name for row in still.protected_objects}
            raise NotNow(
                _("Đã có dữ liệu ghi ở đơn vị mới lập (%(what)s). Chuyển hoặc xóa trước khi hoàn tác.")
                % {"what": ", ".join(sorted(map(str, what)))}
            ) from still
    return audited_writes.change_row(
        amendment,
        by=by,
        action="unit.undo",
        version=version,
        state=AmendmentState.UNDONE,
        journal={},
        problem="",
    )


def _begun(amendment: Amendment) -> list[Unit]:
    """The units that an amendment let begin and that its undoing takes away."""
    entries = amendment.journal.get("entries", [])
    return list(Unit.objects.filter(pk__in=[e["unit"] for e in entries if e["step"] == "begun"]))


def _carry_out(by: UnitActor, amendment: Amendment, plan: AmendmentPlan) -> Amendment:
    journal = Journal(by, amendment.on, amendment.legal_act)
    journal.counts = tally(plan.moving())
    plan.do(journal)
    keep(by, amendment, journal)
    for unit in plan.changed():
        audit.record(by=by, action=f"unit.{plan.kind.value}", row=unit, unit_id=unit.pk)
    return amendment


def keep(by: UnitActor, amendment: Amendment, journal: Journal) -> None:
    """Store on the amendment what was done so far: what undoing it needs, and the counts its page shows."""
    amendment.affected_units.add(*journal.affected)
    before = Amendment.objects.exclude(pk=amendment.pk).aggregate(last=models.Max("nth"))["last"] or 0
    audited_writes.change_row(
        amendment,
        by=by,
        action="unit.amendment",
        state=AmendmentState.IN_FORCE,
        nth=before + 1,
        done_on=clock.today(),
        journal={"entries": journal.entries, "rows": journal.rows_moved, "counts": journal.counts},
    )
