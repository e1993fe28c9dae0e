"""Settings of the demo: SQLite, no other service, sign-in by one click; never on the internet."""

from .base import *  # noqa: F403
from .with_demo import *  # noqa: F403

DEBUG = env.bool("DEBUG", default=False)
# The stories' people have no password and are entered years after their days.
UNUSED_DAYS = 0
# The browser on this machine needs no https, and the static files need no collecting.
STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedStaticFilesStorage"
WHITENOISE_USE_FINDERS = True
# Jobs run on the machine's day, years after the stories'.
REPORT_REMINDERS = False
TASK_REMINDERS = False
DIFFICULTY_REMINDERS = False
if not EMAIL_URL:
    # What would be sent is printed.
    NOTICES_BY_MAIL = True
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
