"""The one Celery task: drain the job rows."""

from celery import shared_task

from portal.core import jobs


@shared_task(name="portal.core.tasks.drain_jobs")
def drain_jobs() -> int:
    """Run due jobs until none is left."""
    return jobs.drain()
