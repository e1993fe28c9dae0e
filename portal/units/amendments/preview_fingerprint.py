"""The fingerprint of a preview, sent back by its confirmation: an amendment whose preview is outdated is not
carried out.

It covers the plan, the units it changes or puts something under with those right above, the amendments planned for them, and
the inner units that the preview names. It does not cover the rows that move: an amendment moves whatever is there.
"""

import hashlib
import json
from datetime import date

from django.utils.translation import gettext as _

from portal.core.errors import Conflict
from portal.units.amendments.kinds import AmendmentPlan
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Unit
from portal.units.selectors import children_on

_COLUMNS = ("level", "kind", "name", "code", "valid_from", "valid_to", "parent", "province")
_PLACES = ("district", "commune", "hamlet")


def fingerprint_of(plan: AmendmentPlan, on: date) -> str:
    """32 hexadecimal digits that differ as soon as the preview would say something else."""
    units = dict.fromkeys([*plan.changed(), *plan.places()])
    concerned = {unit.pk for unit in units} | {unit.parent_id for unit in units if unit.parent_id}
    stand = Unit.objects.filter(pk__in=concerned).order_by("pk").values_list("pk", *_COLUMNS, *_PLACES)
    planned = Amendment.objects.filter(
        state=AmendmentState.PLANNED, affected_units__in=[unit.pk for unit in units]
    )
    basis = {
        "amendment": [plan.kind, plan.details(), on],
        "stand": list(stand),
        "planned": sorted(set(planned.values_list("pk", flat=True))),
        "inside": [[child.pk, child.full_name] for unit in plan.opened() for child in children_on(unit, on)],
    }
    return hashlib.sha256(json.dumps(basis, default=str, sort_keys=True).encode()).hexdigest()[:32]


def check_unchanged(plan: AmendmentPlan, on: date, seen: str) -> None:
    """Raises Conflict unless the plan still has the fingerprint `seen`. To be called with its units locked and read anew."""
    if fingerprint_of(plan, on) != seen:
        raise Conflict(changed_since(plan.changed() or plan.places()))


def changed_since(units: list[Unit]) -> str:
    """The message of that Conflict. It names the units as they are now; the preview names them as on the day before."""
    return _(
        "Đơn vị này vừa có thay đổi, hoặc vừa có thay đổi được lên lịch, nên chưa ghi gì. Hiện nay: %(units)s. "
        "Xem lại rồi xác nhận lại nếu cần."
    ) % {"units": ", ".join(unit.title for unit in units)}
