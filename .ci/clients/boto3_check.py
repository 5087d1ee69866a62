#!/usr/bin/env python3
"""boto3, unmodified, against the endpoint of the environment: create, start, an activity worker, describe, list, history."""
import json
import os
import time

import boto3
from botocore.config import Config

sfn = boto3.client("stepfunctions", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=Config(read_timeout=70))
name = "boto3-%d-%d" % (os.getpid(), time.time())
role = "arn:aws:iam::%s:role/any" % os.environ["STEPWELL_ACCOUNT"]
activity = sfn.create_activity(name=name)["activityArn"]
definition = {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": activity, "End": True}}}
machine = sfn.create_state_machine(name=name, definition=json.dumps(definition), roleArn=role)["stateMachineArn"]
execution = sfn.start_execution(stateMachineArn=machine, name=name, input='{"n": 1}')["executionArn"]
task = sfn.get_activity_task(activityArn=activity, workerName="boto3")
assert json.loads(task["input"]) == {"n": 1}, task
sfn.send_task_heartbeat(taskToken=task["taskToken"])
sfn.send_task_success(taskToken=task["taskToken"], output='{"n": 2}')
try:
    sfn.send_task_success(taskToken=task["taskToken"], output='{"n": 3}')
    raise SystemExit("a second completion was taken")
except sfn.exceptions.TaskTimedOut:
    pass
described = sfn.describe_execution(executionArn=execution)
assert described["status"] == "SUCCEEDED" and json.loads(described["output"]) == {"n": 2}, described
assert [e["executionArn"] for e in sfn.list_executions(stateMachineArn=machine)["executions"]] == [execution]
pages = sfn.get_paginator("get_execution_history").paginate(executionArn=execution, PaginationConfig={"PageSize": 2})
types = [e["type"] for page in pages for e in page["events"]]
assert types == ["ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivitySucceeded", "TaskStateExited",
                 "ExecutionSucceeded"], types
try:
    sfn.start_execution(stateMachineArn=machine, name=name, input='{"n": 9}')
    raise SystemExit("a name was taken twice")
except sfn.exceptions.ExecutionAlreadyExists:
    pass
sfn.delete_state_machine(stateMachineArn=machine)
sfn.delete_activity(activityArn=activity)
print("boto3: all as expected")
