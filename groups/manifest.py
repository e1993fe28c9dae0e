"""What the groups bring to the other apps."""

from groups import dependants, handover, indicators
from portal.core.manifests import Manifest

MANIFEST = Manifest(
    indicators=indicators.INDICATORS,
    beginning=indicators.BEGINNING,
    dependants=dependants.DEPENDANTS,
    charges=[handover.GROUPS],
)
