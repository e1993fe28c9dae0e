"""Manifest of the audit screens."""

from portal.core.manifests import Manifest
from portal.oversight import labels, menu_entries
from portal.oversight.custody import custody_of

MANIFEST = Manifest(
    menu_entries=menu_entries.ENTRIES,
    custody=custody_of,
    audit_fields=labels.FIELDS,
)
