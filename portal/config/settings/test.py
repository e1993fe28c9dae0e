"""Settings of the tests: SQLite, or PostgreSQL and Redis where DATABASE_URL and REDIS_URL are set."""

from cryptography.fernet import Fernet

from .base import *  # noqa: F403
from .with_demo import *  # noqa: F403

SECRET_KEY = "only-for-tests"
AUDIT_KEY = "only-for-tests"
SEAL_KEYS = [Fernet.generate_key().decode()]
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not FILES_URL:
    STORAGES["files"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# pytest-django keeps what is sent in memory.
NOTICES_BY_MAIL = True
