"""The Celery app. Celery only wakes workers; the queue is the table of jobs (docs/dev/adr/0015)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.production")

app = Celery("binh_yen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["portal.core"])
