"""Manifest of tips."""

from portal.core.manifests import Manifest, Mount
from tips import (
    audit_labels,
    deadline_recount,
    dependants,
    handover,
    indicators,
    menu_entries,
    search_sources,
)

MANIFEST = Manifest(
    mounts=[Mount("tin-bao/", "tips.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    indicators=indicators.INDICATORS,
    dependants=dependants.DEPENDANTS,
    charges=[handover.TIPS, handover.TIPS_IN_HAND],
    on_holidays_changed=[deadline_recount.recount],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
