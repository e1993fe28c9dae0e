"""The lineage of a paper: what it rests on, and what rests on it, generation by generation (S2.6, S4.7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from portal.accounts.actor import Actor
from portal.steering.models import Directive, DirectiveBasis
from portal.units.scoping import ScopedQuerySet

#: How many steps are followed at most: ministry, province, party committee, commune, bodies and their own are six.
LONGEST = 20

_TABLE = DirectiveBasis._meta.db_table
_UP, _DOWN = ("directive_id", "basis_id"), ("basis_id", "directive_id")


@dataclass(frozen=True)
class Generation:
    """Papers as many steps away from the one looked at: `steps` above it are negative."""

    steps: int
    directives: list[Directive]


def lineage_of(actor: Actor, directive: Directive) -> list[Generation]:
    """The generations around a paper that an actor may see, the eldest first; the paper's own is at 0.

    A paper that is reached by several ways is where the longest one leads, so that each is after what it rests on.
    """
    return _lineage_among(Directive.objects.visible_to(actor), directive)


def whole_lineage(directive: Directive) -> list[Generation]:
    """The generations around a paper as `lineage_of` places them, of all registers: for commands of the operator."""
    return _lineage_among(Directive.objects.unscoped("the lineage of a paper, for the operator"), directive)


def rests_on(directive: Directive, other: Directive) -> bool:
    """Whether a paper rests on another, directly or through others."""
    return any(pk == other.pk for pk, _depth in _followed(directive.pk, *_UP))


def _lineage_among(rows: ScopedQuerySet[Directive], directive: Directive) -> list[Generation]:
    steps = {pk: -depth for pk, depth in _followed(directive.pk, *_UP)}
    steps |= dict(_followed(directive.pk, *_DOWN))
    known = rows.filter(pk__in=steps).order_by("issued_on", "pk")
    return _generations([(0, directive), *((steps[row.pk], row) for row in known)])


def _generations(placed: Iterable[tuple[int, Directive]]) -> list[Generation]:
    rows: dict[int, list[Directive]] = {}
    for steps, row in placed:
        rows.setdefault(steps, []).append(row)
    return [Generation(steps, rows[steps]) for steps in sorted(rows)]


def _followed(pk: int, start: str, end: str) -> list[tuple[int, int]]:
    """(primary key, most steps) of all that is reached from a paper by following links from `start` to `end`."""
    query = f"""
        WITH RECURSIVE line(id, depth) AS (
            SELECT {end}, 1 FROM {_TABLE} WHERE {start} = %s
            UNION
            SELECT link.{end}, line.depth + 1 FROM {_TABLE} link JOIN line ON link.{start} = line.id
            WHERE line.depth < {LONGEST}
        )
        SELECT id, MAX(depth) FROM line GROUP BY id
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [pk])
        return cursor.fetchall()
