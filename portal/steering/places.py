"""Units and bodies that the committee of a unit may name: looked at, to mend something, to answer a paper."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.bodies.selectors import standing
from portal.core import clock
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import column_of, seat_id
from portal.units.selectors import children_on, communes_on, hamlets_of


@dataclass(frozen=True)
class Place:
    """A unit, or a body of it, that may be named."""

    unit: Unit
    body: Body | None = None

    @property
    def key(self) -> str:
        """What names it in a form."""
        return self.body.public_id if self.body else self.unit.public_id

    @property
    def label(self) -> str:
        """As it is in a list to choose from."""
        return self.body.name if self.body else self.unit.choice_title


def places_of(unit: Unit, day: date) -> list[Place]:
    """What the committee of a unit may name on a day: itself, the units in it, its bodies.

    A commune names its hamlets, self-managed teams and all bodies in it, a unit above its districts, communes and own bodies.
    Of a unit that ended, what keeps its books since names its own.
    """
    if seat_id(unit) != unit.pk:
        unit = Unit.objects.get(pk=seat_id(unit))
    if unit.level == Level.COMMUNE:
        below = list(hamlets_of(unit, day).select_related("hamlet"))
    else:
        districts = children_on(unit, day).filter(level=Level.DISTRICT)
        below = [*districts, *communes_on(unit, day)]
    rows = Body.objects.unscoped("names of bodies for whoever keeps the unit's own books")
    of_unit = {column_of(unit): unit} if unit.level == Level.COMMUNE else {"unit": unit}
    bodies = standing(rows.filter(**of_unit), day).select_related("unit").order_by("sort", "pk")
    return [
        *(Place(one) for one in (unit, *below)),
        *(Place(body.unit, body) for body in bodies),
    ]


def check_place(unit: Unit, place: Place, field: str) -> None:
    """Raises ValidationError at `field` for a place that the committee of a unit may not name today."""
    if place.key not in {one.key for one in places_of(unit, clock.today())}:
        raise ValidationError({field: _("Chỉ chọn nơi thuộc địa bàn của đơn vị mình, hiện còn hoạt động.")})
