"""Manifest of the demo; it gives nothing to the other apps."""

from portal.core.manifests import Manifest

MANIFEST = Manifest()
