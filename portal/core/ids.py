"""Random public ids of rows; row numbers are never shown, so a gap cannot reveal a hidden row."""

import secrets

# Crockford's base 32 without letters that are misread aloud or on paper.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def public_id() -> str:
    """A random id of 12 characters, 60 bits; unique by the column's constraint."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))
