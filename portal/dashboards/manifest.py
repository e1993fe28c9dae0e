"""Manifest of the dashboards."""

from portal.core.manifests import Manifest, Mount
from portal.dashboards import audit_labels, menu_entries

MANIFEST = Manifest(
    mounts=[Mount("", "portal.dashboards.urls")],
    menu_entries=menu_entries.ENTRIES,
    audit_actions=audit_labels.ACTIONS,
)
