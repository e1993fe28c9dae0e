"""Manifest of the dashboards."""

from portal.core.manifests import Manifest
from portal.dashboards import audit_labels, menu_entries

MANIFEST = Manifest(
    menu_entries=menu_entries.ENTRIES,
    audit_actions=audit_labels.ACTIONS,
)
