"""Concurrency of forms: forms that could change the same units are answered one after the other.

A form that is sent holds the units its sender works for alone, and shares those above them (portal.units.locks),
before anything is read: two people of one commune take turns, and whoever changes a commune waits for its hamlets.
What the services lock beside it keeps the same order, so that jobs and commands take part.
"""

import logging
from collections.abc import Callable

from django.contrib.auth import get_user
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.requests import ActorRequest, PortalRequest
from portal.core.errors import Conflict
from portal.core.locks import is_collision, lock
from portal.units.locks import lock_units

log = logging.getLogger(__name__)
TRIES = 4
_NEVER_FITS = (
    gettext_lazy(
        "Nội dung vừa gửi trùng hoặc không khớp với dữ liệu đã có. Xem lại nội dung, sửa rồi gửi lại; vẫn không được thì báo người quản trị của đơn vị."
    ),
    gettext_lazy("Chưa ghi được nội dung vừa gửi"),
)


def serialized(
    request: ActorRequest, answer: Callable[[], HttpResponse], *, own: bool = False
) -> HttpResponse:
    """The response to a form, given while nobody else writes in the sender's units; with what it wrote, or nothing.
    `own`: the form is about the sender's own account, and waits for whoever else writes about that.

    A refusal (403, 404) keeps what was noted before it. Where the database gives this one up for another, it is
    answered anew; where a row changed under it, or nothing helps, a page says so (409). What the database refuses at every
    try, whoever else writes, is a fault of ours: it is logged as one, and the page asks to look at what was sent.
    """
    kept = _Kept(request)
    for left in reversed(range(TRIES)):
        try:
            return _answer(request, answer, own)
        except Conflict as changed:
            return _say(request, str(changed))
        except (OperationalError, IntegrityError) as problem:
            if isinstance(problem, OperationalError) and not is_collision(problem):
                raise
            log.warning("answered anew after %s", type(problem.__cause__ or problem).__name__)
            kept.put_back()
            if isinstance(problem, IntegrityError) and not left:
                # Not the database's own words: they may hold the row.
                log.error("%s breaks %s at every try", request.path_info, _constraint(problem))
                return _say(request, *_NEVER_FITS)
    return _say(request, _("Nhiều người đang ghi cùng một lúc. Đợi một lát rồi gửi lại."))


def _answer(request: ActorRequest, answer: Callable[[], HttpResponse], own: bool) -> HttpResponse:
    refusal: Exception | None = None
    with transaction.atomic():
        if own:
            lock(request.actor.user)
        else:
            lock_units(alone=[row.unit for row in request.actor.assignments])
        if not _still_inside(request):
            return redirect_to_login(request.get_full_path())
        try:
            response = answer()
        except (PermissionDenied, Http404) as no:
            refusal = no
    if refusal:
        raise refusal
    return response


def _still_inside(request: ActorRequest) -> bool:
    """Read the sender anew: rights, account or session may have ended while this form waited for its turn."""
    if not request.session.exists(request.session.session_key or ""):
        return False
    user = get_user(request)
    if not user.is_authenticated:
        return False
    working_unit = request.actor.unit
    request.user = request._cached_user = user
    request.actor = Actor.of(user, unit_id=working_unit.pk if working_unit else None)
    return True


def _say(request: PortalRequest, why: str | Promise, title: str | Promise = "") -> HttpResponse:
    return render(request, "409.html", {"why": why, "title": title}, status=409)


def _constraint(problem: IntegrityError) -> str:
    """The constraint's name, where the database reports it (PostgreSQL)."""
    return getattr(getattr(problem.__cause__, "diag", None), "constraint_name", None) or "a constraint"


class _Kept:
    """What a request changes outside the database: put back before it is answered anew."""

    def __init__(self, request: PortalRequest):
        self.request = request
        self.session = dict(request.session.items())
        self.messages = len(getattr(request._messages, "_queued_messages", ()))

    def put_back(self) -> None:
        session, messages = self.request.session, self.request._messages
        for name in set(session.keys()) - set(self.session):
            del session[name]
        session.update(self.session)
        del messages._queued_messages[self.messages :]  # type: ignore[attr-defined]  # the stubs lack it
        for file in self.request.FILES.values():
            if not isinstance(file, list):
                file.seek(0)
