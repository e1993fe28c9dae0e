"""Manifest of the steering committee."""

from portal.core.manifests import Manifest, Mount
from portal.steering import audit_labels, indicators, search_sources
from portal.steering.dependants import DEPENDANTS

MANIFEST = Manifest(
    mounts=[Mount("ban-chi-dao/", "portal.steering.urls")],
    search_sources=search_sources.SOURCES,
    indicators=indicators.INDICATORS,
    dependants=DEPENDANTS,
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
