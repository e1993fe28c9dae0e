"""Settings, root addresses, the Celery app (imported here so that web processes can wake the workers) and the
demo."""

from portal.config.celery import app as celery_app

__all__ = ["celery_app"]
