#!/usr/bin/env python3
"""The ways in that Python has: AWS JSON by boto3, REST by its OpenAPI document, gRPC by the bare stubs, and the SDK."""
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

import boto3
import grpc
from botocore.config import Config
from botocore.exceptions import ClientError
from google.protobuf import json_format
from stepwell import AwsError, Stepwell, TaskFailed, Worker, WorkerSettings
from stepwell.sfn import v1 as sfn

from scenario import PATIENCE, Refused, Way, play


class AwsJson(Way):
    name = "aws-json"

    def __init__(self):
        config = Config(read_timeout=70, retries={"max_attempts": 0})
        self.client = boto3.client("stepfunctions", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=config)

    def ask(self, action, members):
        method = "".join("_" + c.lower() if c.isupper() else c for c in action).lstrip("_")
        try:
            return getattr(self.client, method)(**members)
        except ClientError as refused:
            raise Refused(refused.response["Error"]["Code"]) from None


class Rest(Way):
    name = "rest"

    def __init__(self):
        self.root = os.environ["STEPWELL_ENDPOINT"]
        with urllib.request.urlopen(self.root + "/v1/openapi.json") as document:
            paths = json.load(document)["paths"]
        self.operations = {
            operation["operationId"]: (verb.upper(), path)
            for path, verbs in paths.items()
            for verb, operation in verbs.items()
            if isinstance(operation, dict) and "operationId" in operation
        }

    def ask(self, action, members):
        verb, path = self.operations[action[0].lower() + action[1:]]
        rest = dict(members)
        for name in [each for each in members if "{" + each + "}" in path]:
            path = path.replace("{" + name + "}", urllib.parse.quote(rest.pop(name), safe=""))
        body = None
        if verb in ("GET", "DELETE"):
            path += "?" + urllib.parse.urlencode(rest)
        else:
            body = json.dumps(rest).encode()
        headers = {"Authorization": "Bearer " + os.environ["STEPWELL_API_KEY"], "Content-Type": "application/json"}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.root + path, body, headers, method=verb), timeout=70) as answer:
                text = answer.read()
                return json.loads(text) if text else {}
        except urllib.error.HTTPError as refused:
            raise Refused(json.load(refused)["error"]) from None


class Grpc(Way):
    """Nothing but the stubs."""

    name = "grpc"

    def __init__(self):
        self.stub = sfn.StepFunctionsStub(grpc.insecure_channel(os.environ["STEPWELL_GRPC"]))
        self.metadata = [("authorization", "Bearer " + os.environ["STEPWELL_API_KEY"])]

    def ask(self, action, members):
        request = json_format.ParseDict(members, getattr(sfn, action + "Request")())
        try:
            return json_format.MessageToDict(self.call(action, request))
        except grpc.RpcError as refused:
            raise Refused(AwsError.of(refused).name) from None

    def call(self, action, request):
        return getattr(self.stub, action)(request, metadata=self.metadata)


class Sdk(Grpc):
    name = "python"

    def __init__(self):
        self.stepwell = Stepwell.from_environment()

    def call(self, action, request):
        return getattr(self.stepwell.step_functions, action)(request)

    def work(self, activity, tasks):
        inputs = []

        def handle(task):
            told = tasks[len(inputs)]
            inputs.append(task.input)
            if len(inputs) == len(tasks):
                worker.drain_soon()
            if "error" in told:
                raise TaskFailed(told["error"], told["cause"])
            return told["output"]

        worker = Worker.of_activities(self.stepwell, WorkerSettings("player", concurrency=1), {activity: handle})
        assert worker.wait(PATIENCE), "the worker did not end"
        return inputs


if __name__ == "__main__":
    for way in (AwsJson, Rest, Grpc, Sdk):
        if len(sys.argv) < 2 or way.name in sys.argv[1:]:
            play(way())
