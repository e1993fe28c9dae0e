"""Manifest of groups."""

from groups import (
    audit_labels,
    dependants,
    handover,
    indicators,
    inspection_notices,
    menu_entries,
    rollout_notices,
    search_sources,
    tasks,
    unit_actions,
)
from groups.panels import INSPECTIONS
from portal.core.jobs import JobHandler
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
    committee_panels=[INSPECTIONS],
    jobs=[
        JobHandler("groups.remind-inspections", tasks.remind_of_inspections, every=tasks.REMIND_EVERY),
    ],
    notice_kinds=[*rollout_notices.KINDS, *inspection_notices.KINDS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
