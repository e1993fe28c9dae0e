"""Entries of one sitting read as one: ten confirmations of an evening are one line that opens into ten."""

from collections.abc import Sequence
from datetime import timedelta

# Entries of one person belong to one sitting while no pause between them is longer.
PAUSE = timedelta(hours=1)
# From so many of one kind on they share a line.
AT_LEAST = 3

# Places in a row of `tables.EntryTable.fields`.
_AT, _NAME, _ROLE, _ACTION, _MODEL = range(5)


def sittings(rows: Sequence[tuple]) -> list[list[int]]:
    """Group rows of the log, given in the order of their moments, by what is shown on one line.

    Returns lists of positions in `rows`, in the order of their first; together they hold each position once. A list of
    several holds entries of one person, action and kind of thing, without a longer pause between that person's entries.
    """
    lines: list[list[int]] = []
    sitting: dict[tuple, list[int]] = {}
    for position, row in enumerate(rows):
        before = rows[position - 1] if position else None
        if (
            before is None
            or before[_NAME : _ROLE + 1] != row[_NAME : _ROLE + 1]
            or abs(before[_AT] - row[_AT]) > PAUSE
        ):
            sitting = {}
        kind = (row[_ACTION], row[_MODEL])
        if kind in sitting:
            sitting[kind].append(position)
        else:
            lines.append(sitting.setdefault(kind, [position]))
    return sorted(
        part
        for line in lines
        for part in ([line] if len(line) >= AT_LEAST else [[position] for position in line])
    )
