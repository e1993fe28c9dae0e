"""A real installation: https, secrets from the environment, PostgreSQL and Redis as a rule."""

from .base import *  # noqa: F403
from .base import AUDIT_KEY, SEAL_KEYS, SECRET_KEY

for name, value in {"SECRET_KEY": SECRET_KEY, "SEAL_KEYS": SEAL_KEYS, "AUDIT_KEY": AUDIT_KEY}.items():
    if not value:
        raise SystemExit(
            f"{name} is missing: run `python -m portal.config.new_secrets` and put its lines in .env"
        )

DEBUG = False
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
