"""The ways of signing in, as apps bring them by their manifests, and how a session begun by each is unlocked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.accounts.requests import ActorRequest
from portal.core import manifests


@dataclass(frozen=True)
class SignInMethod:
    """One way of signing in. `key` is kept in the session and in its row (portal.signin.session_store.HOW)."""

    key: str
    #: How lists of sessions name it.
    label: str | Promise
    #: What the lock page asks for; empty where its button alone unlocks.
    asks_for: str | Promise
    #: Called with the request and what was typed: whether that unlocks the session. Raises Refused with what to do instead.
    unlocks: Callable[[ActorRequest, str], bool]


def method_of(key: str | None) -> SignInMethod | None:
    """The method of a session's key; None for a key that no installed app brings."""
    return manifests.by_key("sign_in_methods").get(key)


def label_of(key: str) -> str:
    """How lists name a session's method; an unknown key stands for itself."""
    method = method_of(key)
    return str(method.label) if method else key
