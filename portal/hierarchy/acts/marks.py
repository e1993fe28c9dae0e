"""On what an act was previewed, as a short mark that its confirmation brings back.

The mark is of the units the act changes or puts something under, with those right above, of what is planned for them,
and of the units a merge or split tells by name. It is not of the rows that move: an act moves whatever is there.
"""

import hashlib
import json
from datetime import date

from django.utils.translation import gettext as _

from portal.core.errors import Conflict
from portal.hierarchy.acts.kinds import Act, Merge, Split
from portal.hierarchy.choices import ActState
from portal.hierarchy.models import Unit, UnitAct
from portal.hierarchy.selectors import children_on

_COLUMNS = ("level", "kind", "name", "code", "valid_from", "valid_to", "parent", "province")
_PLACES = ("district", "commune", "hamlet")


def mark_of(act: Act, on: date) -> str:
    """The mark of an act as things stand; another one as soon as its preview would say something else."""
    units = dict.fromkeys([*act.changed(), *act.places()])
    concerned = {unit.pk for unit in units} | {unit.parent_id for unit in units if unit.parent_id}
    stand = Unit.objects.filter(pk__in=concerned).order_by("pk").values_list("pk", *_COLUMNS, *_PLACES)
    planned = UnitAct.objects.filter(state=ActState.PLANNED, reach__in=[unit.pk for unit in units])
    told = {
        "act": [act.kind, act.details(), on],
        "stand": list(stand),
        "planned": sorted(set(planned.values_list("pk", flat=True))),
        "inside": [[child.pk, child.full_name] for unit in _opened(act) for child in children_on(unit, on)],
    }
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:32]


def check_unchanged(act: Act, on: date, seen: str) -> None:
    """Raises Conflict when an act was previewed on something else. Its units are locked and read anew before."""
    if mark_of(act, on) != seen:
        raise Conflict(changed_since(act.changed() or act.places()))


def changed_since(units: list[Unit]) -> str:
    """What is said to whoever confirms a preview that no longer holds. It names the units as they are now: a preview
    calls them by their names on the day before the act."""
    return _(
        "Đơn vị này vừa có thay đổi, hoặc vừa có thay đổi được lên lịch, nên chưa ghi gì. Hiện nay: %(units)s. "
        "Xem lại rồi xác nhận lại nếu cần."
    ) % {"units": ", ".join(unit.title for unit in units)}


def _opened(act: Act) -> list[Unit]:
    """The units of which the preview names what lies in them."""
    return act.changed() if isinstance(act, Merge | Split) else []
