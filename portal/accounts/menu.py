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
    """Where an entry is; sections are in this order."""

    #: Pages of everyday work: in the navigation.
    NAVIGATION = 1
    #: In the navigation of those who manage people, for whom these are the everyday pages; else in the menu.
    ADMINISTRATION = 2
    #: In the menu beside one's name.
    MENU = 3


@dataclass(frozen=True, eq=False)
class MenuEntry:
    """One entry: where it leads (`page`, a URL name without arguments), and who sees it where.

    Within its section it is ordered by `place`, which no other entry has there; `icon` is an id of static/img/icons.svg.
    `permission` opens it (None: everyone). `bar` is its place in the phone's bar, which holds the first `IN_THE_BAR`;
    with the default it stays out. `pages` names the pages on which it is the current one besides its own, where that is
    not the whole URL namespace of `page`; `namespaces` are further URL namespaces whose pages belong to it.
    """

    label: str | Promise
    page: str
    icon: str
    section: MenuSection
    place: int
    permission: Permission | None = None
    bar: int = 9
    pages: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()

    def claim(self, view_name: str) -> int:
        """How closely the page with this URL name belongs to the entry: 3 where the entry leads to it, 2 where `pages`
        names it, 1 where it is in a URL namespace of the entry, 0 where it does not."""
        if view_name == self.page:
            return 3
        if view_name in self.pages:
            return 2
        if self.pages or ":" not in self.page:
            return 0
        return int(view_name.partition(":")[0] in (self.page.partition(":")[0], *self.namespaces))

    @property
    def stands_at(self) -> str:
        """Its section and place, which manifests give once."""
        return f"{self.section.name}, place {self.place}"

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


def current_of(shown: list[MenuEntry], view_name: str) -> MenuEntry | None:
    """The one entry that is current on the page with this URL name: the closest, of equally close ones the first."""
    claims = {entry: claim for entry in shown if (claim := entry.claim(view_name))}
    return max(claims, key=claims.__getitem__, default=None)


def in_the_bar(navigation: list[MenuEntry]) -> list[MenuEntry]:
    """Those entries of a navigation that the phone's bar holds."""
    return sorted(navigation, key=lambda entry: entry.bar)[:IN_THE_BAR]


@cache
def _in_order(brought: tuple[MenuEntry, ...]) -> list[MenuEntry]:
    return sorted(brought, key=lambda entry: (entry.section.value, entry.place))
