"""Manifest of the dashboards."""

from portal.core.manifests import Manifest
from portal.dashboards import audit_labels

MANIFEST = Manifest(
    audit_actions=audit_labels.ACTIONS,
)
