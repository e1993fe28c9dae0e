"""Manifest of the screens of units."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest, Mount
from portal.unit_pages import audit_labels, menu_entries, tasks, unit_actions
from portal.unit_pages.bodies import search_sources
from portal.unit_pages.reform.jobs import RUN, UNDO
from portal.units.amendments.services import ON_ITS_DAY

MANIFEST = Manifest(
    mounts=[Mount("dia-ban/", "portal.unit_pages.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    unit_actions=unit_actions.ACTIONS,
    jobs=[
        JobHandler(ON_ITS_DAY, tasks.carry_out),
        JobHandler(RUN, tasks.run_reform),
        JobHandler(UNDO, tasks.undo_reform),
    ],
    audit_actions=audit_labels.ACTIONS,
)
