"""What the app of the tests brings."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest

MANIFEST = Manifest(jobs=[JobHandler("plugged-in", print)])
