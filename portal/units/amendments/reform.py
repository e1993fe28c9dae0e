"""Carrying out the reform of 1 July 2025, commune by commune.

Its units are there already (portal.units.national): the older ones ended, the newer ones began. What is left is to let the
hamlets, people and rows of the older units belong to the newer ones. Communes go one by one, each whole or not at all, so a run
that was cut off goes on where it stopped, and one run again finds nothing to do.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audited_writes
from portal.core.errors import NotNow
from portal.units.amendments import policies, services
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds import ReformProvince
from portal.units.amendments.locking import fresh, one_after_the_other
from portal.units.amendments.preview import tally
from portal.units.amendments.reform_steps import ReformStep, edges_since, inside_each, steps_left
from portal.units.amendments.serialization import unpack
from portal.units.amendments.sharing import Shares, absorb, share_out
from portal.units.choices import AmendmentKind, AmendmentState, Level
from portal.units.models import Amendment, Unit
from portal.units.national.tables import REFORM, REFORM_ACT
from portal.units.scoping import UnitActor

# Called with the number of units done and of all units of the run.
Progress = Callable[[int, int], None]
_AT_ONCE = 20


def _not_done(some: list[ReformStep]) -> list[ReformStep]:
    hung = set(edges_since().filter(child__in=[step.unit for step in some]).values_list("child", flat=True))
    return [step for step in some if step.unit.pk not in hung]


def plan_of(amendment: Amendment) -> ReformProvince:
    """The plan that the amendment of a reform stores. Raises Unit.DoesNotExist when a unit it names no longer exists."""
    return ReformProvince(**unpack(amendment.details))


def begin_reform(*, by: UnitActor, plan: ReformProvince) -> Amendment:
    """Write the reform of a province down, or give the one begun before. Raises Refused outside one's area."""
    with transaction.atomic():
        # Two who begin at once begin one.
        plan = fresh(plan)
        one_after_the_other()
        policies.check_amendment(by, plan)
        plan.check(REFORM)
        begun = current(plan.province)
        if begun:
            return begun
        amendment = Amendment(
            kind=plan.kind, on=REFORM, legal_act=REFORM_ACT, details=plan.details(), made_by=by.user
        )
        audited_writes.add_row(amendment, by=by, action="unit.decide")
        amendment.affected_units.add(plan.province)
    return amendment


def current(province: Unit) -> Amendment | None:
    """The reform of a province that was begun and not taken back."""
    return (
        Amendment.objects.filter(
            kind=AmendmentKind.REFORM, affected_units=province, details__province__unit_key=province.public_id
        )
        .exclude(state=AmendmentState.UNDONE)
        .first()
    )


def run_reform(*, by: UnitActor, amendment: Amendment, progress: Progress = lambda done, total: None) -> int:
    """Carry out what is left of a province's reform, some units in a transaction; the number of older units done.

    Raises Refused when it was taken back meanwhile.
    """
    plan = plan_of(amendment)
    left = steps_left(plan.province)
    # They hold all that is still to move: who writes there waits for the few communes of one step.
    older = [step.unit for step in left if step.unit.level == Level.PROVINCE]
    for n in range(0, len(left), _AT_ONCE):
        with transaction.atomic():
            plan = fresh(plan, *older)
            one_after_the_other()
            amendment = Amendment.objects.get(pk=amendment.pk)
            if amendment.state == AmendmentState.UNDONE:
                raise NotNow(_("Việc sắp xếp này đã được hoàn tác."))
            journal = Journal(by, REFORM, amendment.legal_act)
            journal.entries = amendment.journal.get("entries", [])
            journal.rows_moved = amendment.journal.get("rows", 0)
            journal.counts = amendment.journal.get("counts") or tally(plan.moving())
            # Another worker may have been at it: a lease ran out, two jobs were asked for.
            for step in _not_done(left[n : n + _AT_ONCE]):
                _do(journal, plan, step)
            services.keep(by, amendment, journal)
        progress(min(n + _AT_ONCE, len(left)), len(left))
    return len(left)


def _do(journal: Journal, plan: ReformProvince, step: ReformStep) -> None:
    unit, above = step.unit, plan.province
    if unit.level == Level.DISTRICT:
        # Districts are no more: their own rows are the province's, their people's assignments end.
        journal.attach(unit, above)
        journal.go_over(unit, None)
    elif len(step.successors) == 1:
        absorb(journal, unit, step.successors[0])
    else:
        inside = inside_each([unit])[unit.pk]
        decided = plan.choices.get(unit)
        shares = Shares(
            above=above,
            inside={child: plan.choices.get(child) for child in inside},
            rest=decided,
            people=decided,
        )
        share_out(journal, unit, (), shares)
