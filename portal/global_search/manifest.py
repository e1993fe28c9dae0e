"""Manifest of the global search."""

from portal.core.manifests import Manifest, Mount
from portal.global_search import audit_labels

MANIFEST = Manifest(
    mounts=[Mount("tim/", "portal.global_search.urls")],
    audit_actions=audit_labels.ACTIONS,
)
