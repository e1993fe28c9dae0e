"""Manifest of groups."""

from groups import (
    audit_labels,
    dependants,
    handover,
    indicators,
    menu_entries,
    rollout_notices,
    search_sources,
    unit_actions,
)
from portal.core.manifests import Manifest, Mount

MANIFEST = Manifest(
    mounts=[Mount("nhom/", "groups.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    indicators=indicators.INDICATORS,
    beginning=indicators.BEGINNING,
    dependants=dependants.DEPENDANTS,
    unit_actions=unit_actions.ACTIONS,
    charges=[handover.GROUPS],
    notice_kinds=rollout_notices.KINDS,
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
