"""One stream of a worker: what there is to say while its thread is busy goes in one message."""
from __future__ import annotations

import queue
import threading
from collections import deque

import grpc

from ..worker import v1 as wire

_REPORTS = 1_000
_BYTES = 1 << 19  # the service takes messages of 1 MiB; a single report has less than half of that


class Stream:
    """All of it is the loop's thread's but for the thread that listens, which has the rest done ``later``."""

    def __init__(self, workers, later, heard, lost):
        self._said = queue.SimpleQueue()
        self._reports = deque()
        self._next = wire.WorkRequest()
        self._over = False
        self._call = workers.Work(iter(self._said.get, None))
        threading.Thread(target=self._listen, args=(later, heard, lost), daemon=True).start()

    def hello(self, hello):
        self._next.hello.CopyFrom(hello)

    def credit(self, tasks):
        self._next.credit = tasks

    def report(self, report):
        self._reports.append(report)

    def over(self):
        """Nothing more is said; what was is still answered."""
        self._over = True

    def flush(self):
        while self._reports or self._next.HasField("hello") or self._next.HasField("credit"):
            message, self._next = self._next, wire.WorkRequest()
            size = 0
            while self._reports and size < _BYTES and len(message.reports) < _REPORTS:
                report = self._reports.popleft()
                size += report.ByteSize()
                message.reports.append(report)
            self._said.put(message)
        if self._over:
            self._said.put(None)

    def break_off(self):
        self._call.cancel()
        self._said.put(None)

    def _listen(self, later, heard, lost):
        failure = None
        try:
            for said in self._call:
                later(lambda said=said: heard(self, said))
        except grpc.RpcError as broken:
            failure = broken
        self._said.put(None)
        later(lambda: lost(self, failure))
