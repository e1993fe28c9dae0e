"""Manifest of the steering committee."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest, Mount
from portal.steering import audit_labels, indicators, search_sources, tasks
from portal.steering.dependants import DEPENDANTS
from portal.steering.directives.panels import PAPERS
from portal.steering.plans import reminders

MANIFEST = Manifest(
    mounts=[Mount("ban-chi-dao/", "portal.steering.urls")],
    search_sources=search_sources.SOURCES,
    indicators=indicators.INDICATORS,
    dependants=DEPENDANTS,
    committee_panels=[PAPERS],
    jobs=[JobHandler("steering.remind", tasks.remind, every=tasks.REMIND_EVERY)],
    notice_kinds=reminders.KINDS,
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
