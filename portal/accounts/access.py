"""`@needs(permission)`: the permission that opens a view. Views without it need a signed-in person
(portal.signin.middleware.SignInRequired)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.accounts.form_locks import serialized
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.errors import Refused

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def needs(*permissions: Permission, in_turns: bool = True) -> Callable[[View[P]], View[P]]:
    """Open a view to actors who have one of the permissions; refuse others with the reason (403).

    A form that is sent waits for its turn (portal.accounts.form_locks). `in_turns=False`: the view works long before it
    writes, and what it writes touches no other row.
    """

    def decorate(view: View[P]) -> View[P]:
        def checked(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(request.actor.has(permission) for permission in permissions):
                raise Refused(
                    _("Vai trò của anh/chị không có quyền %(what)s.") % {"what": permissions[0].label}
                )
            return view(request, *args, **kwargs)

        return _marked(wraps(view)(_in_turn(checked) if in_turns else checked), permissions)

    return decorate


def for_everyone_signed_in(view: View[P]) -> View[P]:
    """Mark a view that any signed-in person may open; the architecture tests require one of the marks."""
    return _marked(view, ())


def about_oneself(view: View[P]) -> View[P]:
    """The same for a view that changes how the person signs in: what is sent there is answered in turn, too."""
    return for_everyone_signed_in(wraps(view)(_in_turn(view, own=True)))


def _marked(view: View[P], permissions: tuple[Permission, ...]) -> View[P]:
    view.permissions = permissions  # type: ignore[attr-defined]  # a function bears no attributes in types
    return view


def _in_turn(view: View[P], *, own: bool = False) -> View[P]:
    def guarded(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        return serialized(request, lambda: view(request, *args, **kwargs), own=own)

    return guarded
