package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.worker.v1.Task;

/** A task that is being worked on; safe for many threads. Heartbeats are sent by the worker itself. */
public final class TaskInHand {
    private final Task task;
    private volatile boolean over;
    private volatile boolean cancelRequested;
    private volatile String progress = "";

    TaskInHand(Task task) {
        this.task = task;
    }

    /** Its input; empty when a task of SWF has none. */
    public String input() {
        return task.hasSwfActivity() ? task.getSwfActivity().getInput() : task.getInput();
    }

    /** All that is known of it. */
    public Task task() {
        return task;
    }

    /** Says how far it is, with the next heartbeat; for tasks of SWF. */
    public void progress(String details) {
        progress = details;
    }

    /** Whether a decider of SWF has asked for it to be cancelled: a handler may then throw {@link TaskCanceled}. */
    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Whether it is over, by a time-out or the end of its execution: what comes of it is for nobody. */
    public boolean isOver() {
        return over;
    }

    String progress() {
        return progress;
    }

    void requestCancel() {
        cancelRequested = true;
    }

    void end() {
        over = true;
    }
}
