"""Manifest of signing in."""

from datetime import timedelta

from portal.accounts.panels import Panel
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest, Mount
from portal.signin import audit_labels, idle_lock, menu_entries, person_views, services, tasks
from portal.signin.cards import search_sources
from portal.signin.cards import views as cards

MANIFEST = Manifest(
    mounts=[Mount("", "portal.signin.cards.urls"), Mount("tai-khoan/", "portal.signin.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    person_panels=[
        Panel("signin/_card.html", cards.panel),
        Panel("signin/_person.html", person_views.panel),
    ],
    jobs=[JobHandler("signin.sweep", tasks.sweep, every=timedelta(days=1))],
    sign_in_methods=idle_lock.METHODS,
    # Who was away for long is not closed again at once.
    on_account_reopened=[services.count_anew],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
