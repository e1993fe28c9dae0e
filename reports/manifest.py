"""What the reports bring to the other apps."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest
from reports import dependants, handover, tasks

MANIFEST = Manifest(
    dependants=dependants.DEPENDANTS,
    charges=[handover.REPORTS],
    jobs=[JobHandler("reports.draw_pdf", tasks.draw_pdf)],
)
