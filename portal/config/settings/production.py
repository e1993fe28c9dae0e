"""Settings of a real installation: https, secrets from the environment, usually PostgreSQL and Redis."""

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
# Both bind the whole domain, which is the installation's to decide; browsers remember them for a year.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
# `check --deploy` asks about them until the installation has decided either way.
SILENCED_SYSTEM_CHECKS = [
    check
    for name, check in {
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": "security.W005",
        "SECURE_HSTS_PRELOAD": "security.W021",
    }.items()
    if name in env.ENVIRON
]
# Whoever watches the portal asks it inside the machine, without https.
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
