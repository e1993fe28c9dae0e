"""What the base brings: the sealing of the audit."""

from portal.core.audit import sealing_job
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest

MANIFEST = Manifest(jobs=[JobHandler("audit.tend", sealing_job.tend, every=sealing_job.INTERVAL)])
