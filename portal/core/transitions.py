"""Transitions: one literal table per kind of row, read by its policy, its screens and its diagram."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Transition:
    """One row of a table: from which states, to which (None: stays), who may, its verb.

    `needs` names what must be given, `takes` what may be given beside it. `effect` names what the move changes besides
    the state, for the service that makes it ("": nothing).
    """

    name: str
    sources: frozenset[str]
    target: str | None
    permission: str
    label: str | Promise
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    effect: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """What must or may be given."""
        return (*self.needs, *self.takes)


class TransitionTable:
    """The transitions of one kind of row, by name."""

    def __init__(self, moves: Iterable[Transition]):
        self._moves = {move.name: move for move in moves}

    def __getitem__(self, name: str) -> Transition:
        return self._moves[name]

    def __contains__(self, name: str) -> bool:
        return name in self._moves

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._moves.values())

    def open_from(self, state: str) -> list[Transition]:
        """The moves that leave or keep `state`, in the table's order."""
        return [move for move in self if state in move.sources]

    def mermaid(self, labels: dict[str, str]) -> str:
        """The diagram of docs/dev/transitions.md, written from the table by `manage.py draw_moves`."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{label}" as {_id(state)}' for state, label in labels.items()]
        for move in self:
            for source in sorted(move.sources):
                lines.append(f"    {_id(source)} --> {_id(move.target or source)}: {move.label}")
        return "\n".join(lines)


def _id(state: str) -> str:
    """A state as the diagram's language allows it."""
    return state.replace("-", "_")
