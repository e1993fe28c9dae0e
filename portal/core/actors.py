"""What the lower layers need to know of whoever acts; portal.accounts.actor has the two that there are."""

from typing import Protocol

from django.contrib.auth.base_user import AbstractBaseUser


class ActorProtocol(Protocol):
    """A person or the system, as an audit entry names it. `user` is None for the system."""

    @property
    def user(self) -> AbstractBaseUser | None: ...

    @property
    def audit_label(self) -> str: ...

    def has(self, permission: str) -> bool: ...
