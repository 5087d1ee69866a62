"""Loops that do the tasks of activities, and those of SWF's task lists, over streams that stay."""
from .hands import TaskCanceled, TaskFailed, TaskInHand
from .worker import Settings, Worker

__all__ = ["Settings", "TaskCanceled", "TaskFailed", "TaskInHand", "Worker"]
