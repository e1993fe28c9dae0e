"""All that amendments may touch, as plain values: units, their dated rows, people's assignments, where rows lie."""

from portal.accounts.models import Assignment
from portal.units.amendments.dependants import scoped_models
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion
from portal.units.scoping import PLACES


def snapshot() -> dict[str, list]:
    """Two snapshots are equal when nothing changed in between. Row numbers of dated rows do not count."""
    kept: dict[str, list] = {"units": sorted(Unit.objects.values_list(), key=str)}
    for model in (UnitVersion, UnitEdge, Succession, Assignment):
        names = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", "public_id")]
        kept[model.__name__] = sorted(model.objects.values_list(*names), key=str)
    for model in scoped_models():
        found = model.objects.unscoped("test").values_list("pk", "unit", *PLACES)
        kept[model.__name__] = sorted(found, key=str)
    return kept
