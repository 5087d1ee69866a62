"""Workers and deciders against the server of the environment: python -m unittest discover tests."""
import json
import os
import threading
import time
import unittest

import grpc

from stepwell import Settings, Stepwell, TaskCanceled, Worker, WorkerSettings
from stepwell.sfn import v1 as sfn
from stepwell.swf import v1 as swf

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

    def test_a_drained_worker_leaves_nothing_half_done(self):
        name = self.domain
        arns = self.stepwell.arns
        service = self.stepwell.step_functions
        service.CreateActivity(sfn.CreateActivityRequest(name=name))
        states = {"A": {"Type": "Task", "Resource": arns.activity(name), "End": True}}
        definition = json.dumps({"StartAt": "A", "States": states})
        role = f"arn:aws:iam::{arns.account}:role/any"
        service.CreateStateMachine(sfn.CreateStateMachineRequest(name=name, role_arn=role, definition=definition))
        begun, go, done = threading.Semaphore(0), threading.Event(), []

        def work(task):
            begun.release()
            go.wait(PATIENCE)
            done.append(task)
            return task.input

        worker = Worker.of_activities(self.stepwell, WorkerSettings("drained", concurrency=4), {arns.activity(name): work})
        for i in range(10):
            service.StartExecution(sfn.StartExecutionRequest(state_machine_arn=arns.state_machine(name), name=f"e{i}"))
        for _ in range(4):
            self.assertTrue(begun.acquire(timeout=PATIENCE))
        go.set()
        self.assertTrue(worker.drain(PATIENCE))
        arguments = [sfn.DescribeExecutionRequest(execution_arn=arns.execution(name, f"e{i}")) for i in range(10)]
        ended = [each for each in arguments if service.DescribeExecution(each).status == "SUCCEEDED"]
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
