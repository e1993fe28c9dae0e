"""Papers as dependants of a unit, counted in the preview of an amendment."""

from django.utils.translation import gettext_lazy as _

from portal.steering.models import Directive
from portal.units.amendments.dependants import Dependant

DEPENDANTS = [
    Dependant(
        key="directives",
        label=_("Văn bản trong sổ"),
        rows=lambda: Directive.objects.unscoped("preview of an amendment: counts only"),
    ),
]
