"""Bodies as dependants of a unit, counted in the preview of an amendment."""

from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.units.amendments.dependants import Dependant

DEPENDANTS = [
    Dependant(
        key="bodies",
        label=_("Cơ quan, tổ chức"),
        rows=lambda: Body.objects.unscoped("preview of an amendment: counts only").filter(valid_to=None),
    )
]
