"""Units, people and groups of a story seeded so far, by the story's keys."""

from datetime import date
from typing import Unpack

from groups.models import ChatGroup
from portal.accounts.actor import Actor, SystemActor
from portal.accounts.models import User
from portal.accounts.services import add_person, assign
from portal.bodies.models import Body
from portal.config.demo.story import INVENTED, Commune, Hamlet, Person
from portal.steering.models import Directive
from portal.units.choices import Level, UnitKind
from portal.units.models import Unit
from portal.units.selectors import unit_by_code
from portal.units.services import UnitDetails, create_unit

# Official codes have as many digits as their level: "72", "707", "25561".
_LEVEL_OF_CODE = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}


class Stage:
    def __init__(self, day: date) -> None:
        self.by = SystemActor("seed the demo")
        self.groups: dict[str, ChatGroup] = {}
        #: By place and name.
        self.bodies: dict[tuple[str, str], Body] = {}
        #: By their codes, of all registers of the story.
        self.papers: dict[str, Directive] = {}
        self._day = day
        self._units: dict[str, Unit] = {}
        self._people: dict[str, User] = {}
        self._actors: dict[str, Actor] = {}

    def unit(self, key: str) -> Unit:
        """The unit of a key: an official code of the story's day, or a hamlet or self-managed team made here."""
        if key.isdigit() and key not in self._units:
            self._units[key] = unit_by_code(key, self._day, _LEVEL_OF_CODE[len(key)])
        return self._units[key]

    def person(self, username: str) -> User:
        return self._people[username]

    def actor(self, username: str) -> Actor:
        """A person as the one who acts; the clock must be on a day on which their assignment holds."""
        if username not in self._actors:
            self._actors[username] = Actor.of(self._people[username])
        return self._actors[username]

    def build_hamlets(self, commune: Commune) -> None:
        """The commune's invented hamlets and self-managed teams. They last as long as their commune."""
        above = self.unit(commune.code)
        for hamlet in commune.hamlets:
            since = commune.hamlets_since
            stands = self._begin(
                hamlet.name, above, level=Level.HAMLET, kind=hamlet.kind, name=hamlet.name, valid_from=since
            )
            self._build_self_managed_teams(hamlet, stands, since)

    def _build_self_managed_teams(self, hamlet: Hamlet, above: Unit, since: date) -> None:
        for n in range(1, hamlet.self_managed_teams + 1):
            self._begin(
                f"{hamlet.name}/{n:02}",
                above,
                level=Level.SELF_MANAGED_TEAM,
                kind=UnitKind.TO_TU_QUAN,
                name=f"Tổ tự quản số {n:02}",
                valid_from=since,
            )

    def _begin(self, key: str, above: Unit, **details: Unpack[UnitDetails]) -> Unit:
        self._units[key] = create_unit(by=self.by, parent=above, legal_act=INVENTED, **details)
        return self._units[key]

    def enter(self, person: Person) -> None:
        """Open someone's account, without a password, and give them their place, and the body they act for if any."""
        user = add_person(by=self.by, username=person.username, full_name=person.full_name)
        assign(
            by=self.by,
            user=user,
            role=person.role,
            unit=self.unit(person.place),
            body=self.bodies[person.place, person.body] if person.body else None,
            valid_from=person.since,
        )
        self._people[person.username] = user
