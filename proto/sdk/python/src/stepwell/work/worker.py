"""Workers and deciders that stay."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..client import Stepwell
from ..swf import v1 as swf
from ..worker import v1 as wire
from . import crafts
from .hands import TaskInHand
from .loop import Loop

Handler = Callable[[TaskInHand], "str | None"]
Decider = Callable[[swf.PollForDecisionTaskResponse], Iterable[swf.Decision]]
SwfType = tuple[str, str]


@dataclass(frozen=True)
class Settings:
    """How a worker works.

    name: what it calls itself; stands in histories
    concurrency: the most tasks that it has at a time, 1 to 1,000, each on a thread of its own
    heartbeat: seconds after which it says again of each task that it is being worked on
    """

    name: str
    concurrency: int = 10
    heartbeat: float = 10

    def __post_init__(self):
        if not 1 <= self.concurrency <= 1_000:
            raise ValueError("a worker has 1 to 1,000 tasks at a time")


class Worker:
    """A worker that stays: it reports over the stream that tasks come by, says by itself that it lives, and connects again when the
    stream is lost, without losing what it has in hand. As a context manager it drains itself."""

    def __init__(self, loop: Loop):
        self._loop = loop
        loop.start()

    @staticmethod
    def of_activities(stepwell: Stepwell, settings: Settings, handlers: Mapping[str, Handler]) -> Worker:
        """Begins to do the tasks of activities of Step Functions, by their ARNs. A handler returns the output, JSON text."""
        hello = wire.Hello(worker_name=settings.name, activity_arns=handlers.keys())
        return Worker(Loop(stepwell.workers, settings, hello, crafts.activities(dict(handlers))))

    @staticmethod
    def of_swf_activities(
        stepwell: Stepwell, settings: Settings, domain: str, task_list: str, handlers: Mapping[SwfType, Handler]
    ) -> Worker:
        """Begins to do the activity tasks of a task list of SWF, by (name, version). A handler returns any text, or None."""
        listed = wire.SwfTaskList(domain=domain, name=task_list, kind=wire.SwfTaskList.KIND_ACTIVITIES)
        hello = wire.Hello(worker_name=settings.name, swf_task_lists=[listed])
        return Worker(Loop(stepwell.workers, settings, hello, crafts.swf_activities(dict(handlers))))

    @staticmethod
    def of_swf_decisions(
        stepwell: Stepwell,
        settings: Settings,
        domain: str,
        task_list: str,
        deciders: Mapping[SwfType, Decider],
        sticky: bool = False,
    ) -> Worker:
        """Begins to decide for the workflow executions of a task list of SWF, by (name, version), with the whole history, or, sticky,
        with what is new of it."""
        listed = wire.SwfTaskList(
            domain=domain, name=task_list, kind=wire.SwfTaskList.KIND_DECISIONS, start_at_previous_started_event=sticky
        )
        hello = wire.Hello(worker_name=settings.name, swf_task_lists=[listed])
        craft = crafts.swf_decisions(domain, task_list, dict(deciders), stepwell.swf.PollForDecisionTask)
        return Worker(Loop(stepwell.workers, settings, hello, craft))

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until it ends; False when the time was up. Raises what it gave up for: a key that was revoked, an activity that is
        not there."""
        self._loop.join(timeout)
        if self._loop.failure is not None:
            raise self._loop.failure
        return not self._loop.is_alive()

    def drain_soon(self) -> None:
        """Takes no more tasks, finishes those in hand, and ends; does not wait, so a handler may call it."""
        self._loop.drain()

    def drain(self, timeout: float = 30) -> bool:
        """Takes no more tasks, finishes those in hand, and waits until what it reported is durable. What is not done in time is left
        as by a worker that has died. True when all was done."""
        self._loop.drain()
        self._loop.join(timeout)
        done = not self._loop.is_alive() and self._loop.failure is None
        self._loop.stop()
        return done

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *why) -> None:
        self.drain()
