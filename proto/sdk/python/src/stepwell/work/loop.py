"""The conversation of one worker with the service.

One thread has it all, so nothing here is locked; tasks are done on threads of their own. What was reported is kept until it is answered,
and said again over the next stream when one breaks.
"""
from __future__ import annotations

import logging
import queue
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import grpc

from ..worker import v1 as wire
from .hands import TaskInHand
from .stream import Stream

_LOG = logging.getLogger(__name__)
_AGAIN = {"ThrottlingException", "ServiceUnavailable"}
_SOON = 0.25
_LONGEST_PAUSE = 10.0
_FINAL = {
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.UNIMPLEMENTED,
    grpc.StatusCode.FAILED_PRECONDITION,
}


class Loop(threading.Thread):
    def __init__(self, workers, settings, hello, craft):
        super().__init__(name="stepwell-" + settings.name, daemon=True)
        self.failure = None
        self._workers = workers
        self._settings = settings
        self._hello = hello
        self._craft = craft
        self._inbox = queue.SimpleQueue()
        self._hands = ThreadPoolExecutor(settings.concurrency, thread_name_prefix=self.name)
        self._in_hand = {}
        self._unanswered = {}
        self._beats = {}
        self._foreign = set()  # in hand, but from an earlier stream: the present one does not count them
        self._timers = []
        self._stream = None
        self._number = 0
        self._pause = 0.0
        self._draining = False
        self._ended = False

    def drain(self):
        self._later(self._drain)

    def stop(self):
        self._later(self._end)

    def run(self):
        try:
            self._converse()
        except Exception as defect:  # a worker that stands still without a word would be worse
            self.failure = defect
            self._end()
        finally:
            self._hands.shutdown(wait=False, cancel_futures=True)

    def _converse(self):
        self._connect()
        self._after(self._settings.heartbeat, self._beat)
        while not self._ended:
            try:
                self._inbox.get(timeout=self._run_timers())()
            except queue.Empty:
                continue
            if self._inbox.empty() and self._stream is not None:
                self._stream.flush()

    def _later(self, what):
        self._inbox.put(what)

    def _after(self, seconds, what):
        self._timers.append((time.monotonic() + seconds, what))

    def _run_timers(self):
        now = time.monotonic()
        due = [what for at, what in self._timers if at <= now]
        self._timers = [(at, what) for at, what in self._timers if at > now]
        for what in due:
            self._later(what)
        return 0.0 if due else max(0.0, min((at for at, _ in self._timers), default=now + 1) - now)

    def _connect(self):
        self._foreign = set(self._in_hand)
        self._beats.clear()
        stream = Stream(self._workers, self._later, self._hear, self._lost)
        self._stream = stream
        stream.hello(self._hello)
        stream.credit(self._credit())
        for report in self._unanswered.values():
            stream.report(report)
        stream.flush()

    def _credit(self):
        return 0 if self._draining else max(0, self._settings.concurrency - len(self._foreign))

    def _hear(self, stream, said):
        self._pause = 0.0
        for task in said.tasks:
            self._take(task)
        for number in said.taken:
            self._beats.pop(number, None)
            self._unanswered.pop(number, None)
        for refusal in said.refused:
            self._refused(refusal)
        for token in said.cancelled:
            self._over(token)
        for token in said.cancel_requested:
            if token in self._in_hand:
                self._in_hand[token].cancel_requested.set()
        if said.HasField("go_away"):
            stream.over()
        self._end_when_done()

    def _take(self, task):
        hand = TaskInHand(task)
        self._in_hand[task.task_token] = hand

        def work():
            report = self._craft(hand)
            self._later(lambda: self._done(task.task_token, report))

        self._hands.submit(work)

    def _done(self, token, report):
        if self._in_hand.pop(token, None) is None:
            return
        report.task_token = token
        report.number = self._next()
        if not report.HasField("dropped"):
            self._unanswered[report.number] = report
        if self._stream is not None:
            self._stream.report(report)
            if token in self._foreign:
                self._foreign.remove(token)
                self._stream.credit(self._credit())
        self._end_when_done()

    def _next(self):
        self._number += 1
        return self._number

    def _refused(self, refusal):
        token = self._beats.pop(refusal.number, None)
        if refusal.number in self._unanswered:
            if refusal.error in _AGAIN:
                self._after(_SOON, lambda: self._again(refusal.number))
            else:
                del self._unanswered[refusal.number]
                _LOG.warning("a report was refused: %s: %s", refusal.error, refusal.message)
        elif token is not None and refusal.error not in _AGAIN:
            self._over(token)

    def _again(self, number):
        if self._stream is not None and number in self._unanswered:
            self._stream.report(self._unanswered[number])

    def _over(self, token):
        """Nothing more is said of it, whatever its handler does."""
        hand = self._in_hand.get(token)
        if hand is not None:
            hand.over.set()
            self._done(token, wire.Report(dropped=wire.Dropped()))

    def _beat(self):
        self._after(self._settings.heartbeat, self._beat)
        if self._stream is None:
            return
        for token, hand in self._in_hand.items():
            if not hand.task.HasField("swf_decision"):
                heartbeat = wire.Heartbeat(details=hand.progress or None)
                number = self._next()
                self._beats[number] = token
                self._stream.report(wire.Report(number=number, task_token=token, heartbeat=heartbeat))

    def _lost(self, stream, failure):
        if stream is not self._stream:
            return
        self._stream = None
        if failure is not None and failure.code() in _FINAL:
            self.failure = failure
            self._end()
        elif self._is_done():
            self._end()
        else:
            _LOG.debug("the stream was lost: %s", failure)
            self._after(self._pause * random.uniform(0.5, 1), self._connect)
            self._pause = min(_LONGEST_PAUSE, max(_SOON, self._pause * 2))

    def _drain(self):
        self._draining = True
        if self._stream is not None:
            self._stream.credit(0)
        self._end_when_done()

    def _is_done(self):
        return self._draining and not self._in_hand and not self._unanswered

    def _end_when_done(self):
        if self._is_done():
            if self._stream is None:
                self._end()
            else:
                self._stream.over()

    def _end(self):
        self._ended = True
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.break_off()
