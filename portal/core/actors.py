"""Protocols of actors for layers that do not know accounts; portal.accounts.actor implements them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Core is below portal.accounts; the plugin of django-stubs makes of this name the model of AUTH_USER_MODEL.
    from django.contrib.auth.models import _User as User


class ActorProtocol(Protocol):
    """A person or the system, as an audit entry names it. `user` is None for the system."""

    @property
    def user(self) -> "User | None": ...

    @property
    def audit_label(self) -> str: ...

    def has(self, permission: str) -> bool: ...


class PersonProtocol(ActorProtocol, Protocol):
    """A person alone: for what is noted once for each."""

    @property
    def user(self) -> "User": ...
