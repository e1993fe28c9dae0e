"""Manifest of posts."""

from portal.core.manifests import Manifest
from propaganda import audit_labels, handover, indicators, menu_entries

MANIFEST = Manifest(
    menu_entries=menu_entries.ENTRIES,
    indicators=indicators.INDICATORS,
    charges=[handover.POSTS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
