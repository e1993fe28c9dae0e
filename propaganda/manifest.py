"""What the posts bring to the other apps."""

from portal.core.manifests import Manifest
from propaganda import handover, indicators

MANIFEST = Manifest(indicators=indicators.INDICATORS, charges=[handover.POSTS])
