"""Workers and deciders against the server of the environment: python -m unittest discover tests."""
import json
import os
import threading
import time
import unittest
from dataclasses import replace

import grpc

from stepwell import Settings, Stepwell, TaskCanceled, Worker, WorkerSettings
from stepwell.sfn import v1 as sfn
from stepwell.swf import v1 as swf

from line import BreakingLine

PATIENCE = 60
ORDER = ("order", "1")
PACK = ("pack", "1")


def decision(kind, **attributes):
    return swf.Decision(decision_type=kind, **attributes)


def decide(task):
    """Three activities one after the other; asked to cancel, it asks the activity that is open."""
    types = [event.event_type for event in task.events]
    done = types.count("ActivityTaskCompleted")
    if "ActivityTaskCanceled" in types:
        return [decision("CancelWorkflowExecution")]
    if "WorkflowExecutionCancelRequested" in types:
        cancel = swf.RequestCancelActivityTaskDecisionAttributes(activity_id=f"a{done}")
        return [decision("RequestCancelActivityTask", request_cancel_activity_task_decision_attributes=cancel)]
    if done == 3:
        return [decision("CompleteWorkflowExecution")]
    started = task.events[0].workflow_execution_started_event_attributes
    pack = swf.ScheduleActivityTaskDecisionAttributes(
        activity_id=f"a{done}",
        activity_type=swf.ActivityType(name=PACK[0], version=PACK[1]),
        task_list=swf.TaskList(name=started.task_list.name),
    )
    return [decision("ScheduleActivityTask", schedule_activity_task_decision_attributes=pack)]


def eventually(seen, wanted):
    give_up = time.monotonic() + PATIENCE
    while seen() != wanted:
        if time.monotonic() > give_up:
            raise AssertionError(f"still {seen()}, not {wanted}")
        time.sleep(0.05)


