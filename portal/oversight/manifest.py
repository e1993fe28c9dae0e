"""Manifest of the audit screens."""

from portal.core.manifests import Manifest
from portal.oversight import labels
from portal.oversight.custody import custody_of

MANIFEST = Manifest(
    custody=custody_of,
    audit_fields=labels.FIELDS,
)
