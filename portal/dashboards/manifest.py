"""What the dashboards bring to the other apps."""

from portal.core.manifests import Manifest

MANIFEST = Manifest()
