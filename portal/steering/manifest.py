"""Manifest of the steering committee."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest, Mount
from portal.steering import audit_labels, indicators, menu_entries, search_sources, tasks, unit_actions
from portal.steering.activities import notices as finding_notices
from portal.steering.activities.panels import FINDINGS
from portal.steering.answers import notices as answer_notices
from portal.steering.answers.panels import ANSWERS
from portal.steering.dependants import DEPENDANTS
from portal.steering.difficulties import notices
from portal.steering.difficulties import tasks as difficulty_tasks
from portal.steering.difficulties.panels import DIFFICULTIES
from portal.steering.directives.panels import PAPERS
from portal.steering.plans import reminders
from portal.steering.plans.panels import PLAN

MANIFEST = Manifest(
    mounts=[Mount("ban-chi-dao/", "portal.steering.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    indicators=indicators.INDICATORS,
    dependants=DEPENDANTS,
    committee_panels=[PAPERS, ANSWERS, PLAN, FINDINGS, DIFFICULTIES],
    unit_actions=unit_actions.ACTIONS,
    jobs=[
        JobHandler("steering.remind", tasks.remind, every=tasks.REMIND_EVERY),
        JobHandler("steering.remind-findings", tasks.remind_of_findings, every=tasks.REMIND_EVERY),
        JobHandler("steering.remind-answers", tasks.remind_of_answers, every=tasks.REMIND_EVERY),
        JobHandler(
            "steering.remind-difficulties", difficulty_tasks.remind, every=difficulty_tasks.REMIND_EVERY
        ),
    ],
    notice_kinds=[*reminders.KINDS, *notices.KINDS, *finding_notices.KINDS, *answer_notices.KINDS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
