#!/usr/bin/env python3
"""boto3, unmodified, against the endpoint of the environment: SWF at work. Deciders and workers poll, decide, beat and answer; what they
did is described, listed, counted and read. Together with swf_check.py it asks for every action of SWF."""
import datetime
import os
import time

from swf_check import client, refused

LIST = {"name": "list"}
TYPE = {"name": "t", "version": "1"}


def register(swf):
    domain = "work-%d-%d" % (os.getpid(), time.time())
    swf.register_domain(name=domain, workflowExecutionRetentionPeriodInDays="1")
    swf.register_workflow_type(domain=domain, defaultTaskList=LIST, defaultChildPolicy="TERMINATE",
                               defaultTaskStartToCloseTimeout="60", defaultExecutionStartToCloseTimeout="600", **TYPE)
    swf.register_activity_type(domain=domain, defaultTaskList=LIST, defaultTaskStartToCloseTimeout="60",
                               defaultTaskHeartbeatTimeout="NONE", defaultTaskScheduleToStartTimeout="60",
                               defaultTaskScheduleToCloseTimeout="120", **TYPE)
    return domain


class Workflow:
    """One execution, driven by hand."""

    def __init__(self, swf, domain, workflow_id):
        self.swf, self.domain, self.id = swf, domain, workflow_id
        self.run = swf.start_workflow_execution(domain=domain, workflowId=workflow_id, workflowType=TYPE, input="in",
                                                tagList=[workflow_id])["runId"]
        self.execution = {"workflowId": self.id, "runId": self.run}

    def decide(self, *decisions, **more):
        task = self.swf.poll_for_decision_task(domain=self.domain, taskList=LIST, identity="decider")
        assert task["workflowExecution"] == self.execution, task
        self.swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=list(decisions), **more)
        return task

    def take(self):
        task = self.swf.poll_for_activity_task(domain=self.domain, taskList=LIST, identity="worker")
        assert task["workflowExecution"] == self.execution and task["activityType"] == TYPE, task
        return task

    def history(self, **more):
        pages = self.swf.get_paginator("get_workflow_execution_history").paginate(
            domain=self.domain, execution=self.execution, PaginationConfig={"PageSize": 3}, **more)
        return [event for page in pages for event in page["events"]]

    def describe(self):
        return self.swf.describe_workflow_execution(domain=self.domain, execution=self.execution)


def schedule(activity_id):
    return {"decisionType": "ScheduleActivityTask",
            "scheduleActivityTaskDecisionAttributes": {"activityId": activity_id, "activityType": TYPE, "input": activity_id}}


def close(result):
    return {"decisionType": "CompleteWorkflowExecution", "completeWorkflowExecutionDecisionAttributes": {"result": result}}


