"""Sealing of identities at rest: encrypted with the newest key, opened with any key still held."""

import json

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEAL_KEYS])


def seal(plain: dict) -> bytes:
    """Encrypt a small dict of strings."""
    return _keys().encrypt(json.dumps(plain, ensure_ascii=False).encode())


def unseal(sealed: bytes) -> dict:
    """Decrypt what `seal` made. Raises cryptography.fernet.InvalidToken when no key held opens it."""
    return json.loads(_keys().decrypt(bytes(sealed)))
