"""The entries of the navigation and of the menu beside one's name: apps bring theirs by their manifests."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.utils.functional import Promise

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core import manifests

#: How many entries the phone's bar holds.
IN_THE_BAR = 4


class MenuSection(Enum):
    """Where an entry stands; sections stand in this order."""

    #: Pages of everyday work: in the navigation.
    NAVIGATION = 1
    #: In the navigation of those who manage people, for whom these are the everyday pages; else in the menu.
    ADMINISTRATION = 2
    #: In the menu beside one's name.
    MENU = 3


@dataclass(frozen=True, eq=False)
class MenuEntry:
    """One entry: where it leads (`page`, a URL name without arguments), and who sees it where.

    Within its section it stands by `place`. `permission` opens it (None: everyone). `bar` is its place in the phone's
    bar, which holds the first `IN_THE_BAR`; `pages` names the pages on which it is the current one, where that is not
    the whole URL namespace of `page`.
    """

    label: str | Promise
    page: str
    icon: str
    section: MenuSection
    place: int
    permission: Permission | None = None
    bar: int = 9
    pages: tuple[str, ...] = ()

    def is_current(self, view_name: str) -> bool:
        """Whether the page with this URL name belongs to the entry."""
        if self.pages or ":" not in self.page:
            return view_name == self.page or view_name in self.pages
        return view_name.partition(":")[0] == self.page.partition(":")[0]

    @property
    def permissions_named(self) -> tuple[str, ...]:
        return (self.permission,) if self.permission else ()

    @property
    def pages_named(self) -> tuple[str, ...]:
        return (self.page, *self.pages)


def entries() -> list[MenuEntry]:
    """All entries of the installed apps, section by section."""
    return _in_order(manifests.all_of("menu_entries"))


def entries_of(actor: Actor) -> tuple[list[MenuEntry], list[MenuEntry]]:
    """The entries of a person's navigation, and those of the menu beside one's name; each in its order on wide screens."""
    in_navigation = {MenuSection.NAVIGATION}
    if actor.has(Permission.MANAGE_PEOPLE):
        in_navigation.add(MenuSection.ADMINISTRATION)
    navigation: list[MenuEntry] = []
    menu: list[MenuEntry] = []
    for entry in entries():
        if entry.permission is None or actor.has(entry.permission):
            (navigation if entry.section in in_navigation else menu).append(entry)
    return navigation, menu


def in_the_bar(navigation: list[MenuEntry]) -> list[MenuEntry]:
    """Those entries of a navigation that the phone's bar holds."""
    return sorted(navigation, key=lambda entry: entry.bar)[:IN_THE_BAR]


@cache
def _in_order(brought: tuple[MenuEntry, ...]) -> list[MenuEntry]:
    return sorted(brought, key=lambda entry: (entry.section.value, entry.place))
