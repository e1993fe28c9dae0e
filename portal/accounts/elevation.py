"""Support staff see nothing until they raise themselves to look at one commune or province, for a stated reason and some
minutes (`MINUTES` of elevation_limits); the unit is shown who did, when and why.

What they then see: `SUPPORT_READER` (commune), `SUPPORT_WATCHER` (province) in portal.accounts.permissions. It is shown on
the first page of those of the unit who may see its access for some days, and on its page of access for a year
(portal.accounts.elevation_limits, portal.accounts.access_review).

Hours run by the machine's clock: a pinned working day does not lengthen them.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.elevation_limits import MINUTES, REASON_LENGTH, SHOWN_FOR
from portal.accounts.models import Elevation, User
from portal.accounts.permissions import Permission
from portal.core import audited_writes, clock, locks
from portal.core.errors import NotNow, Refused
from portal.core.formatting import length_of_time
from portal.core.plain_text import plain
from portal.core.submissions import Key, claim
from portal.units.choices import Level
from portal.units.locks import share_unit
from portal.units.models import Unit
from portal.units.scoping import PLACES, column_of

LEVELS = {Level.COMMUNE, Level.PROVINCE}


def check_raise(actor: Actor, unit: Unit) -> None:
    """Only inside the area one supports, at a commune or a province."""
    if not actor.may(Permission.ELEVATE, unit):
        raise Refused(_("Anh/chị chỉ hỗ trợ các xã trong địa bàn mình được phân công."))
    if unit.level not in LEVELS:
        raise Refused(_("Xin quyền xem tạm thời ở một xã hoặc ở tỉnh; chọn xã của thôn, ấp cần hỗ trợ."))


@transaction.atomic
def raise_to(*, by: Actor, unit: Unit, reason: str, minutes: int, key: Key | None = None) -> Elevation:
    """Look at one unit for some minutes. Raises Refused outside one's area and while an earlier one lasts,
    ValidationError without a reason."""
    share_unit(unit)
    # Two at once of one person wait for each other here.
    locks.lock(by.user)
    check_raise(by, unit)
    sent = claim(key, by=by, model=Elevation, about=unit)
    if sent.earlier:
        return sent.earlier
    reason = plain(reason).strip()
    if len(reason) < REASON_LENGTH:
        raise ValidationError(
            {
                "reason": _(
                    "Ghi rõ lý do, ít nhất %(count)d ký tự: ai nhờ, xem việc gì. Xã sẽ đọc lý do này."
                )
                % {"count": REASON_LENGTH}
            }
        )
    if minutes not in MINUTES:
        raise ValidationError({"minutes": _("Chọn %(lengths)s.") % {"lengths": _listed(MINUTES)}})
    now = clock.machine_now()
    if lasting(by.user, now).exists():
        raise NotNow(_("Anh/chị đang có quyền xem tạm thời ở một đơn vị khác. Kết thúc lần đó trước."))
    made = Elevation(user=by.user, reason=reason, begun_at=now, until=now + timedelta(minutes=minutes))
    made.place_in(unit)
    return sent.keep(audited_writes.add_row(made, by=by, action="support.raise"))


@transaction.atomic
def lower(*, by: Actor) -> Elevation | None:
    """End one's own hours at once; None where none last."""
    locks.lock(by.user)
    now = clock.machine_now()
    own = lasting(by.user, now).first()
    return audited_writes.change_row(own, by=by, action="support.lower", ended_at=now) if own else None


def lasting(user: User, now: datetime) -> QuerySet[Elevation]:
    """The hours of a person that last at a moment."""
    found = Elevation.objects.unscoped("the person's own hours")
    return found.filter(Elevation.lasting(now), user=user)


def reaching(unit: Unit) -> QuerySet[Elevation]:
    """Hours for which someone raised themselves to a unit, or to one above it; the newest first."""
    line = [pk for place in PLACES if (pk := getattr(unit, f"{place}_id"))]
    found = Elevation.objects.unscoped("the unit reads who had access to its rows")
    # An elevation to a predecessor is shown to the unit that has its rows now.
    places = Q(unit__in=[*line, unit.pk]) | Q(**{column_of(unit): unit})
    return found.filter(places).select_related("user", "unit").order_by("-begun_at", "public_id")


def recent_elevations(actor: Actor) -> list[Elevation]:
    """Elevations to the unit worked for that began within SHOWN_FOR, at most 5, for its first page."""
    if actor.unit is None or not actor.works_at(Permission.VIEW_ACCESS, actor.unit.pk):
        return []
    return list(reaching(actor.unit).filter(begun_at__gt=clock.machine_now() - SHOWN_FOR)[:5])


def _listed(minutes: Iterable[int]) -> str:
    """Lengths of time in words: "30 phút, 1 giờ hoặc 4 giờ"."""
    *others, last = (length_of_time(timedelta(minutes=count)) for count in minutes)
    return _("%(others)s hoặc %(last)s") % {"others": ", ".join(others), "last": last}
