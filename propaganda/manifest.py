"""Manifest of posts."""

from portal.core.manifests import Manifest, Mount
from propaganda import audit_labels, handover, indicators, menu_entries, search_sources

MANIFEST = Manifest(
    mounts=[Mount("bai-dang/", "propaganda.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    indicators=indicators.INDICATORS,
    charges=[handover.POSTS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
