"""Manifest of the audit screens."""

from portal.core.manifests import Manifest, Mount
from portal.oversight import labels, menu_entries
from portal.oversight.custody import custody_of

MANIFEST = Manifest(
    mounts=[Mount("nhat-ky/", "portal.oversight.urls")],
    menu_entries=menu_entries.ENTRIES,
    custody=custody_of,
    audit_fields=labels.FIELDS,
)
