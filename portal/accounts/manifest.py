"""Manifest of the people app: what it gives to the registry of portal.core.manifests."""

from portal.accounts import audit_labels, dependants, menu_entries, search_sources
from portal.accounts.permissions import Permission
from portal.core.manifests import Manifest, Mount

MANIFEST = Manifest(
    mounts=[Mount("tai-khoan/", "portal.accounts.urls")],
    menu_entries=menu_entries.ENTRIES,
    search_sources=search_sources.SOURCES,
    dependants=[dependants.PEOPLE],
    dated_dependants=[dependants.ASSIGNMENTS],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
    permissions=list(Permission),
)
