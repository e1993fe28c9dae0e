"""Manifest of the base: the recurring jobs that seal the audit and sweep the store of files."""

from portal.core import audit_labels
from portal.core.audit import sealing_job
from portal.core.files import sweeping
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest

MANIFEST = Manifest(
    jobs=[
        JobHandler("audit.tend", sealing_job.tend, every=sealing_job.INTERVAL),
        JobHandler("files.sweep", sweeping.sweep, every=sweeping.INTERVAL),
    ],
    audited_models=audit_labels.MODELS,
    audit_actions=audit_labels.ACTIONS,
)
