"""Settings, root addresses and the Celery app (imported here so that web processes can wake the workers)."""

from portal.config.celery import app as celery_app

__all__ = ["celery_app"]
