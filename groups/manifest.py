"""Manifest of groups."""

from groups import audit_labels, dependants, handover, indicators, menu_entries
from portal.core.manifests import Manifest

MANIFEST = Manifest(
    menu_entries=menu_entries.ENTRIES,
    indicators=indicators.INDICATORS,
    beginning=indicators.BEGINNING,
    dependants=dependants.DEPENDANTS,
    charges=[handover.GROUPS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
