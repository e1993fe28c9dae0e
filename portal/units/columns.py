"""The list column that names each row's unit."""

from collections.abc import Iterable, Sequence
from typing import Any

from portal.core.columns import Column
from portal.units.name_cache import names_of, reads_of_communes


class UnitColumn(Column):
    """The name of a unit whose key the row has; at most one query a page, usually none (`name_cache`).

    `with_commune`: readers above communes see a hamlet's commune, too.
    """

    def __init__(self, verbose_name: Any, *, with_commune: bool = False, **options: Any) -> None:
        super().__init__(verbose_name, **options)
        self.with_commune = with_commune

    def read(self, rows: Sequence[Any], actor: Any) -> Iterable[str]:
        keys = list(super().read(rows, actor))
        names = names_of(keys, with_commune=self.with_commune and reads_of_communes(actor))
        return map(names.__getitem__, keys)
