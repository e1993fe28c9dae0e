"""Encryption of identities at rest: with the newest key; decryption with any key still held."""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """No key still held opens this record: its key is lost, or the record was altered."""


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEAL_KEYS])


def encrypt(plain: dict) -> bytes:
    """Encrypt a small dict of strings."""
    return _keys().encrypt(json.dumps(plain, ensure_ascii=False).encode())


def decrypt(sealed: bytes) -> dict:
    """Decrypt what `seal` made. Raises Unreadable when no key held opens it."""
    try:
        return json.loads(_keys().decrypt(bytes(sealed)))
    except (InvalidToken, ValueError) as problem:
        raise Unreadable from problem


def can_decrypt(sealed: bytes) -> bool:
    """Whether a key still held opens a record, without decrypting it."""
    try:
        _keys().extract_timestamp(bytes(sealed))
    except (InvalidToken, ValueError):
        return False
    return True
