"""Data classes of the demo's stories; `seeding` writes them to the database.

INVENTED: except the numbers of groups, members and tips that the documents give, every name of a person or
hamlet, every tip, post, date and figure is made up ("minh họa"). Nobody named in the documents appears.

Places are named by keys: an official code ("25561"), a hamlet's name ("Phước Lễ"), a self-managed team as
hamlet and number ("Phước Lễ/03"). Groups have the key of their place, or one of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from groups.choices import Condition, GroupKind
from portal.accounts.permissions import Role
from portal.bodies.choices import BodyKind
from portal.units.choices import UnitKind

INVENTED = "Dữ liệu minh họa"


def moment(text: str) -> datetime:
    """ "2019-08-28 06:10" as a moment in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Person:
    """Someone of the story, perhaps for a body of their place. With `sees` a persona that a visitor may enter; `sees`
    says what awaits them, and `begins_at` names the page they land on."""

    username: str
    full_name: str
    role: Role
    place: str
    since: date
    sees: str = ""
    begins_at: str = "home"
    body: str = ""


@dataclass(frozen=True)
class Hamlet:
    """A hamlet, its head's username, and how many self-managed teams are under it."""

    name: str
    head: str = ""
    self_managed_teams: int = 0
    kind: UnitKind = UnitKind.AP


@dataclass(frozen=True)
class StoryCount:
    """A dated count of a group: members, households and (agencies, enterprises) bodies that take part."""

    on: date
    members: int
    households: int = 0
    bodies: int = 0


@dataclass(frozen=True)
class StoryGroup:
    """A group: its key, its place's key (the commune's code where empty), and its counts."""

    key: str
    kind: GroupKind
    name: str
    opened_on: date
    counts: tuple[StoryCount, ...]
    place: str = ""
    leader: str = ""
    leader_name: str = ""


@dataclass(frozen=True)
class StoryTransition:
    """One transition of a tip at a moment, with what `transition_tip` requires for it."""

    at: str
    name: str
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StoryTip:
    """A tip: when it came, about what, how, from where, who wrote it down and who handles it."""

    at: str
    category: str
    channel: str
    place: str
    summary: str
    transitions: tuple[StoryTransition, ...] = ()
    urgency: str = "normal"
    logged_by: str = ""
    handler: str = ""
    informant: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class StoryRelay:
    """Who passed a post on into the groups of these keys, how long after it was posted."""

    by: str
    after: timedelta
    groups: tuple[str, ...]


@dataclass(frozen=True)
class StoryPost:
    at: str
    topic: str
    title: str
    body: str
    kind: str = ""
    relays: tuple[StoryRelay, ...] = ()


@dataclass(frozen=True)
class StoryBody:
    """A body: its kind, its name, its place's key, its trait, whom to call, and under which place's body it is, by
    place and name."""

    kind: BodyKind
    name: str
    place: str
    trait: str = ""
    contact: tuple[str, str] = ("", "")
    above: tuple[str, str] | None = None


@dataclass(frozen=True)
class StoryConfirmation:
    """A head's word on groups, all at one sitting; `except_` names those in another state, with a note."""

    at: str
    by: str
    groups: tuple[str, ...]
    except_: Mapping[str, tuple[Condition, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class StoryReport:
    """A report begun on a moment; issued there too, unless it stays a draft."""

    period: str
    at: str
    by: str
    narrative: Mapping[str, str]
    place: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Commune:
    """What happens in one commune. `hamlets_since` dates its invented hamlets; `programme` is what it calls the model where
    it has no committee that says so."""

    code: str
    officer: str
    hamlets: tuple[Hamlet, ...]
    hamlets_since: date
    groups: tuple[StoryGroup, ...]
    counted_for: date
    bases: Mapping[str, int] = field(default_factory=dict)
    letterheads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    programme: str = ""
    duty_number: str = ""
    tips: tuple[StoryTip, ...] = ()
    posts: tuple[StoryPost, ...] = ()
    confirmations: tuple[StoryConfirmation, ...] = ()
    reports: tuple[StoryReport, ...] = ()


@dataclass(frozen=True)
class Story:
    """One place and its day: visitors work on `day`, whatever the calendar says."""

    title: str
    day: date
    about: str
    people: tuple[Person, ...]
    communes: tuple[Commune, ...]
    bodies: tuple[StoryBody, ...] = ()
    #: Since when the bodies exist.
    bodies_since: date | None = None

    @property
    def personas(self) -> list[Person]:
        return [person for person in self.people if person.sees]
