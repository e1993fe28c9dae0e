"""The session engine (settings.SESSION_ENGINE): Django's own over our table, where a session has an owner."""

import hashlib
from datetime import UTC, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError

from portal.core import clock

# What a session says of itself (portal.signin.receivers writes it); columns of its row repeat it for the lists.
HOW, BEGUN, SEEN, AGENT = "how", "begun", "seen", "agent"
# The day of use that was noted last.
DAY = "used_on"


def session_digest(session_key: str) -> str:
    """What the table keeps of a key. It was drawn at random, so a plain hash is beyond guessing."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Reads and writes by the digest of the browser's key."""

    @classmethod
    def get_model_class(cls):
        from portal.signin.models import OpenSession

        return OpenSession

    def load(self) -> dict:
        """What the session holds; nothing when it ended, on its own or by someone's hand."""
        live = self.model.objects.filter(expire_date__gt=clock.machine_now())
        row = live.filter(session_key=session_digest(self.session_key)).first()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row.session_data)

    def exists(self, session_key: str) -> bool:
        return super().exists(session_digest(session_key))

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError only where the session's row is gone. Django's own says so of whatever the database
        failed in, a lost connection too, and whoever was cut off would be signed out.
        """
        try:
            super().save(must_create=must_create)
        except UpdateError as said:
            failure = said.__context__
            if type(failure) is DatabaseError:  # "Forced update did not affect any rows."
                raise
            raise failure from failure.__cause__

    def create_model_instance(self, data: dict):
        row = super().create_model_instance(data)
        row.session_key = session_digest(self.session_key)
        row.user_id = data.get(SESSION_KEY)
        row.how, row.user_agent = data.get(HOW, ""), data.get(AGENT, "")
        row.begun_at, row.seen_at = _moment(data.get(BEGUN)), _moment(data.get(SEEN))
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=session_digest(key)).delete()


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
