"""The exceptions of rules (Refused, NotNow, Conflict, …), each with a Vietnamese sentence that says what to
do."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError


class Refused(PermissionDenied):
    """In scope but not allowed: the policy's reason, shown on the 403 page or beside the button."""

    @property
    def reason(self) -> str:
        return str(self.args[0]) if self.args else ""


class NotNow(Refused):
    """Refused because of the row's state, whoever asks: the page gives the reason, and no advice about rights."""


class Conflict(Exception):
    """Someone else changed the row since it was read: nothing was written, nothing typed is lost."""


class RowChanged(Conflict):
    """A Conflict by the row's version. Its sentence is for a form; a button says it by `refusals_as_messages`."""


class Recorded(ValidationError):
    """A refusal that must itself be written down, though the transaction it ends is rolled back.

    `record` is called after the rollback: by the blocks of `portal.core.forms`, or by whoever else catches this.
    """

    def __init__(self, message: str | dict[str, Any], *, record: Callable[[], object]):
        super().__init__(message)
        self.record = record


def passes(check: Callable[..., None], *about: Any) -> bool:
    """The twin of a policy's `check_…` for screens: whether it lets pass, instead of why not."""
    try:
        check(*about)
    except Refused:
        return False
    return True
