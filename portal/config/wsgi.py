"""The WSGI application. Where no worker runs (SQLite), its process also runs the jobs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.production")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from portal.core.checks import refuse_faulty_manifests  # noqa: E402

refuse_faulty_manifests()

if settings.JOBS_RUNNER == "thread":
    from portal.core.jobs import start_thread

    start_thread()
