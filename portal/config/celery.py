"""Celery only wakes workers: the job rows are the queue (docs/dev/adr, 15)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.production")

app = Celery("binh_yen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["portal.core"])
