"""Manifest of posts."""

from portal.core.manifests import Manifest
from propaganda import audit_labels, handover, indicators

MANIFEST = Manifest(
    indicators=indicators.INDICATORS,
    charges=[handover.POSTS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
