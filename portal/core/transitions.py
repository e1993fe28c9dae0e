"""Transitions: one literal table per kind of row, read by its policy, its screens and its diagram."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Transition:
    """One row of a table: from which states, to which (None: stays), who may, its verb.

    `needs` names what must be given, `takes` what may be given beside it. `effect` names what the transition changes besides
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

    def __init__(self, transitions: Iterable[Transition]):
        self._by_name = {transition.name: transition for transition in transitions}

    def __getitem__(self, name: str) -> Transition:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._by_name.values())

    def open_from(self, state: str) -> list[Transition]:
        """The transitions that leave or keep `state`, in the table's order."""
        return [transition for transition in self if state in transition.sources]

    def mermaid(self, labels: dict[str, str]) -> str:
        """The diagram of docs/dev/transitions.md, written from the table by `manage.py draw_moves`."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{label}" as {_id(state)}' for state, label in labels.items()]
        for transition in self:
            for source in sorted(transition.sources):
                lines.append(f"    {_id(source)} --> {_id(transition.target or source)}: {transition.label}")
        return "\n".join(lines)


def _id(state: str) -> str:
    """A state as the diagram's language allows it."""
    return state.replace("-", "_")
