"""What every view declares: the permission that opens it. Sign-in is the default (portal.signin.middleware.SignInRequired)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.accounts.form_locks import serialized
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.errors import Refused


def needs(*permissions: Permission, in_turns: bool = True) -> Callable:
    """Open a view to actors who have one of the permissions; refuse others with the reason (403).

    A form that is sent waits for its turn (portal.accounts.form_locks). `in_turns=False`: the view works long before it
    writes, and what it writes touches no other row.
    """

    def decorate(view: Callable) -> Callable:
        def checked(request: ActorRequest, *args, **kwargs) -> HttpResponse:
            if not any(request.actor.has(permission) for permission in permissions):
                raise Refused(
                    _("Vai trò của anh/chị không có quyền %(what)s.") % {"what": permissions[0].label}
                )
            return view(request, *args, **kwargs)

        guarded = wraps(view)(_in_turn(checked) if in_turns else checked)
        guarded.permissions = permissions
        return guarded

    return decorate


def for_everyone_signed_in(view: Callable) -> Callable:
    """Mark a view that any signed-in person may open; the architecture tests ask for one mark or the other."""
    view.permissions = ()
    return view


def about_oneself(view: Callable) -> Callable:
    """The same for a view that changes how the person signs in: what is sent there is answered in turn, too."""
    return for_everyone_signed_in(wraps(view)(_in_turn(view, own=True)))


def _in_turn(view: Callable, *, own: bool = False) -> Callable:
    def guarded(request: ActorRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        return serialized(request, lambda: view(request, *args, **kwargs), own=own)

    return guarded
