"""Plays proto/sdk/scenario.json by any way in, and compares what is seen with what stands there."""
import json
import os
import pathlib
import re
import time

SCENARIO = pathlib.Path(__file__).resolve().parents[2] / "proto" / "sdk" / "scenario.json"
PATIENCE = 60


class Refused(Exception):
    """The service refused, under AWS's name of the error."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class Way:
    """A way in. ``ask`` asks for an action with the contract's members and gives the answer's, or raises Refused."""

    name = "nobody"

    def ask(self, action, members):
        raise NotImplementedError

    def work(self, activity, tasks):
        """Does the tasks of an activity, each as it is told, and gives their inputs; by polls, where there is nothing better."""
        inputs = []
        for told in tasks:
            task = {}
            while not task.get("taskToken"):
                task = self.ask("GetActivityTask", {"activityArn": activity, "workerName": "player"})
            inputs.append(task["input"])
            if "error" in told:
                self.ask("SendTaskFailure", {"taskToken": task["taskToken"], "error": told["error"], "cause": told["cause"]})
            else:
                self.ask("SendTaskSuccess", {"taskToken": task["taskToken"], "output": told["output"]})
        return inputs


def at(answer, path):
    if "[]." in path:
        head, tail = path.split("[].")
        return [each.get(tail) for each in answer.get(head, [])]
    return answer.get(path)


def play(way):
    names = {"run": "%s-%d" % (way.name, time.time_ns()), "account": os.environ["STEPWELL_ACCOUNT"]}

    def filled(text):
        return re.sub(r"\$\{(\w+)}", lambda name: names[name[1]], text)

    for step in json.loads(SCENARIO.read_text())["steps"]:
        if "work" in step:
            inputs = way.work(filled(step["work"]), step["tasks"])
            wanted = [task["input"] for task in step["tasks"]]
            assert inputs == wanted, f"{way.name}: tasks came with {inputs}, not {wanted}"
            continue
        members = {name: filled(value) for name, value in step["with"].items()}
        if "fails" in step:
            try:
                answer = way.ask(step["call"], members)
            except Refused as refused:
                assert refused.name == step["fails"], f"{way.name}: {step['call']} was refused with {refused.name}"
                continue
            raise AssertionError(f"{way.name}: {step['call']} was answered with {answer}, not {step['fails']}")
        answer = ask_until(way, step["call"], members, step.get("until", {}))
        for path, wanted in step.get("expect", {}).items():
            seen = at(answer, path)
            assert seen == wanted, f"{way.name}: {step['call']} says {path} is {seen}, not {wanted}"
        for name, member in step.get("save", {}).items():
            names[name] = answer[member]
    print(f"{way.name}: as it stands")


def ask_until(way, action, members, until):
    give_up = time.monotonic() + PATIENCE
    while True:
        answer = way.ask(action, members)
        if all(at(answer, path) == wanted for path, wanted in until.items()):
            return answer
        assert time.monotonic() < give_up, f"{way.name}: {action} still says {answer}"
        time.sleep(0.05)
