package dev.stepwell.execution.ports;

/** What a node that wants to go on with an execution finds. */
public sealed interface Loaded {
    /** All it takes. */
    record Here(LoadedRun run) implements Loaded {}

    /** It is running, and another node that is alive owns it. */
    record Elsewhere(ExecutionRow.Lease lease) implements Loaded {}

    /** A newer version of the code wrote some of it: the node must decline it. */
    record Unreadable(UnknownRecordException why) implements Loaded {}
}
