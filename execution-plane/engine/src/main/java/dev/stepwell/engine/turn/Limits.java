package dev.stepwell.engine.turn;

/**
 * The bounds within which an execution lives (developer guide, "Quotas").
 *
 * @param payloadBytes the largest input, output or result, in UTF-8 bytes
 * @param historyEvents the most events of a history
 * @param recordsPerTurn after how many records a turn stops and asks to go on in the next
 * @param openIterations how many iterations of an inline Map run at once when MaxConcurrency is 0
 * @param openOfAKind how many activity tasks, timers, children or Lambda tasks a workflow execution may have open (Amazon SWF developer guide,
 *     "Limits on workflow executions")
 */
public record Limits(int payloadBytes, int historyEvents, int recordsPerTurn, int openIterations, int openOfAKind) {
    /** The most bytes that all variables of an execution take (developer guide, "Variables": limits). */
    public static final long VARIABLE_BYTES = 10L << 20;

    private static final int OPEN_OF_A_KIND = 1_000;

    /** With AWS's own figure for what may be open in a workflow execution. */
    public Limits(int payloadBytes, int historyEvents, int recordsPerTurn, int openIterations) {
        this(payloadBytes, historyEvents, recordsPerTurn, openIterations, OPEN_OF_A_KIND);
    }

    /** AWS's own figures, and turns of at most 400 records. */
    public static final Limits AWS = new Limits(262_144, 25_000, 400, 40);
}
