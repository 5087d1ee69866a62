package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.worker.v1.Report;

/** Knows what to do with a task, and how to say what has become of it. */
@FunctionalInterface
interface Craft {
    /** Does it; the report has neither number nor token yet. Never throws. */
    Report.Builder work(TaskInHand task);
}
