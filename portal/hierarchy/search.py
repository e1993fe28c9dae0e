"""Finding units by name without accents, or by code of either era.

A code and the beginning of a name are found through an index, however many units the country has. Words inside a
name are looked for only where nothing begins so, or when asked: that reads every name.
"""

from datetime import date

from django.db.models import Case, Lookup, Q, QuerySet, TextField, Value, When

from portal.core.folding import fold, pattern
from portal.hierarchy.choices import Level, UnitKind
from portal.hierarchy.models import Unit, UnitVersion
from portal.hierarchy.selectors import edges_on, valid_on

_KINDS = [fold(str(kind.label)).strip() for kind in UnitKind]
# Above every letter of folded text: between a beginning and it lies all that begins so.
_LAST = "~"


@TextField.register_lookup
class BeginsWith(Lookup):
    """Folded text that begins so, written so that an index serves it on either database."""

    lookup_name = "begins_with"

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*params, self.rhs, *params, self.rhs + _LAST]

    def as_postgresql(self, compiler, connection):
        # The order of a language skips spaces; only LIKE asks for the letters themselves.
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*params, self.rhs + "%"]


def search(
    query: str,
    day: date,
    *,
    near: Unit | None = None,
    levels: tuple[str, ...] = (),
    within: Unit | None = None,
    standing: bool = False,
    anywhere: bool = False,
    most: int,
) -> list[Unit]:
    """At most `most` units of both eras by code or name: official ones before hamlets, those that stand on `day`
    before others, those in the province of `near` first. `standing`: no others; `within`: only units below one on
    the day; `anywhere`: words inside names, too.
    """
    words = pattern(query)
    if not words:
        return []
    rows = _ordered(Unit.objects.all(), day, near)
    if standing:
        rows = rows.filter(valid_on(day))
    if levels:
        rows = rows.filter(level__in=levels)
    if within:
        rows = rows.filter(pk__in=below(within, day))
    if not anywhere:
        found = list(rows.filter(pk__in=_quick(query.strip(), words))[:most])
        if found:
            return found
    return list(rows.filter(search__contains=words)[:most])


def below(unit: Unit, day: date) -> QuerySet:
    """The ids of all units under one on a day, at any depth, itself not among them."""
    edges = edges_on(day)
    steps = [edges.filter(parent=unit).values("child")]
    for _level in range(len(Level) - 2):
        steps.append(edges.filter(parent__in=steps[-1]).values("child"))
    return steps[0].union(*steps[1:])


def _quick(code: str, words: str) -> QuerySet:
    """The ids of units that bore the code, or whose name begins so, with or without its kind."""
    begins = [f" {kind}{words}" for kind in _KINDS]
    if any(words.startswith(f" {kind}") for kind in _KINDS):
        begins.append(words)
    names = Q()
    for beginning in begins:
        names |= Q(search__begins_with=beginning)
    coded = UnitVersion.objects.filter(code=code).exclude(code="")
    return coded.values("unit").union(Unit.objects.filter(names).values("pk"))


def _ordered(rows: QuerySet[Unit], day: date, near: Unit | None) -> QuerySet[Unit]:
    stands = Case(When(valid_on(day), then=0), default=1)
    far = Case(When(province=near.province_id, then=0), default=1) if near else Value(0)
    # What has a code before what is named by the hundred ("ấp 3"), even when that is nearer.
    small = Case(When(level__in=[Level.HAMLET, Level.RESIDENTS_GROUP], then=1), default=0)
    rank = Case(*(When(level=level, then=place) for place, level in enumerate(Level)))
    return rows.alias(stands=stands, small=small, far=far, rank=rank).order_by(
        "small", "stands", "far", "rank", "sort", "id"
    )
