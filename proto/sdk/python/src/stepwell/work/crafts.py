"""What is done with a task, and how what has become of it is reported. A craft never raises."""
from __future__ import annotations

import logging

from ..swf import v1 as swf
from ..worker import v1 as wire
from .hands import TaskCanceled, TaskFailed

_LOG = logging.getLogger(__name__)
_NAME = 256
_TEXT = 32_768


def activities(handlers):
    """Tasks of Step Functions, by the ARNs of their activities."""

    def work(hand):
        try:
            output = handlers[hand.task.activity_arn](hand)
            return wire.Report(output="null" if output is None else output)
        except Exception as failed:
            error, cause = _words(failed)
            return wire.Report(failure=wire.TaskFailure(error=error, cause=cause))

    return work


def swf_activities(handlers):
    """Activity tasks of SWF, by name and version of their types."""

    def work(hand):
        kind = hand.task.swf_activity.activity_type
        try:
            handler = handlers.get((kind.name, kind.version))
            if handler is None:
                raise TaskFailed("UnknownActivityType", f"{kind.name} {kind.version}")
            return wire.Report(swf_completed=swf.RespondActivityTaskCompletedRequest(result=handler(hand)))
        except TaskCanceled as canceled:
            return wire.Report(swf_canceled=swf.RespondActivityTaskCanceledRequest(details=canceled.details[:_TEXT]))
        except Exception as failed:
            reason, details = _words(failed)
            return wire.Report(swf_failed=swf.RespondActivityTaskFailedRequest(reason=reason, details=details))

    return work


def swf_decisions(domain, task_list, deciders, ask):
    """Decision tasks of SWF, by name and version of their workflow types; ``ask`` gives the further pages of a history."""

    def work(hand):
        kind = hand.task.swf_decision.workflow_type
        decider = deciders.get((kind.name, kind.version))
        if decider is None:
            _LOG.warning("nobody decides for %s %s", kind.name, kind.version)
            return _dropped()
        try:
            decisions = decider(_whole(hand.task.swf_decision, domain, task_list, ask))
            return wire.Report(swf_decided=swf.RespondDecisionTaskCompletedRequest(decisions=decisions))
        except Exception:
            _LOG.warning("nothing was decided for %s %s", kind.name, kind.version, exc_info=True)
            return _dropped()

    return work


def _dropped():
    return wire.Report(dropped=wire.Dropped())


def _words(failed):
    if isinstance(failed, TaskFailed):
        return failed.error[:_NAME], failed.cause[:_TEXT]
    return type(failed).__name__[:_NAME], str(failed)[:_TEXT]


def _whole(task, domain, task_list, ask):
    while task.next_page_token:
        request = swf.PollForDecisionTaskRequest(
            domain=domain, task_list=swf.TaskList(name=task_list), next_page_token=task.next_page_token
        )
        page = ask(request)
        task.events.extend(page.events)
        task.next_page_token = page.next_page_token
    return task
