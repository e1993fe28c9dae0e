"""Manifest of the demo: sign-in by one button."""

from portal.config.demo import sign_in
from portal.core.manifests import Manifest

MANIFEST = Manifest(sign_in_methods=[sign_in.BY_BUTTON])
