"""How a rule says no. Each carries a sentence for the person, in Vietnamese, that says what to do."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """In scope but not allowed: the policy's reason, shown on the 403 page or beside the button."""

    @property
    def reason(self) -> str:
        return str(self.args[0]) if self.args else ""


class Conflict(Exception):
    """Someone else changed the row since it was read: nothing was written, nothing typed is lost."""


def passes(check: Callable[..., None], *about) -> bool:
    """The twin of a policy's `check_…` for screens: whether it lets pass, instead of why not."""
    try:
        check(*about)
    except Refused:
        return False
    return True
