"""Kinds of notices, which apps declare in their manifests (`notice_kinds`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.core import manifests


@dataclass(frozen=True)
class NoticeKind:
    """What notices of one kind are called and say, where they lead, and how they go out.

    `says` is a sentence with named places (`%(period)s`), filled from what the sender gives: no text that a person typed
    belongs there, for a notice is read by someone who may have lost the right to its subject since. `page` is a URL
    name, with one key or none; the page checks by itself who may open it. `by_mail`: whether it also goes by e-mail to
    those who chose nothing else. `urgent`: its e-mail waits for no other, nor for the morning. `permission`: who may get
    it at all, and so is asked how; empty for everyone.
    """

    key: str
    label: str | Promise
    says: str | Promise
    page: str
    by_mail: bool = True
    urgent: bool = False
    permission: str = ""

    @property
    def permissions_named(self) -> tuple[str, ...]:
        return (self.permission,) if self.permission else ()

    @property
    def pages_named(self) -> tuple[str, ...]:
        return (self.page,)


def kinds() -> Mapping[str, NoticeKind]:
    """All kinds of the installed apps, by key."""
    return manifests.by_key("notice_kinds")
