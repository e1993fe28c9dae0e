"""Corrects where a row was filed: the row and the rows filed with it move together."""

from portal.units.amendments.dependants import scoped_models
from portal.units.models import Unit
from portal.units.scoping import PLACES, ScopedModel


def place_values(unit: Unit) -> dict[str, Unit | None]:
    """The columns of a row filed under `unit`: the unit itself, and whose the row is today."""
    return {"unit": unit} | {place: getattr(unit, place) for place in PLACES}


def move_companions(row: ScopedModel) -> int:
    """File the rows that are with `row` (`ScopedModel.filed_with`) where it is now. Returns how many moved.

    To be called in the transaction that moved `row`, after it was written.
    """
    values = {f"{name}_id": getattr(row, f"{name}_id") for name in ("unit", *PLACES)}
    moved = 0
    for model in scoped_models():
        if model.filed_with:
            field = model._meta.get_field(model.filed_with)
            if field.related_model is type(row):
                rows = model.objects.unscoped(
                    "rows that stand where a row stands that the policy has checked"
                )
                moved += rows.filter(**{model.filed_with: row}).update(**values)
    return moved
