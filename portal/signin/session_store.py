"""The session engine (settings.SESSION_ENGINE): Django's, over our table where a session has an owner.

One query reads an open session, its user, the assignments the user holds that day and how many notices the user has not
seen: every page needs the four.
Its SQL is written once (`portal.core.compiled_query`); what it reads is kept from no request to the next.
"""

import hashlib
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.db.models import CharField, DateField, DateTimeField, FilteredRelation, QuerySet
from django.http import HttpRequest

from portal.accounts.actor import AssignmentsOfDay
from portal.accounts.models import Assignment, User
from portal.core import clock
from portal.core.compiled_query import CompiledQuery, ModelColumns, Parameter
from portal.core.notices.selectors import UnseenCount
from portal.units.models import Unit
from portal.units.selectors import valid_on

if TYPE_CHECKING:
    from portal.signin.models import OpenSession

# What a session says of itself (portal.signin.receivers writes it); columns of its row repeat it for the lists.
HOW, BEGUN, SEEN, AGENT = "how", "begun", "seen", "agent"
# The day of use that was noted last.
DAY = "used_on"

_read_with_session: ContextVar[User | None] = ContextVar("user_read_with_session", default=None)


def session_digest(session_key: str) -> str:
    """What the table keeps of a key. It was drawn at random, so a plain hash is beyond guessing."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Reads and writes by the digest of the browser's key."""

    @classmethod
    def get_model_class(cls) -> "type[OpenSession]":
        """The model whose rows the sessions are."""
        from portal.signin.models import OpenSession

        return OpenSession

    #: The session's user with the assignments of today, as `load` read them; None where nobody is signed in.
    held: AssignmentsOfDay | None = None
    #: How many notices the session's user had not seen when it was read.
    unseen_notices: int = 0

    def load(self) -> dict:
        """What the session holds; nothing when it ended, on its own or by someone's hand. Sets `held` and `unseen_notices`."""
        today = clock.today()
        # One row for each assignment; session and user are the same in all of them.
        rows = _SESSION.rows(key=session_digest(self.session_key or ""), now=clock.machine_now(), today=today)
        if not rows:
            self._session_key = self.held = None
            self.unseen_notices = 0
            return {}
        user = _USER.instance(rows[0])
        assignments = sorted(filter(None, map(_assignment, rows)), key=lambda assignment: assignment.pk)
        self.held = AssignmentsOfDay(user, today, tuple(assignments)) if user else None
        self.unseen_notices = rows[0][_UNIT.stop]
        return self.decode(rows[0][0])

    def exists(self, session_key: str) -> bool:
        """Whether a session with this key is open."""
        return super().exists(session_digest(session_key))

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError only where the session's row no longer exists. Django's own says so of whatever the database
        failed in, a lost connection too, and whoever was cut off would be signed out.
        """
        try:
            super().save(must_create=must_create)
        except UpdateError as said:
            failure = said.__context__
            if failure is None or type(failure) is DatabaseError:  # "Forced update did not affect any rows."
                raise
            raise failure from failure.__cause__

    def create_model_instance(self, data: dict[str, Any]) -> "OpenSession":
        """The row of a session: its key only as a digest, with whose it is, how and when it began."""
        row = cast("OpenSession", super().create_model_instance(data))
        row.session_key = session_digest(self.session_key or "")
        row.user_id = data.get(SESSION_KEY)
        row.how, row.user_agent = data.get(HOW, ""), data.get(AGENT, "")
        row.begun_at, row.seen_at = _moment(data.get(BEGUN)), _moment(data.get(SEEN))
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End a session, by default this one."""
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=session_digest(key)).delete()


_USER = ModelColumns(User, prefix="user__", start=1)
_ASSIGNMENT = ModelColumns(Assignment, prefix="held__", start=_USER.stop)
_UNIT = ModelColumns(Unit, prefix="held__unit__", start=_ASSIGNMENT.stop)


def _session_with_user() -> QuerySet:
    """The session of a key while it is open at a moment; a row for each assignment that its user holds on a day."""
    today = Parameter("today", DateField())
    held = FilteredRelation("user__assignments", condition=valid_on(today, "user__assignments__"))
    return (
        SessionStore.get_model_class()
        .objects.filter(
            session_key=Parameter("key", CharField()), expire_date__gt=Parameter("now", DateTimeField())
        )
        .annotate(held=held, unseen=UnseenCount("user"))
        .values_list("session_data", *_USER.names, *_ASSIGNMENT.names, *_UNIT.names, "unseen")
    )


_SESSION = CompiledQuery(_session_with_user)


def _assignment(row: Sequence[Any]) -> Assignment | None:
    """The assignment of a row, with its unit; none for a session of nobody's, or someone without one on the day."""
    assignment = _ASSIGNMENT.instance(row)
    unit = _UNIT.instance(row)
    if assignment and unit:
        assignment.unit = unit
    return assignment


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """The user that the session's row was read with, or nobody. All checks are Django's (`django.contrib.auth.get_user`)
    and the backend's, which is spared its query."""
    request.session.get(SESSION_KEY)  # A session is read when something is asked of it.
    held = cast(SessionStore, request.session).held
    read = _read_with_session.set(held.user if held else None)
    try:
        return get_user(request)
    finally:
        _read_with_session.reset(read)


def user_at_hand(user_id: int) -> User | None:
    """The user of this number, while `user_of` looks up the user it has read already; None at any other time."""
    user = _read_with_session.get()
    return user if user and user.pk == user_id else None


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
