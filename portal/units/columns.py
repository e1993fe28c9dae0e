"""The list column that names each row's unit."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from portal.core.actors import ActorProtocol
from portal.core.columns import Column
from portal.units.name_cache import names_of, reads_of_communes
from portal.units.scoping import SupportsScope


class UnitColumn(Column):
    """The name of a unit whose key the row has; at most one query a page, usually none (`name_cache`).

    `with_commune`: readers above communes see a hamlet's commune, too.
    """

    def __init__(self, verbose_name: Any, *, with_commune: bool = False, **options: Any) -> None:
        super().__init__(verbose_name, **options)
        self.with_commune = with_commune

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        keys = list(super().read(rows, actor))
        # A list is read by a person; core, which draws it, does not import the protocol that has units.
        reader = cast(SupportsScope | None, actor)
        names = names_of(keys, with_commune=self.with_commune and reads_of_communes(reader))
        return map(names.__getitem__, keys)
