"""The duty number of each commune police: whom to call about what cannot wait."""

from django.db import transaction

from portal.accounts.actor import AnyActor
from portal.core import audited_writes
from portal.units.locks import lock_unit
from portal.units.models import Unit
from tips import policies
from tips.models import DutyNumber


def duty_number(commune_id: int | None) -> str:
    """The duty number of a commune, as it was typed; empty where none was given. Shown to everyone of the commune."""
    held = DutyNumber.objects.unscoped("the number to call is shown to everyone of the commune")
    return held.filter(unit=commune_id).values_list("phone", flat=True).first() or ""


@transaction.atomic
def set_duty_number(*, by: AnyActor, unit: Unit, phone: str) -> DutyNumber:
    """Keep the duty number of a commune; the one before is replaced.

    Raises Refused for whoever does not handle the commune's tips, ValidationError for what is no number.
    """
    # Of two who set the first number at once, the second changes what the first added.
    lock_unit(unit)
    policies.check_duty_number(by, unit)
    held = DutyNumber.objects.unscoped("the unit was checked by the policy").filter(unit=unit).first()
    if held:
        return audited_writes.change_row(held, by=by, action="tip.duty-number", phone=phone)
    number = DutyNumber(phone=phone)
    number.place_in(unit)
    return audited_writes.add_row(number, by=by, action="tip.duty-number")
