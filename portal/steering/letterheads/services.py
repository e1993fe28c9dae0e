"""Changes to letterheads."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core import audited_writes
from portal.core.errors import Refused
from portal.steering.choices import Issuer
from portal.steering.letterheads.selectors import letterhead_of
from portal.steering.models import Letterhead
from portal.units.locks import lock_unit
from portal.units.models import Unit
from portal.units.scoping import seat_id


@transaction.atomic
def set_letterhead(
    *,
    by: AnyActor,
    unit: Unit,
    issuer: str = Issuer.COMMITTEE,
    proposal: Letterhead | None = None,
    **details: Any,
) -> Letterhead:
    """Keep the head and foot of an issuer's papers; papers already issued keep theirs. `proposal`: what a first one starts from.

    The committee's is kept by who makes the unit's reports, another issuer's by who keeps the committee's plan.
    Raises Refused, ValidationError by field.
    """
    lock_unit(unit)
    permission = Permission.EDIT_REPORTS if issuer == Issuer.COMMITTEE else Permission.EDIT_STEERING
    if not by.works_at(permission, seat_id(unit)):
        raise Refused(_("Chỉ người lập báo cáo của đơn vị sửa được thể thức."))
    letterhead = letterhead_of(unit, issuer)
    if letterhead.pk:
        return audited_writes.change_row(letterhead, by=by, action="letterhead.set", **details)
    letterhead = proposal or letterhead
    for name, value in details.items():
        setattr(letterhead, name, value)
    return audited_writes.add_row(letterhead, by=by, action="letterhead.set")
