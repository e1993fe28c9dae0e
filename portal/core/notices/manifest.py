"""Manifest of notices."""

from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest
from portal.core.notices import audit_labels, tasks

MANIFEST = Manifest(
    jobs=[
        JobHandler("notices.mail", tasks.mail, every=tasks.EVERY),
        JobHandler("notices.tidy", tasks.tidy, every=tasks.TIDY_EVERY),
        JobHandler("notices.send", tasks.send),
    ],
    audit_actions=audit_labels.ACTIONS,
)
