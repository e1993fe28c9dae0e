"""The bench's house: the product's settings on PostgreSQL as in production, with Django's admin beside it."""

from portal.config.settings import base
from portal.config.settings.test import *  # noqa: F403
from portal.config.settings.test import ROOT, env

ALLOWED_HOSTS = ["testserver"]
DATABASES = {
    "default": env.db_url("BENCH_DATABASE_URL", default="postgres://root@127.0.0.1:5432/binh_yen_bench")
    | {
        "CONN_MAX_AGE": 600,
        # All of a query's work stays in the one backend whose CPU is read.
        "OPTIONS": {"options": "-c max_parallel_workers_per_gather=0"},
    }
}
# The product without the demo that the suite adds.
INSTALLED_APPS = [*base.INSTALLED_APPS, "django.contrib.admin.apps.SimpleAdminConfig"]
MIDDLEWARE = base.MIDDLEWARE
TEMPLATES = base.TEMPLATES
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "bench" / "templates"]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("django.contrib.auth.context_processors.auth")
# Static files are looked up as in production: found once, not asked of the disk at each request.
STATIC_ROOT = ROOT / "static"
STATICFILES_DIRS = []
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
LOGGING = {}
