"""An activity worker of Step Functions: STEPWELL_* as in credentials.env, and an activity called "pack"."""
import json

from stepwell import Stepwell, TaskFailed, Worker, WorkerSettings


def pack(task):
    order = json.loads(task.input)
    if not order.get("items"):
        raise TaskFailed("EmptyOrder", "there is nothing to pack")
    return json.dumps({"parcels": len(order["items"])})


with Stepwell.from_environment() as stepwell:
    with Worker.of_activities(stepwell, WorkerSettings("table-1", concurrency=20), {stepwell.arns.activity("pack"): pack}) as worker:
        try:
            worker.wait()
        except KeyboardInterrupt:
            print("finishing what is in hand")
