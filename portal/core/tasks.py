"""Celery tasks: run the waiting jobs, and queue the recurring ones."""

from celery import shared_task

from portal.core import jobs


@shared_task(name="portal.core.tasks.drain_jobs")
def drain_jobs() -> int:
    """Run due jobs until none is left."""
    return jobs.drain()


@shared_task(name="portal.core.tasks.requeue_recurring")
def requeue_recurring() -> None:
    """Queue each recurring job whose interval has passed."""
    jobs.requeue_recurring()
