"""One row of an imported table after parsing: the place it names, or why it names none."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class ParsedRow:
    """One filled row: the place it names, or why it names none (`skipped`), or why it cannot be read (`problem`).

    `put` is the public id of the place under which a person put it.
    """

    row: int
    text: str = ""
    level: str = ""
    kind: str = ""
    name: str = ""
    code: str = ""
    parent_kind: str = ""
    parent_name: str = ""
    put: str = ""
    skipped: str = ""
    problem: str = ""
    #: What must be said of the row besides: that it is hidden in the file.
    note: str = ""

    def as_json(self) -> dict:
        """The stored form, without empty values."""
        return {name: value for name, value in asdict(self).items() if value}
