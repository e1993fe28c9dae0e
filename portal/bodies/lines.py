"""The rules of lines upward, without a database: how one turns on a day, and that none leads back to where it began."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """Half-open days under a body above, by its number. Empty `first`: since an unknown day; empty `end`: until now."""

    above: int
    first: date | None
    end: date | None

    @property
    def begins(self) -> date:
        """The first day, the earliest there is where it is unknown."""
        return self.first or date.min

    @property
    def ends(self) -> date:
        """The day after the last one, the latest there is where it has no end."""
        return self.end or date.max

    def holds(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.begins <= day < self.ends

    def within(self, other: "Span") -> "Span | None":
        """Its days that are also the other's, or None where they share none."""
        first, end = max(self.begins, other.begins), min(self.ends, other.ends)
        if first >= end:
            return None
        return Span(self.above, None if first == date.min else first, None if end == date.max else end)


#: The lines of some bodies: (body, its line), in any order.
LinesOf = Callable[[set[int]], Iterable[tuple[int, Span]]]


def turned(spans: Iterable[Span], above: int | None, on: date | None) -> list[Span]:
    """The lines of one body after it came under `above` (under none: None) on a day; empty `on`: from the first day on.

    Before the day nothing changes. The new line holds as long as the one it replaces did; where there was none, until the
    next begins. Lines under the same body that meet become one. `spans` do not overlap; neither do those returned.
    """
    day, old = on or date.min, sorted(spans, key=lambda span: span.begins)
    kept = [Span(span.above, span.first, min(span.ends, day)) for span in old if span.begins < day]
    later = [span for span in old if span.begins > day]
    replaced = next((span for span in old if span.holds(day)), None)
    end = replaced.end if replaced else (later[0].first if later else None)
    new = [] if above is None else [Span(above, on, end)]
    return _joined([*map(_open_ended, kept), *new, *later])


def _open_ended(span: Span) -> Span:
    return Span(span.above, span.first, None if span.end == date.max else span.end)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and before.above == span.above and before.end == span.first and span.first is not None:
            joined[-1] = Span(span.above, before.first, span.end)
        else:
            joined.append(span)
    return joined


def overlap(spans: Iterable[Span]) -> bool:
    """Whether some day is in two of them."""
    order = sorted(spans, key=lambda span: span.begins)
    return any(one.ends > other.begins for one, other in pairwise(order))


def lead_back(body: int, spans: Iterable[Span], lines_of: LinesOf) -> bool:
    """Whether on some day the lines `spans` of a body lead up to the body itself, over the lines of the others.

    `lines_of` gives the lines that exist, which lead nowhere back on any day.
    """
    waiting = set(spans)
    while waiting:
        if any(span.above == body for span in waiting):
            return True
        above = list(lines_of({span.above for span in waiting}))
        steps = (line.within(span) for span in waiting for lower, line in above if lower == span.above)
        waiting = {step for step in steps if step is not None}
    return False