def at_work(swf, domain):
    workflow = Workflow(swf, domain, "one")
    refused("WorkflowExecutionAlreadyStartedFault", None, swf.start_workflow_execution, domain=domain, workflowId="one",
            workflowType=TYPE)
    assert swf.count_pending_decision_tasks(domain=domain, taskList=LIST)["count"] == 1
    first = workflow.decide(schedule("done"), executionContext="first")
    assert first["previousStartedEventId"] == 0 and first["startedEventId"] == 3, first
    assert [e["eventType"] for e in first["events"]] == [
        "WorkflowExecutionStarted", "DecisionTaskScheduled", "DecisionTaskStarted"], first
    assert swf.count_pending_activity_tasks(domain=domain, taskList=LIST)["count"] == 1

    task = workflow.take()
    assert task["activityId"] == "done" and task["input"] == "done", task
    assert swf.record_activity_task_heartbeat(taskToken=task["taskToken"], details="half")["cancelRequested"] is False
    swf.respond_activity_task_completed(taskToken=task["taskToken"], result="out")
    refused("UnknownResourceFault", "Unknown activity, scheduledEventId = 5", swf.respond_activity_task_completed,
            taskToken=task["taskToken"])

    workflow.decide(schedule("failed"))
    swf.respond_activity_task_failed(taskToken=workflow.take()["taskToken"], reason="why", details="so")
    workflow.decide(schedule("given up"))
    task = workflow.take()
    swf.signal_workflow_execution(domain=domain, workflowId="one", signalName="s", input="wave")
    workflow.decide({"decisionType": "RequestCancelActivityTask",
                     "requestCancelActivityTaskDecisionAttributes": {"activityId": "given up"}})
    assert swf.record_activity_task_heartbeat(taskToken=task["taskToken"])["cancelRequested"] is True
    swf.respond_activity_task_canceled(taskToken=task["taskToken"], details="gave up")
    swf.request_cancel_workflow_execution(domain=domain, workflowId="one", runId=workflow.run)
    workflow.decide(close("all"))

    types = [event["eventType"] for event in workflow.history()]
    assert types == [event["eventType"] for event in reversed(workflow.history(reverseOrder=True))]
    for wanted in ("ActivityTaskCompleted", "ActivityTaskFailed", "ActivityTaskCanceled", "WorkflowExecutionSignaled",
                   "WorkflowExecutionCancelRequested", "WorkflowExecutionCompleted"):
        assert types.count(wanted) == 1, (wanted, types)
    info = workflow.describe()["executionInfo"]
    assert info["executionStatus"] == "CLOSED" and info["closeStatus"] == "COMPLETED" and info["cancelRequested"], info
    refused("UnknownResourceFault", None, swf.signal_workflow_execution, domain=domain, workflowId="one", signalName="late")


def sequence(swf, domain, length):
    """The law: n activities, one after another, take 6n + 5 events."""
    workflow = Workflow(swf, domain, "sequence-%d" % length)
    for i in range(length):
        workflow.decide(schedule("a%d" % i))
        swf.respond_activity_task_completed(taskToken=workflow.take()["taskToken"])
    workflow.decide(close("done"))
    events = workflow.history()
    assert [event["eventId"] for event in events] == list(range(1, 6 * length + 6)), events


def seen(swf, domain):
    workflow = Workflow(swf, domain, "seen")
    since = {"oldestDate": datetime.datetime(2020, 1, 1)}
    openly = dict(domain=domain, startTimeFilter=since)
    wait(lambda: swf.count_open_workflow_executions(**openly)["count"] == 1)
    for narrower in ({"executionFilter": {"workflowId": "seen"}}, {"tagFilter": {"tag": "seen"}}, {"typeFilter": {"name": "t"}}):
        listed = swf.list_open_workflow_executions(**openly, **narrower)["executionInfos"]
        assert [e["execution"] for e in listed] == [workflow.execution], listed
    swf.terminate_workflow_execution(domain=domain, workflowId="seen", reason="enough", childPolicy="ABANDON")
    wait(lambda: swf.count_open_workflow_executions(**openly)["count"] == 0)
    closed = dict(domain=domain, closeTimeFilter=since, closeStatusFilter={"status": "TERMINATED"})
    wait(lambda: swf.count_closed_workflow_executions(**closed)["count"] == 1)
    listed = swf.list_closed_workflow_executions(**closed)["executionInfos"]
    assert [e["execution"] for e in listed] == [workflow.execution] and listed[0]["closeStatus"] == "TERMINATED", listed
    last = workflow.history()[-1]["workflowExecutionTerminatedEventAttributes"]
    assert last == {"reason": "enough", "childPolicy": "ABANDON", "cause": "OPERATOR_INITIATED"}, last


def wait(holds):
    """Lists are allowed to come late."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def main():
    swf = client()
    domain = register(swf)
    at_work(swf, domain)
    for length in (1, 3, 10):
        sequence(swf, domain, length)
    seen(swf, domain)
    print("boto3: SWF works as expected")


if __name__ == "__main__":
    main()
