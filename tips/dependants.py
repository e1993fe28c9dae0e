"""Tips as dependants of a unit, counted in the preview of an amendment."""

from django.utils.translation import gettext_lazy as _

from portal.units.amendments.dependants import Dependant
from tips.models import Tip
from tips.states import OPEN

DEPENDANTS = [
    Dependant(
        key="open-tips",
        label=_("Tin báo chưa xong"),
        rows=lambda: Tip.objects.unscoped("preview of an amendment: counts only").filter(state__in=OPEN),
    ),
    Dependant(
        key="tips",
        label=_("Tin báo, tất cả"),
        rows=lambda: Tip.objects.unscoped("preview of an amendment: counts only"),
    ),
]
