"""The page "Việc được giao": all that one's own unit or body is to settle."""

from django.http import HttpResponse
from django.shortcuts import render

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.steering.activities.selectors import own_findings
from portal.steering.answers.selectors import RequestLine, own_requests
from portal.steering.phone import base_of
from portal.steering.plans.selectors import own_tasks, task_lines
from portal.steering.plans.states import TaskState


@needs(Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
def own(request: ActorRequest) -> HttpResponse:
    """Papers to answer, what is to be mended, and the tasks of plans: what is due first at the top."""
    today = clock.today()
    lines = task_lines(own_tasks(request.actor))
    findings = [(finding, finding.is_late(today)) for finding in own_findings(request.actor)]
    answers = [RequestLine(row, today) for row in own_requests(request.actor)]
    context = {
        "answers": answers,
        "findings": findings,
        "open": [line for line in lines if line.task.state == TaskState.OPEN],
        "done": [line for line in lines if line.task.state == TaskState.DONE],
        "late": sum(
            [line.is_late for line in answers]
            + [line.is_late for line in lines]
            + [late for _finding, late in findings]
        ),
        "base": base_of(request),
    }
    return render(request, "steering/own_tasks.html", context)
