"""The reform of a province and its undoing as jobs: asked for by a person, carried out by the system."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit, clock, jobs
from portal.core.errors import NotNow
from portal.core.models import Job
from portal.hierarchy.acts import policies
from portal.hierarchy.acts.kinds import read
from portal.hierarchy.acts.reform import Reform, begin_reform
from portal.hierarchy.acts.services import check_undo
from portal.hierarchy.choices import ActKind
from portal.hierarchy.models import UnitAct

RUN, UNDO = "territory.run_reform", "territory.undo_reform"


@transaction.atomic
def ask_to_run(*, by, act: Reform) -> UnitAct:
    """Write the reform down, or find the one begun, and let a worker carry out what is left of it."""
    stored = begin_reform(by=by, act=act)
    _queue(RUN, stored)
    return stored


@transaction.atomic
def ask_to_undo(*, by, stored: UnitAct, version: int) -> Job:
    """Let a worker take a reform back. Raises Refused when it cannot be taken back any more."""
    act = read(stored.kind, stored.details)
    policies.check_act(by, act)
    check_undo(stored)
    if is_open(job_of(stored)):
        raise NotNow(_("Việc này đang được thực hiện. Đợi xong rồi hoàn tác."))
    audit.record(by=by, action="unit.ask-undo", thing=stored, unit_id=act.province.pk)
    return _queue(UNDO, stored, version=version)


def _queue(name: str, stored: UnitAct, **more) -> Job:
    """Ask for a job on the day of whoever asks; one that ended before runs again."""
    day = clock.today().isoformat()
    job = jobs.enqueue(name, key=key_of(name, stored), act_id=stored.pk, day=day, **more)
    if job.state in (Job.State.DONE, Job.State.FAILED):
        job.args = job.args | more | {"day": day}
        job.save(update_fields=["args"])
        jobs.again(job)
    return job


def job_of(stored: UnitAct) -> Job | None:
    """The job a reform waits for, or the last one that ended; None of any other act."""
    if stored.kind != ActKind.REFORM:
        return None
    found = Job.objects.filter(key__in=[key_of(RUN, stored), key_of(UNDO, stored)])
    return max(found, key=lambda job: (is_open(job), job.pk), default=None)


def note_done(stored: UnitAct) -> None:
    """Note that a reform was carried out to its end, so that a job that was given up no longer tells of it."""
    jobs.done_elsewhere(key_of(RUN, stored))


def is_open(job: Job | None) -> bool:
    """Whether a worker still has it before it."""
    return job is not None and job.state in (Job.State.QUEUED, Job.State.RUNNING)


def key_of(name: str, stored: UnitAct) -> str:
    """One job of a name for each reform."""
    return f"{name}:{stored.public_id}"
