"""Grouping of audit entries: what one person did in one sitting is one line that opens into its entries."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

# Entries of one person belong to one sitting while no pause between them is longer.
PAUSE = timedelta(hours=1)
# From so many of one kind on they share a line.
AT_LEAST = 3


def sittings(rows: Sequence[Any]) -> list[list[int]]:
    """Group rows of `tables.LogTable`, given in the order of their moments, by what is shown on one line.

    Returns lists of positions in `rows`, in the order of their first; together they hold each position once. A list of
    several holds entries of one person, action and kind of row, without a longer pause between that person's entries.
    """
    lines: list[list[int]] = []
    sitting: dict[tuple, list[int]] = {}
    for position, row in enumerate(rows):
        before = rows[position - 1] if position else None
        if (
            before is None
            or (before.actor__full_name, before.actor_role) != (row.actor__full_name, row.actor_role)
            or abs(before.at - row.at) > PAUSE
        ):
            sitting = {}
        kind = (row.action, row.model)
        if kind in sitting:
            sitting[kind].append(position)
        else:
            lines.append(sitting.setdefault(kind, [position]))
    return sorted(
        part
        for line in lines
        for part in ([line] if len(line) >= AT_LEAST else [[position] for position in line])
    )
