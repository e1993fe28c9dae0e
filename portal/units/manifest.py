"""Manifest of units."""

from portal.core.manifests import Manifest
from portal.units import audit_labels

MANIFEST = Manifest(
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
