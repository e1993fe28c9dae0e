"""Job handlers on units: ids in, one function called, as the system."""

from datetime import date

from portal.accounts.actor import SystemActor
from portal.core import clock, jobs
from portal.core.errors import Conflict, Refused
from portal.core.working_time import start_of
from portal.unit_pages.reform.jobs import RUN, key_of
from portal.units.amendments import reform, reform_steps, services
from portal.units.models import Amendment


def carry_out(amendment_id: int) -> None:
    """Carry out a planned amendment on its day, whatever day the machine has; run twice, it finds it done."""
    amendment = Amendment.objects.get(pk=amendment_id)
    with clock.pinned_to(start_of(amendment.on)):
        services.carry_out_planned(by=SystemActor("an amendment on its day"), amendment=amendment)


def run_reform(amendment_id: int, day: str) -> None:
    """Carry out what is left of a province's reform, reporting how far it is; killed, it goes on where it stopped."""
    amendment = Amendment.objects.get(pk=amendment_id)
    total = len(reform_steps.steps(reform.plan_of(amendment).province))

    def report(done: int, left: int) -> None:
        jobs.report_progress(key_of(RUN, amendment), 100 * (total - left + done) // total)

    with clock.pinned_to(date.fromisoformat(day)):
        try:
            reform.run_reform(
                by=SystemActor("the reform of a province"), amendment=amendment, progress=report
            )
        except Refused:
            # Taken back while it ran: its page says so.
            return


def undo_reform(amendment_id: int, day: str, version: int) -> None:
    """Take a reform back; where a rule says no by now nothing changes, and the page says why."""
    amendment = Amendment.objects.get(pk=amendment_id)
    with clock.pinned_to(date.fromisoformat(day)):
        try:
            services.undo_amendment(
                by=SystemActor("a reform taken back"), amendment=amendment, version=version
            )
        except (Refused, Conflict):
            return
