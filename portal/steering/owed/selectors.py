"""What is for an actor's own units and bodies to settle."""

from portal.accounts.actor import Actor
from portal.steering.activities.selectors import own_findings
from portal.steering.answers.selectors import own_requests
from portal.steering.plans.selectors import own_tasks
from portal.steering.plans.states import TaskState


def count_open(actor: Actor) -> int:
    """How much waits for an actor's own units and bodies: papers to answer, what inspections found, and tasks of plans."""
    tasks = own_tasks(actor).filter(state=TaskState.OPEN)
    return own_requests(actor).count() + own_findings(actor).count() + tasks.count()
