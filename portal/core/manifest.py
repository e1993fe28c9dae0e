"""Manifest of the base: the recurring job that seals the audit."""

from portal.core import audit_labels
from portal.core.audit import sealing_job
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest

MANIFEST = Manifest(
    jobs=[JobHandler("audit.tend", sealing_job.tend, every=sealing_job.INTERVAL)],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
)
