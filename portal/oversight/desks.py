"""At whose desk a thing lies when it is audited, and who is an outsider there."""

from django.db import models
from django.db.models import F

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.hierarchy.models import Unit

DESK_COLUMNS = ("commune_id", "district_id", "province_id")
SUPPORT = {Role.SUPPORT, Role.SUPPORT_READER, Role.SUPPORT_WATCHER}


def place(by, thing: models.Model, unit_id: int | None) -> tuple[int | None, bool]:
    """The desk of a thing, and whether whoever acts is an outsider there. What lies nowhere belongs to who acts."""
    own = own_desks(by)
    desk_id = _desk(thing, unit_id, by)
    if desk_id is None:
        return _first(getattr(by, "unit", None)), False
    return desk_id, by.user is not None and desk_id not in own


def own_desks(actor) -> set[int]:
    """The desks at which an actor has a place of their own: support staff have none, however they raised themselves."""
    rows = [row for row in getattr(actor, "assignments", ()) if row.role not in SUPPORT]
    return {desk for row in rows if (desk := _first(row.unit))}


def _desk(thing: models.Model, unit_id: int | None, by) -> int | None:
    """The commune that has the row today, else the unit above; of an account, where its person works or did last."""
    if hasattr(thing, "province_id"):
        return _first(thing)
    if unit_id is not None:
        return _coalesce(Unit.objects.filter(pk=unit_id).values_list(*DESK_COLUMNS).first())
    if isinstance(thing, User) and thing != by.user:
        held = Assignment.objects.filter(user=thing).order_by(F("valid_to").desc(nulls_first=True), "-pk")
        return _coalesce(held.values_list(*(f"unit__{column}" for column in DESK_COLUMNS)).first())
    return None


def _first(row) -> int | None:
    return _coalesce(getattr(row, column, None) for column in DESK_COLUMNS)


def _coalesce(values) -> int | None:
    return next((value for value in values or () if value), None)
