"""Tasks that are being worked on, and how handlers say that they did not succeed."""
from __future__ import annotations

import threading


class TaskFailed(Exception):
    """Raised by a handler to fail its task: under a name that state machines catch, or with SWF's reason and details."""

    def __init__(self, error: str, cause: str):
        super().__init__(cause)
        self.error = error
        self.cause = cause


class TaskCanceled(Exception):
    """Raised by a handler that has given up an activity task of SWF, as it was asked to."""

    def __init__(self, details: str = ""):
        super().__init__(details)
        self.details = details


class TaskInHand:
    """A task that is being worked on; safe for many threads. Heartbeats are sent by the worker itself.

    task: all that is known of it
    progress: how far it is, said with the next heartbeat; for tasks of SWF
    over: set when it has timed out or its execution has ended: what comes of it is for nobody
    cancel_requested: set when a decider of SWF has asked for it to be cancelled
    """

    def __init__(self, task):
        self.task = task
        self.progress = ""
        self.over = threading.Event()
        self.cancel_requested = threading.Event()

    @property
    def input(self) -> str:
        """Empty when a task of SWF has none."""
        return self.task.swf_activity.input if self.task.HasField("swf_activity") else self.task.input
