"""What the tips bring to the other apps."""

from portal.core.manifests import Manifest
from tips import deadline_recount, dependants, handover, indicators

MANIFEST = Manifest(
    indicators=indicators.INDICATORS,
    dependants=dependants.DEPENDANTS,
    charges=[handover.TIPS],
    on_holidays_changed=[deadline_recount.recount],
)
