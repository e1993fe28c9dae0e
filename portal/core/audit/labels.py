"""Types of audit labels: apps give labels for their actions, models and fields by their manifests."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Access(Enum):
    """What an action shows or gives to whoever does it; a commune is shown such actions of outsiders."""

    TIP = "tips"
    ROW = "rows"
    #: Lists and figures, also of the units above, which show a commune's rows among others.
    LISTING = "lists"
    FILE = "files"
    #: The right to look at all was asked for.
    SUPPORT = "support"


@dataclass(frozen=True)
class Heading:
    """A heading under which actions are offered; headings are in the order of `place`."""

    label: str | Promise
    place: int


#: Actions of no app's own subject.
OTHER = Heading(_("Khác"), 60)


@dataclass(frozen=True)
class AuditAction:
    """An action as the audit names it. Under a heading actions are ordered by `place`, then in the order of their apps."""

    key: str
    label: str | Promise
    heading: Heading
    access: Access | None = None
    place: int = 50


@dataclass(frozen=True)
class AuditedModel:
    """A model (`key`: its label_lower) as the audit names it: its word; where a row is read, with which permission.

    `rises`: its rows may move above the commune, and their entries with them.
    """

    key: str
    word: str | Promise
    address: str = ""
    permission: str | None = None
    rises: bool = False

    @property
    def permissions_named(self) -> tuple[str, ...]:
        return (self.permission,) if self.permission else ()

    @property
    def pages_named(self) -> tuple[str, ...]:
        return (self.address,) if self.address else ()


@dataclass(frozen=True)
class AuditedField:
    """The label of a field that has none of its own, whatever its model."""

    key: str
    label: str | Promise
