"""Manifest of reports."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest, Mount
from reports import audit_labels, dependants, handover, menu_entries, reminders, search_sources, tasks

MANIFEST = Manifest(
    mounts=[Mount("bao-cao/", "reports.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    dependants=dependants.DEPENDANTS,
    charges=[handover.REPORTS],
    jobs=[
        JobHandler("reports.draw_pdf", tasks.draw_pdf),
        JobHandler("reports.remind", tasks.remind, every=tasks.REMIND_EVERY),
    ],
    notice_kinds=reminders.KINDS,
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
