"""Manifest of bodies."""

from portal.bodies import audit_labels, dependants
from portal.core.manifests import Manifest

MANIFEST = Manifest(
    dependants=dependants.DEPENDANTS,
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
    audit_fields=audit_labels.FIELDS,
)
