package dev.stepwell.execution.ports;

/** What became of one turn of a group. */
public sealed interface Verdict {
    /** It is durable. */
    record Committed() implements Verdict {}

    /** Somebody else was there first (epoch or seq moved, a newer heartbeat came): nothing of it was written. */
    record Stale() implements Verdict {}

    /** The name of a birth is taken by this execution: nothing of it was written. */
    record NameTaken(ExecutionRow holder) implements Verdict {}

    /** The store cannot take it, now or later (a value beyond a column, say): nothing of it was written. */
    record Refused(String why) implements Verdict {}
}
