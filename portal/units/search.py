"""Search of units by name or code of either era, with the short forms of kinds."""

from datetime import date
from functools import reduce
from operator import or_
from typing import TypedDict, TypeVar, Unpack

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from portal.core import text_search
from portal.core.text_search import words_of
from portal.units.choices import Level, UnitKind
from portal.units.models import Succession, Unit, UnitVersion, valid_on
from portal.units.selectors import edges_on

Rows = TypeVar("Rows", bound=QuerySet)

# What people write for kinds of units, and for the one city that is written in letters.
_SHORT = {
    "t": "tỉnh", "tp": "thành phố", "q": "quận", "h": "huyện", "tx": "thị xã", "tt": "thị trấn", "x": "xã",
    "p": "phường", "dk": "đặc khu", "kp": "khu phố", "tdp": "tổ dân phố", "ttq": "tổ tự quản",
    "hcm": "Hồ Chí Minh", "tphcm": "thành phố Hồ Chí Minh",
}  # fmt: skip
SHORT = {short: " ".join(words_of(full)) for short, full in _SHORT.items()}
_KINDS = [" ".join(words_of(str(kind.label))) for kind in UnitKind]
# Official codes have two, three or five digits; people leave the zeros in front away.
_CODE_LENGTHS = (2, 3, 5)


def narrow_with_short_forms(rows: Rows, query: str, *columns: str) -> Rows:
    """`text_search.narrow` with the short forms of kinds of units (`SHORT`): all rows for an empty one, none for signs."""
    return text_search.narrow(rows, query, *columns, short=SHORT)


class SearchLimits(TypedDict, total=False):
    """Which units a search may find: of some levels, only those below one on the day, only those that exist then."""

    levels: tuple[str, ...]
    within: Unit | None
    standing: bool


def search(
    query: str, day: date, *, most: int, near: Unit | None = None, **limits: Unpack[SearchLimits]
) -> list[Unit]:
    """At most `most` units of both eras by code, or by words of a name they bear or bore; one query.

    First what bears the code, then what has a name that begins so, whole words before parts; then official units before hamlets, those that exist on
    `day` before others, those in the commune, then in the province of `near` first. With `standing`
    also what took over a unit found by its name, with that one beside it
    (`formerly_kind`, `formerly_name`).
    """
    asked = text_search.found_by(query, short=SHORT)
    if asked is None:
        return []
    found = Unit.objects.filter(asked).values("pk").union(_bearers(query))
    rows = Unit.objects.all()
    if limits.get("standing"):
        gone = Succession.objects.filter(predecessor__in=Unit.objects.filter(asked).values("pk"), on__lte=day)
        # Beside what is found by its own name there is nothing to explain.
        before = gone.filter(successor=OuterRef("pk")).order_by("predecessor__sort", "pk")
        rows = rows.filter(valid_on(day)).annotate(
            formerly_kind=_unless(asked, before.values("predecessor__kind")),
            formerly_name=_unless(asked, before.values("predecessor__name")),
        )
        found = found.union(gone.values("successor"))
    if levels := limits.get("levels"):
        rows = rows.filter(level__in=levels)
    if within := limits.get("within"):
        rows = rows.filter(pk__in=below(within, day))
    return list(_ordered(rows.filter(pk__in=found), query, day, near)[:most])


def _unless(condition: Q, values: QuerySet) -> Case:
    return Case(When(condition, then=Value("")), default=Subquery(values[:1]))


def below(unit: Unit, day: date) -> QuerySet:
    """The ids of all units under one on a day, at any depth, itself not among them."""
    edges = edges_on(day)
    steps = [edges.filter(parent=unit).values("child")]
    for _level in range(len(Level) - 2):
        steps.append(edges.filter(parent__in=steps[-1]).values("child"))
    return steps[0].union(*steps[1:])


def _bearers(query: str) -> QuerySet:
    """The ids of units that bore an official code, with or without its zeros in front."""
    code = query.strip()
    codes = {code.zfill(length) for length in _CODE_LENGTHS} if code.isdecimal() else set()
    return UnitVersion.objects.filter(code__in=codes).values("unit")


def _begins(words: str) -> Q:
    """Units whose name begins so, with or without its kind in front."""
    ways = [f" {kind} {words}" for kind in _KINDS]
    if any(words.startswith(kind) for kind in _KINDS):
        ways.append(f" {words}")
    return reduce(or_, (Q(search__startswith=way) for way in ways))


def _ordered(rows: QuerySet[Unit], query: str, day: date, near: Unit | None) -> QuerySet[Unit]:
    words = " ".join(words_of(query))
    begins = Case(
        When(pk__in=_bearers(query), then=0),
        When(_begins(f"{words} "), then=1),
        When(_begins(words), then=2),
        default=3,
    )
    stands = Case(When(valid_on(day), then=0), default=1)
    near_by = [(place, getattr(near, f"{place}_id")) for place in ("commune", "province") if near]
    steps = [When(**{place: pk}, then=n) for n, (place, pk) in enumerate(near_by) if pk]
    far = Case(*steps, default=len(near_by)) if steps else Value(0)
    # What has a code before what is named by the hundred ("ấp 3"), even when that is nearer.
    small = Case(When(level__in=[Level.HAMLET, Level.SELF_MANAGED_TEAM], then=1), default=0)
    rank = Case(*(When(level=level, then=place) for place, level in enumerate(Level)))
    return rows.alias(begins=begins, stands=stands, small=small, far=far, rank=rank).order_by(
        "begins", "small", "stands", "far", "rank", "sort", "id"
    )
