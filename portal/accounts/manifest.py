"""What people bring to the other apps."""

from portal.accounts import dependants
from portal.core.manifests import Manifest

MANIFEST = Manifest(dependants=[dependants.PEOPLE], successions=[dependants.HEIR])
