"""Manifest of the global search."""

from portal.core.manifests import Manifest
from portal.global_search import audit_labels

MANIFEST = Manifest(
    audit_actions=audit_labels.ACTIONS,
)
