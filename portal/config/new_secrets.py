"""`python -m portal.config.new_secrets`: prints new secrets as lines of .env."""

import secrets
import sys

from cryptography.fernet import Fernet

sys.stdout.write(
    f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
    f"SEAL_KEYS={Fernet.generate_key().decode()}\n"
    f"AUDIT_KEY={secrets.token_urlsafe(32)}\n"
)
