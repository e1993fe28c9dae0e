"""The custodian of an audited row (the unit whose audit shows it), and whether the actor is an outsider
there."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F

from portal.accounts.actor import AnyActor
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.units.models import Unit

CUSTODIAN_COLUMNS = ("commune_id", "district_id", "province_id")
SUPPORT = {Role.SUPPORT, Role.SUPPORT_READER, Role.SUPPORT_WATCHER}


def custody_of(by: AnyActor, row: models.Model, unit_id: int | None) -> tuple[int | None, bool]:
    """(custodian of a row, whether the actor is an outsider there). A row without a unit belongs to the actor's unit."""
    own = own_custodians(by)
    custodian_id = _custodian(row, unit_id, by)
    if custodian_id is None:
        return _first(getattr(by, "unit", None)), False
    return custodian_id, by.user is not None and custodian_id not in own


def own_custodians(actor: AnyActor) -> set[int]:
    """The custodians at which an actor has a place of their own: support staff have none, however they raised themselves."""
    rows = [row for row in getattr(actor, "assignments", ()) if row.role not in SUPPORT]
    return {custodian for row in rows if (custodian := _first(row.unit))}


def _custodian(row: models.Model, unit_id: int | None, by: AnyActor) -> int | None:
    """The commune that has the row today, else the unit above; of an account, where its person works or did last."""
    if hasattr(row, "province_id"):
        return _first(row)
    if unit_id is not None:
        return _coalesce(Unit.objects.filter(pk=unit_id).values_list(*CUSTODIAN_COLUMNS).first())
    if isinstance(row, User) and row != by.user:
        held = Assignment.objects.filter(user=row).order_by(F("valid_to").desc(nulls_first=True), "-pk")
        return _coalesce(held.values_list(*(f"unit__{column}" for column in CUSTODIAN_COLUMNS)).first())
    return None


def _first(row: object) -> int | None:
    return _coalesce(getattr(row, column, None) for column in CUSTODIAN_COLUMNS)


def _coalesce(values: Iterable[int | None] | None) -> int | None:
    return next((value for value in values or () if value), None)