class Workers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stepwell = Stepwell.from_environment()
        cls.domain = f"python-{time.time_ns()}"
        service = cls.stepwell.swf
        service.RegisterDomain(swf.RegisterDomainRequest(name=cls.domain, workflow_execution_retention_period_in_days="1"))
        service.RegisterWorkflowType(
            swf.RegisterWorkflowTypeRequest(
                domain=cls.domain,
                name=ORDER[0],
                version=ORDER[1],
                default_execution_start_to_close_timeout="600",
                default_task_start_to_close_timeout="60",
                default_child_policy="TERMINATE",
            )
        )
        service.RegisterActivityType(
            swf.RegisterActivityTypeRequest(
                domain=cls.domain,
                name=PACK[0],
                version=PACK[1],
                default_task_schedule_to_start_timeout="60",
                default_task_schedule_to_close_timeout="60",
                default_task_start_to_close_timeout="60",
                default_task_heartbeat_timeout="30",
            )
        )

    @classmethod
    def tearDownClass(cls):
        cls.stepwell.close()

    def begin(self, workflow, task_list):
        request = swf.StartWorkflowExecutionRequest(
            domain=self.domain,
            workflow_id=workflow,
            task_list=swf.TaskList(name=task_list),
            workflow_type=swf.WorkflowType(name=ORDER[0], version=ORDER[1]),
        )
        return self.stepwell.swf.StartWorkflowExecution(request).run_id

    def close_status(self, workflow, run):
        execution = swf.WorkflowExecution(workflow_id=workflow, run_id=run)
        request = swf.DescribeWorkflowExecutionRequest(domain=self.domain, execution=execution)
        return self.stepwell.swf.DescribeWorkflowExecution(request).execution_info.close_status

    def decider(self, task_list):
        return Worker.of_swf_decisions(self.stepwell, WorkerSettings("decider"), self.domain, task_list, {ORDER: decide})

    def packer(self, task_list, handler, heartbeat=10):
        settings = WorkerSettings("packer", heartbeat=heartbeat)
        return Worker.of_swf_activities(self.stepwell, settings, self.domain, task_list, {PACK: handler})

    def test_deciders_and_workers_stay(self):
        with self.decider("many"), self.packer("many", lambda task: None):
            runs = {f"order-{i}": self.begin(f"order-{i}", "many") for i in range(10)}
            for workflow, run in runs.items():
                eventually(lambda: self.close_status(workflow, run), "COMPLETED")

    def test_a_worker_is_asked_to_cancel(self):
        begun = threading.Event()

        def pack(task):
            begun.set()
            task.progress = "half way"
            self.assertTrue(task.cancel_requested.wait(PATIENCE))
            raise TaskCanceled("gave up")

        with self.decider("cancel"), self.packer("cancel", pack, heartbeat=0.2):
            run = self.begin("cancelled", "cancel")
            self.assertTrue(begun.wait(PATIENCE))
            request = swf.RequestCancelWorkflowExecutionRequest(domain=self.domain, workflow_id="cancelled")
            self.stepwell.swf.RequestCancelWorkflowExecution(request)
            eventually(lambda: self.close_status("cancelled", run), "CANCELED")

    def machine(self, name):
        """A machine of one task; gives its name and its activity."""
        name = f"{self.domain}-{name}"
        arns, service = self.stepwell.arns, self.stepwell.step_functions
        service.CreateActivity(sfn.CreateActivityRequest(name=name))
        definition = {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": arns.activity(name), "End": True}}}
        role = f"arn:aws:iam::{arns.account}:role/any"
        service.CreateStateMachine(sfn.CreateStateMachineRequest(name=name, role_arn=role, definition=json.dumps(definition)))
        return name, arns.activity(name)

    def start(self, machine, executions):
        arn = self.stepwell.arns.state_machine(machine)
        start = self.stepwell.step_functions.StartExecution
        return [start(sfn.StartExecutionRequest(state_machine_arn=arn, name=f"e{i}")).execution_arn for i in range(executions)]

    def status(self, execution):
        return self.stepwell.step_functions.DescribeExecution(sfn.DescribeExecutionRequest(execution_arn=execution)).status

    def test_what_is_in_hand_outlives_the_stream(self):
        name, activity = self.machine("cut")
        line = BreakingLine(Settings.of(os.environ).target)
        self.addCleanup(line.close)
        begun, go, done = threading.Semaphore(0), threading.Event(), []

        def work(task):
            begun.release()
            go.wait(PATIENCE)
            done.append(task)
            return task.input

        with Stepwell(replace(Settings.of(os.environ), target=line.target)) as over:
            with Worker.of_activities(over, WorkerSettings("cut", concurrency=4), {activity: work}):
                executions = self.start(name, 20)
                for _ in range(4):  # all that it has credit for: a task on its way when the line is cut is a dead worker's
                    self.assertTrue(begun.acquire(timeout=PATIENCE))
                line.cut()
                go.set()
                for execution in executions:
                    eventually(lambda: self.status(execution), "SUCCEEDED")
        self.assertEqual(len(done), 20)

    def test_a_drained_worker_leaves_nothing_half_done(self):
        name, activity = self.machine("drained")
        begun, go, done = threading.Semaphore(0), threading.Event(), []

        def work(task):
            begun.release()
            go.wait(PATIENCE)
            done.append(task)
            return task.input

        worker = Worker.of_activities(self.stepwell, WorkerSettings("drained", concurrency=4), {activity: work})
        executions = self.start(name, 10)
        for _ in range(4):
            self.assertTrue(begun.acquire(timeout=PATIENCE))
        go.set()
        self.assertTrue(worker.drain(PATIENCE))
        ended = [each for each in executions if self.status(each) == "SUCCEEDED"]
        self.assertEqual(len(ended), len(done))
        self.assertGreaterEqual(len(done), 4)

    def test_a_worker_without_a_key_ends(self):
        target = Settings.of(os.environ).target
        with Stepwell(Settings(target, "sw_live_nobody", self.stepwell.arns)) as nobody:
            worker = Worker.of_activities(nobody, WorkerSettings("nobody"), {self.stepwell.arns.activity("any"): lambda task: "{}"})
            with self.assertRaises(grpc.RpcError) as refused:
                worker.wait(PATIENCE)
            self.assertEqual(refused.exception.code(), grpc.StatusCode.UNAUTHENTICATED)


if __name__ == "__main__":
    unittest.main()
