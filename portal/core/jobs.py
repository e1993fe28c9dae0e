"""Jobs: rows written with the change that requires them, leased to one worker at a time, and tried at most five times.

A job that failed is tried again after 2, 4, 8, 16 seconds. One whose worker was killed is taken by another once its lease
(JOB_LEASE_SECONDS) has run out, and begins again: handlers are idempotent. What does not end well within five attempts
(`MAX_ATTEMPTS`) is given up until a person, or whoever asks for it anew, starts it again.

On one machine without services a daemon thread of the web server runs them; otherwise Celery workers on any number of
machines do, woken through Redis. Losing Redis loses no work: beat looks for waiting jobs itself, as often as
CELERY_BEAT_SCHEDULE says.

What is done again and again (sealing the audit) is one row as well, queued anew once its interval has passed.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import Q, QuerySet

from portal.core import clock, manifests
from portal.core.models import Job

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 5
# How often, in seconds, the thread looks which recurring jobs are due; beat has its own schedule in the settings.
POLL_SECONDS = 60.0
_wake = threading.Event()


@dataclass(frozen=True)
class JobHandler:
    """What does the jobs of a name: `run` is idempotent and gets the job's args as keywords.

    With an interval (`every`) it takes no args, and is run again whenever so much has passed since it was last due.
    """

    key: str
    run: Callable[..., None]
    every: timedelta | None = None


def enqueue(name: str, *, key: str, **args: Any) -> Job:
    """Write a job in the caller's transaction; the same key again gives the job that is there already."""
    now = clock.machine_now()
    job, is_new = Job.objects.get_or_create(
        key=key, defaults={"handler": name, "args": args, "run_after": now, "created_at": now}
    )
    if is_new:
        transaction.on_commit(wake)
    return job


def retry(job: Job) -> None:
    """Let a failed job run again from the start, as a person asked."""
    _start_anew(job, Job.State.FAILED)


def requeue(job: Job) -> None:
    """Let a job that ended, well or not, run again from the start: what it does may be needed anew."""
    _start_anew(job, Job.State.FAILED, Job.State.DONE)


def done_elsewhere(key: str) -> None:
    """Note that a job's work is done, by whomever: a command finished what workers had given up, or still wait with."""
    Job.objects.filter(key=key).exclude(state=Job.State.DONE).update(
        state=Job.State.DONE, lease_until=None, progress=100, error="", finished_at=clock.machine_now()
    )


def _start_anew(job: Job, *ended: str) -> None:
    Job.objects.filter(pk=job.pk, state__in=ended).update(
        state=Job.State.QUEUED, attempts=0, run_after=clock.machine_now(), progress=0, error=""
    )
    transaction.on_commit(wake)


def report_progress(key: str, percent: int) -> None:
    """Store the progress of a running job and renew its lease."""
    Job.objects.filter(key=key, state=Job.State.RUNNING).update(
        progress=min(percent, 99),
        lease_until=clock.machine_now() + timedelta(seconds=settings.JOB_LEASE_SECONDS),
    )


def requeue_recurring() -> None:
    """Queue each recurring job whose interval has passed, also one that was given up. Two who ask make one run."""
    now = clock.machine_now()
    for handler in manifests.all_of("jobs"):
        if handler.every is None:
            continue
        job = enqueue(handler.key, key=f"every:{handler.key}")
        ended = Job.objects.filter(pk=job.pk, state__in=[Job.State.DONE, Job.State.FAILED])
        if ended.filter(run_after__lte=now - handler.every).update(
            state=Job.State.QUEUED, attempts=0, run_after=now, progress=0, error=""
        ):
            transaction.on_commit(wake)


def wake() -> None:
    """Wake a worker. A failure is harmless: the next poll finds the job."""
    if settings.JOBS_RUNNER != "celery":
        _wake.set()
        return
    from portal.core.tasks import drain_jobs

    try:
        drain_jobs.apply_async(retry=False)
    except Exception as failure:  # Redis is down: beat's poll runs the jobs when it is back.
        log.warning("no wake-up sent: %s", type(failure).__name__)


def run_next() -> bool:
    """Lease one due job, run it, note how it ended. False when none is due."""
    job = lease()
    if job is None:
        return False
    try:
        manifests.by_key("jobs")[job.handler].run(**job.args)
    except Exception as failure:
        _note_failure(job, failure)
    else:
        _held(job).update(
            state=Job.State.DONE, lease_until=None, progress=100, finished_at=clock.machine_now(), error=""
        )
    return True


def drain() -> int:
    """Run due jobs until none is left; the number run."""
    count = 0
    while run_next():
        count += 1
    return count


def start_thread() -> None:
    """Drain in a daemon thread of this process: for one machine without Redis."""
    threading.Thread(target=_drain_forever, name="jobs", daemon=True).start()


def _drain_forever() -> None:
    polled_at = None
    while True:
        close_old_connections()
        try:
            now = clock.machine_now()
            if polled_at is None or (now - polled_at).total_seconds() >= POLL_SECONDS:
                polled_at = now
                requeue_recurring()
            drain()
        except Exception as failure:  # The database may be away or locked: look again soon.
            log.warning("jobs: %s", type(failure).__name__)
        _wake.wait(timeout=2)
        _wake.clear()


def lease() -> Job | None:
    """Take the oldest due job: queued, or running with a lease that ran out (its worker was killed)."""
    now = clock.machine_now()
    due = Job.objects.filter(
        Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now), run_after__lte=now
    ).order_by("run_after", "id")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            # Its worker died each time: something in it kills workers, and it stops doing so here.
            Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, lease_until=None, error="WorkerLost")
            log.error(
                "job %s (%s) given up: its worker died %d times", job.public_id, job.handler, job.attempts
            )
            return lease()
        job.attempts += 1
        job.lease_until = now + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        job.state = Job.State.RUNNING
        job.save(update_fields=["attempts", "lease_until", "state"])
    return job


def _held(job: Job) -> QuerySet[Job]:
    """The job's row while no other worker has taken it since: a lease that ran out ends this worker's say only then."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, state=Job.State.RUNNING)


def _note_failure(job: Job, failure: Exception) -> None:
    log.exception("job %s (%s) failed", job.public_id, job.handler) if settings.DEBUG else log.error(
        "job %s (%s) failed: %s", job.public_id, job.handler, type(failure).__name__
    )
    given_up = job.attempts >= MAX_ATTEMPTS
    _held(job).update(
        state=Job.State.FAILED if given_up else Job.State.QUEUED,
        lease_until=None,
        run_after=clock.machine_now() + timedelta(seconds=2**job.attempts),
        error=type(failure).__name__,
    )
