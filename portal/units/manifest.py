"""The units bring nothing yet: what moves with them comes from the apps whose rows stand in them."""

from portal.core.manifests import Manifest

MANIFEST = Manifest()
