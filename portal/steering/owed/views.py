"""The page "Việc được giao": all that one's own unit or body is to settle."""

from django.http import HttpResponse
from django.shortcuts import render

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.steering.activities.selectors import own_findings
from portal.steering.plans.selectors import own_tasks, task_lines
from portal.steering.plans.states import TaskState


def base_of(request: ActorRequest) -> str:
    """The template that a page extends which is read on the phone, too."""
    return "steering/base_phone.html" if request.actor.phone_only else "steering/base.html"


@needs(Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
def own(request: ActorRequest) -> HttpResponse:
    """What is to be mended, and the tasks of plans: what is due first at the top."""
    today = clock.today()
    lines = task_lines(own_tasks(request.actor))
    findings = [(finding, finding.is_late(today)) for finding in own_findings(request.actor)]
    context = {
        "findings": findings,
        "open": [line for line in lines if line.task.state == TaskState.OPEN],
        "done": [line for line in lines if line.task.state == TaskState.DONE],
        "late": sum(line.is_late for line in lines) + sum(late for _finding, late in findings),
        "base": base_of(request),
    }
    return render(request, "steering/own_tasks.html", context)
