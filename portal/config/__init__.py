"""Settings, addresses, the Celery app (imported here so that the web process wakes the right workers), the demo."""

from portal.config.celery import app as celery_app

__all__ = ["celery_app"]
