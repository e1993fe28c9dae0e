"""On what an amendment was previewed, as a short mark that its confirmation brings back.

The mark is of the units the amendment changes or puts something under, with those right above, of what is planned for them,
and of the units a merge or split tells by name. It is not of the rows that move: an amendment moves whatever is there.
"""

import hashlib
import json
from datetime import date

from django.utils.translation import gettext as _

from portal.core.errors import Conflict
from portal.units.amendments.kinds import AmendmentPlan, Merge, Split
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Unit
from portal.units.selectors import children_on

_COLUMNS = ("level", "kind", "name", "code", "valid_from", "valid_to", "parent", "province")
_PLACES = ("district", "commune", "hamlet")


def fingerprint_of(amendment: AmendmentPlan, on: date) -> str:
    """The mark of an amendment as things stand; another one as soon as its preview would say something else."""
    units = dict.fromkeys([*amendment.changed(), *amendment.places()])
    concerned = {unit.pk for unit in units} | {unit.parent_id for unit in units if unit.parent_id}
    stand = Unit.objects.filter(pk__in=concerned).order_by("pk").values_list("pk", *_COLUMNS, *_PLACES)
    planned = Amendment.objects.filter(
        state=AmendmentState.PLANNED, affected_units__in=[unit.pk for unit in units]
    )
    told = {
        "amendment": [amendment.kind, amendment.details(), on],
        "stand": list(stand),
        "planned": sorted(set(planned.values_list("pk", flat=True))),
        "inside": [
            [child.pk, child.full_name] for unit in _opened(amendment) for child in children_on(unit, on)
        ],
    }
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:32]


def check_unchanged(amendment: AmendmentPlan, on: date, seen: str) -> None:
    """Raises Conflict when an amendment was previewed on something else. Its units are locked and read anew before."""
    if fingerprint_of(amendment, on) != seen:
        raise Conflict(changed_since(amendment.changed() or amendment.places()))


def changed_since(units: list[Unit]) -> str:
    """What is said to whoever confirms a preview that no longer holds. It names the units as they are now: a preview
    calls them by their names on the day before the amendment."""
    return _(
        "Đơn vị này vừa có thay đổi, hoặc vừa có thay đổi được lên lịch, nên chưa ghi gì. Hiện nay: %(units)s. "
        "Xem lại rồi xác nhận lại nếu cần."
    ) % {"units": ", ".join(unit.title for unit in units)}


def _opened(amendment: AmendmentPlan) -> list[Unit]:
    """The units of which the preview names what lies in them."""
    return amendment.changed() if isinstance(amendment, Merge | Split) else []
