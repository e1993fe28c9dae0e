"""Jobs of the reform of a province and of its undoing: requested by a person, carried out by the system."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, clock, jobs
from portal.core.errors import NotNow
from portal.core.models import Job
from portal.units.amendments import policies
from portal.units.amendments.reform import ReformProvince, begin_reform, plan_of
from portal.units.choices import AmendmentKind
from portal.units.models import Amendment

RUN, UNDO = "unit_pages.run_reform", "unit_pages.undo_reform"


@transaction.atomic
def ask_to_run(*, by: AnyActor, plan: ReformProvince) -> Amendment:
    """Write the reform down, or find the one begun, and let a worker carry out what is left of it."""
    amendment = begin_reform(by=by, plan=plan)
    _queue(RUN, amendment)
    return amendment


@transaction.atomic
def ask_to_undo(*, by: AnyActor, amendment: Amendment, version: int) -> Job:
    """Let a worker take a reform back. Raises Refused when it cannot be taken back any more."""
    plan = plan_of(amendment)
    policies.check_amendment(by, plan)
    policies.check_undo(amendment)
    if is_open(job_of(amendment)):
        raise NotNow(_("Việc này đang được thực hiện. Đợi xong rồi hoàn tác."))
    audit.record(by=by, action="unit.ask-undo", row=amendment, unit_id=plan.province.pk)
    return _queue(UNDO, amendment, version=version)


def _queue(name: str, amendment: Amendment, **more: Any) -> Job:
    """Ask for a job on the day of whoever asks; one that ended before runs again."""
    day = clock.today().isoformat()
    job = jobs.enqueue(name, key=key_of(name, amendment), amendment_id=amendment.pk, day=day, **more)
    if job.state in (Job.State.DONE, Job.State.FAILED):
        job.args = job.args | more | {"day": day}
        job.save(update_fields=["args"])
        jobs.requeue(job)
    return job


def job_of(amendment: Amendment) -> Job | None:
    """The job a reform waits for, or the last one that ended; None of any other amendment."""
    if amendment.kind != AmendmentKind.REFORM:
        return None
    found = Job.objects.filter(key__in=[key_of(RUN, amendment), key_of(UNDO, amendment)])
    return max(found, key=lambda job: (is_open(job), job.pk), default=None)


def note_done(amendment: Amendment) -> None:
    """Note that a reform was carried out to its end, so that a job that was given up no longer reports it."""
    jobs.done_elsewhere(key_of(RUN, amendment))


def is_open(job: Job | None) -> bool:
    """Whether a worker still has it before it."""
    return job is not None and job.state in (Job.State.QUEUED, Job.State.RUNNING)


def key_of(name: str, amendment: Amendment) -> str:
    """One job of a name for each reform."""
    return f"{name}:{amendment.public_id}"
