"""Stepwell for Python: the whole contract over gRPC, and loops for workers and deciders.

The messages stand in ``stepwell.sfn.v1``, ``stepwell.swf.v1``, ``stepwell.events.v1``, ``stepwell.scheduler.v1`` and ``stepwell.platform.v1``.
"""
from .arns import Arns
from .client import Settings, Stepwell
from .errors import AwsError
from .work import Settings as WorkerSettings
from .work import TaskCanceled, TaskFailed, TaskInHand, Worker

__all__ = ["Arns", "AwsError", "Settings", "Stepwell", "TaskCanceled", "TaskFailed", "TaskInHand", "Worker", "WorkerSettings"]
