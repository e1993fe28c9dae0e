"""Responses when the database connection drops or a disk is full: retry where that is safe, else a page with
503.

`server_error` is the portal's handler500 and marks such responses; `RetryOnLostConnection` runs the request a second time where
that is safe, and otherwise returns 503 with a page that says whether something was saved.
"""

import errno
import logging
import sys
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.utils import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.views.defaults import server_error as plain_server_error

log = logging.getLogger(__name__)
_WRITES = ("INSERT", "UPDATE", "DELETE")
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DISK_FULL = "53100"
# A transaction that idled or lasted too long: PostgreSQL cuts the connection, and psycopg calls it an internal error.
_TOO_LONG = ("25P03", "25P04")
# By these and 08… PostgreSQL says that it cuts the connection.
_CUT = (*_TOO_LONG, "57P01", "57P02", "57P03", "57P04", "57P05")
_SAFE = ("GET", "HEAD")
# Seconds after which a browser or a proxy may try again.
_RETRY_AFTER = "5"
_NO_FILES: MultiValueDict = MultiValueDict()


def server_error(request: HttpRequest) -> HttpResponse:
    """The page 500 (static: it must work when nothing else does), marked with the machine's failure if that is why."""
    response = plain_server_error(request)
    failure = _of_the_machine(sys.exc_info()[1])
    if failure is not None:
        response.failure = failure  # type: ignore[attr-defined]  # for RetryOnLostConnection
        # RetryOnLostConnection logs it: with a traceback only when the second try fails, too.
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django requires it
    return response


class RetryOnLostConnection:
    """Runs a request once more when its database connection was lost and it had written nothing, else returns 503.

    Pages that are read may always run again: what a GET writes (last use, outside access) is written once however often it runs. A
    form runs again only if no statement that writes was sent. Placed outside everything that queries the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        watch = WriteWatch()
        with connection.execute_wrapper(watch):
            response = self.get_response(request)
            failure = getattr(response, "failure", None)
            if failure is not None and _is_lost(failure) and (request.method in _SAFE or not watch.wrote):
                log.warning("tried again after %s: %s", type(failure).__name__, request.path)
                _start_over(request)
                response = self.get_response(request)
                failure = getattr(response, "failure", None)
        if failure is None:
            return response
        log.error("not answered: %s %s", request.method, request.path, exc_info=failure)
        return _page(request, failure, watch)


class WriteWatch:
    """Notes whether a request sent statements that write (`wrote`), and whether some are committed (`saved`)."""

    def __init__(self) -> None:
        self.wrote = self.saved = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if not sql.lstrip()[:6].upper().startswith(_WRITES):
            return execute(sql, params, many, context)
        self.wrote = True
        result = execute(sql, params, many, context)
        if not self.saved:
            transaction.on_commit(self._note_saved)
        return result

    def _note_saved(self) -> None:
        self.saved = True


def _page(request: HttpRequest, failure: BaseException, watch: WriteWatch) -> HttpResponse:
    context = {"full": _is_full(failure), "sent": request.method not in _SAFE, "saved": watch.saved}
    page = HttpResponse(
        render_to_string("503.html", context), status=503, headers={"Retry-After": _RETRY_AFTER}
    )
    page._has_been_logged = True  # type: ignore[attr-defined]  # Django requires it
    return page


def _of_the_machine(failure: BaseException | None) -> BaseException | None:
    """The machine's failure that was raised, or because of which something else was raised."""
    while failure is not None and not (_is_full(failure) or _is_of_the_database(failure)):
        failure = failure.__cause__
    return failure


def _is_of_the_database(failure: BaseException) -> bool:
    if isinstance(failure, InternalError):
        return getattr(failure.__cause__, "sqlstate", "") in _TOO_LONG
    return isinstance(failure, OperationalError | InterfaceError)


def _is_full(failure: BaseException | None) -> bool:
    """Whether a disk is full: this machine's, or the database's (PostgreSQL says 53100, SQLite says it in words)."""
    if isinstance(failure, OperationalError):
        return getattr(failure.__cause__, "sqlstate", "") == _DISK_FULL or "disk is full" in str(failure)
    return isinstance(failure, OSError) and failure.errno in _FULL


def _is_lost(failure: BaseException) -> bool:
    """Whether a database failure means that its connection is lost; if so the next query opens a new one."""
    if _is_full(failure):
        return False
    if connection.connection is None:
        return True
    if connection.in_atomic_block:
        return False
    if connection.is_usable():
        # Django opens a new one at the end of a transaction whose connection was cut.
        return _is_lost_connection(failure)
    connection.close()
    return True


def _is_lost_connection(failure: BaseException) -> bool:
    # None: the server had no word to say.
    state = getattr(failure.__cause__, "sqlstate", "")
    return state is None or state in _CUT or state.startswith("08")


def _start_over(request: HttpRequest) -> None:
    """Forget what the first try read, and let uploaded files be read again."""
    request.__dict__.pop("_cached_user", None)
    for _name, files in getattr(request, "_files", _NO_FILES).lists():
        for file in files:
            file.seek(0)
