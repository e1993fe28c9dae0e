"""Hashes of the audit: of a batch (canonical JSON lines in order of ids) and of a seal (its own facts and the
previous seal's hash).

A batch has a plain SHA-256, a seal an HMAC: the seal stays provable after its entries were trimmed, and with the
database alone, without AUDIT_KEY, nobody can write another chain that fits.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.utils.crypto import salted_hmac

# Every column of an entry, as it is in the database.
FIELDS = (
    "id",
    "public_id",
    "at",
    "written_at",
    "actor_id",
    "actor_role",
    "action",
    "model",
    "object_id",
    "unit_id",
    "custodian_id",
    "outside",
    "once",
    "changes",
)


class SealBody:
    """The running hash of a batch."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = hashlib.sha256()

    def add(self, entry: tuple) -> None:
        """Take the next entry, a tuple of `FIELDS`."""
        self.count += 1
        self._hash.update(_canonical(entry))

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


class SealFacts(TypedDict):
    """What a seal says of its batch: the first and last entry, how many, when it was sealed, the hash of its body."""

    number: int
    first_id: int
    last_id: int
    count: int
    at: datetime
    body: str


def hash_of(*, before: str, **facts: Unpack[SealFacts]) -> str:
    """A seal's hash, keyed: its own facts, the body of its batch, and the hash of the seal before (empty: none)."""
    batch = (facts["first_id"], facts["last_id"], facts["count"], facts["at"], facts["body"])
    return _keyed("seal", (facts["number"], before, *batch))


def mark_of(*, hash: str, trimmed_at: datetime) -> str:
    """What shows that a batch was trimmed by the portal and not just taken away."""
    return _keyed("trim", (hash, trimmed_at))


def mark_of_head(*, number: int, last_id: int, hash: str) -> str:
    """What shows that a head was kept by the portal and not written over with an older seal."""
    return _keyed("head", (number, last_id, hash))


def _keyed(purpose: str, facts: tuple) -> str:
    return salted_hmac(
        f"portal.core.audit {purpose}", _canonical(facts), secret=settings.AUDIT_KEY, algorithm="sha256"
    ).hexdigest()


def _canonical(values: tuple) -> bytes:
    """One line of JSON: moments in UTC, keys in order, no spaces."""
    return (
        json.dumps(
            values, default=_moment, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        + b"\n"
    )


def _moment(value: Any) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
