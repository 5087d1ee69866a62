#!/usr/bin/env python3
"""One story of all actions of Step Functions, told by boto3 or by an AWS CLI, both unmodified: story.py STORY [AWS]. AWS's SDKs for Java and
JavaScript tell the same; what a step means stands in deploy/clients/stories/README.md."""
import json
import os
import re
import subprocess
import sys
import time

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

PATIENCE = 60
CONFIG = Config(read_timeout=70, inject_host_prefix=False, retries={"max_attempts": 0})


class Refused(Exception):
    """The name of AWS's error."""


class Boto3:
    def __init__(self):
        self.client = boto3.client("stepfunctions", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=CONFIG)

    def ask(self, action, request):
        try:
            answer = getattr(self.client, xform_name(action))(**request)
        except ClientError as e:
            raise Refused(e.response["Error"]["Code"]) from e
        return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


class Cli:
    """Old ones do not know every action."""

    def __init__(self, aws):
        self.aws = aws

    def call(self, *words):
        return subprocess.run([self.aws, "stepfunctions", *words, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"]],
                              capture_output=True, text=True, env={**os.environ, "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",
                                                                   "AWS_MAX_ATTEMPTS": "1"})

    def knows(self, action):
        return "nvalid choice" not in self.call(xform_name(action, "-"), "help-me").stderr

    def ask(self, action, request):
        done = self.call(xform_name(action, "-"), "--no-paginate", "--cli-input-json", json.dumps(request))
        if done.returncode == 0:
            return json.loads(done.stdout or "{}")
        error = re.search(r"An error occurred \((\w+)\)", done.stderr)
        if not error:
            raise AssertionError(done.stderr)
        raise Refused(error.group(1))


def filled(value, known):
    """A request with what is known by now."""
    if isinstance(value, dict):
        if set(value) == {"$json"}:
            return json.dumps(filled(value["$json"], known))
        if set(value) == {"$repeat", "$times"}:
            return value["$repeat"] * value["$times"]
        if set(value) == {"$of", "$times"}:
            return [filled(value["$of"], {**known, "i": str(i)}) for i in range(value["$times"])]
        return {name: filled(member, known) for name, member in value.items()}
    if isinstance(value, list):
        return [filled(member, known) for member in value]
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)\}", lambda name: known[name.group(1)], value)
    return value


def found(answer, path):
    for step in path.split("."):
        answer = (answer[int(step)] if int(step) < len(answer) else None) if isinstance(answer, list) else (answer or {}).get(step)
    return answer


def missed(answer, expected, known):
    """What is otherwise than expected."""
    return {path: found(answer, path) for path, value in expected.items() if found(answer, path) != filled(value, known)}


def told(asker, step, known):
    """One step; returns the error that it was refused with."""
    request = filled(step.get("with", {}), known)
    wanted = step.get("until") or step.get("expect", {})
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = asker.ask(step["ask"], request)
        except Refused as e:
            assert str(e) == step.get("error"), (step, str(e))
            return str(e)
        if "error" in step:
            assert step.get("comes") and time.monotonic() < deadline, (step, answer)
            continue
        wrong = missed(answer, wanted, known)
        if not wrong:
            known.update({name: found(answer, path) for name, path in step.get("keep", {}).items()})
            return None
        assert "until" in step and time.monotonic() < deadline, (step, wrong)


def main(story, aws=None):
    asker = Cli(aws) if aws else Boto3()
    model = boto3.client("stepfunctions").meta.service_model
    with open(story, encoding="utf-8") as text:
        table = json.load(text)
    known = {"name": "story-%d-%d" % (os.getpid(), time.time()), "account": os.environ["STEPWELL_ACCOUNT"],
             "region": os.environ["AWS_DEFAULT_REGION"]}
    open_pairs = {(action, error.name) for action in model.operation_names for error in model.operation_model(action).error_shapes}
    unasked = set(model.operation_names)
    unknown = {action for action in unasked if aws and not asker.knows(action)}
    refused = set()  # an AWS CLI takes half a second to begin, so it is refused once for each reason
    for step in table["steps"]:
        for turn in range(step.get("times", 1)):
            known["turn"] = str(turn)
            if step["ask"] in unknown or aws and (step.get("isLong") or step.get("error") in refused):
                continue
            if "error" in step:
                refused.add(step["error"])
            unasked.discard(step["ask"])
            open_pairs.discard((step["ask"], told(asker, step, known)))
    assert unasked == unknown, "never asked: %s" % sorted(unasked - unknown)
    if not aws:
        excused = {error for error in table["unprovoked"] if "." not in error}
        pairs = {tuple(pair.split(".")) for pair in table["unprovoked"] if "." in pair}
        left = {pair for pair in open_pairs if pair[1] not in excused} - pairs
        assert not left, "never provoked, and nobody says why: %s" % sorted(left)
        idle = pairs - open_pairs
        assert not idle, "provoked, although it is said that it cannot be: %s" % sorted(idle)
    print("%s: %d actions, %d kinds of refusals" % (aws or "boto3", len(model.operation_names) - len(unknown),
                                                   len({(s["ask"], s["error"]) for s in table["steps"] if "error" in s})))


if __name__ == "__main__":
    main(*sys.argv[1:])
