"""The test suite: the same house on SQLite or, by DATABASE_URL and REDIS_URL, on PostgreSQL with workers."""

from cryptography.fernet import Fernet

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
AUDIT_KEY = "only-for-tests"
SEAL_KEYS = [Fernet.generate_key().decode()]
DEBUG = False
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "portal.config.demo"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
