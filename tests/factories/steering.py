"""Papers of the steering committee, made through the services."""

from datetime import date
from itertools import count

from portal.accounts.actor import Actor
from portal.steering.directives.services import register_directive
from portal.steering.models import Directive
from portal.units.models import Unit
from tests.factories.units import SYSTEM

_numbers = count(1)


def directive(unit: Unit, *bases: Directive, by: Actor | None = None, **details) -> Directive:
    """A plan that the unit issued, resting on `bases`."""
    number = next(_numbers)
    details = {
        "kind": "plan",
        "way": "issued",
        "code": f"{number}/KH-UBND",
        "issuer": "Ủy ban nhân dân xã",
        "issued_on": date(2019, 6, 1),
        "title": f"Kế hoạch số {number}",
    } | details
    return register_directive(by=by or SYSTEM, unit=unit, bases=bases, **details)
