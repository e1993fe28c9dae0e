"""At whose desk a thing lies when it is audited, and who is an outsider there."""

from django.db import models

from portal.accounts.permissions import Role
from portal.hierarchy.models import Unit

DESK_COLUMNS = ("commune_id", "district_id", "province_id")
SUPPORT = {Role.SUPPORT, Role.SUPPORT_READER, Role.SUPPORT_WATCHER}


def place(by, thing: models.Model, unit_id: int | None) -> tuple[int | None, bool]:
    """The desk of a thing, and whether whoever acts is an outsider there. What lies nowhere (an account) belongs to
    the desk of who acts."""
    desk_id = _desk(thing, unit_id)
    own = own_desks(by)
    if desk_id is None:
        return _first(getattr(by, "unit", None)), False
    return desk_id, by.user is not None and desk_id not in own


def own_desks(actor) -> set[int]:
    """The desks at which an actor has a place of their own: support staff have none, however they raised themselves."""
    rows = [row for row in getattr(actor, "assignments", ()) if row.role not in SUPPORT]
    return {_first(row.unit) for row in rows} - {None}


def _desk(thing: models.Model, unit_id: int | None) -> int | None:
    """The commune that has the row today, else the unit above; of what only points to a unit, that unit's."""
    if hasattr(thing, "province_id"):
        return _first(thing)
    if unit_id is None:
        return None
    columns = Unit.objects.filter(pk=unit_id).values_list(*DESK_COLUMNS).first() or ()
    return next((pk for pk in columns if pk), None)


def _first(row) -> int | None:
    return next((pk for column in DESK_COLUMNS if (pk := getattr(row, column, None))), None)
