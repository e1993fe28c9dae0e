"""The demo brings nothing to the other apps."""

from portal.core.manifests import Manifest

MANIFEST = Manifest()
