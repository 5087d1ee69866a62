package dev.stepwell.execution.ports;

import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs of SWF's domains, for those who only look (developer guide, "Visibility"). There are two, over PostgreSQL and over memory, and both
 * mean by a {@link Wanted} what its {@code matches} says. Every method may throw {@link StoreException}.
 */
public interface SwfRuns {
    /** A page of runs, by the time that is asked about: the newest first, or the oldest when reversed. */
    List<Run> list(TenantId tenant, Wanted wanted, boolean reverse, Optional<After> after, int limit);

    /** How many runs there are, counted up to {@code most}. */
    int count(TenantId tenant, Wanted wanted, int most);

    /** One run. */
    Optional<Run> find(ExecutionKey key);

    /**
     * A run as it stands.
     *
     * @param closed when it closed, and how; absent while it is open
     * @param cancelRequested whether somebody has asked it to cancel
     */
    record Run(ExecutionKey key, SwfFacts facts, Instant started, Optional<Closed> closed, boolean cancelRequested) {}

    /** The end of a run. */
    record Closed(Instant at, CloseStatus status) {}

    /** Where a page ended. */
    record After(Instant time, ExecutionId run) {}

    /**
     * Which runs.
     *
     * @param state open or closed ones
     * @param by which of their times is asked about
     * @param from at this time or later
     * @param until at this time or before
     * @param closedSince closed ones of before are kept no longer
     * @param filter which of these
     */
    record Wanted(
            String region,
            String domain,
            State state,
            By by,
            Instant from,
            Instant until,
            Instant closedSince,
            Filter filter) {
        /** Whether a run of the region is one of them. */
        public boolean matches(Run run) {
            Optional<Instant> time = timeOf(run);
            return run.facts().domain().equals(domain)
                    && run.closed().isPresent() == (state == State.CLOSED)
                    && run.closed()
                            .map(closed -> !closed.at().isBefore(closedSince))
                            .orElse(true)
                    && time.filter(t -> !t.isBefore(from) && !t.isAfter(until)).isPresent()
                    && filter.matches(run);
        }

        /** The time that is asked about. */
        public Optional<Instant> timeOf(Run run) {
            return switch (by) {
                case START -> Optional.of(run.started());
                case CLOSE -> run.closed().map(Closed::at);
            };
        }
    }

    /** Open or closed. */
    enum State {
        OPEN,
        CLOSED
    }

    /** The times of a run. */
    enum By {
        START,
        CLOSE
    }

    /** What else a run must be; AWS takes one of them at a time. */
    sealed interface Filter {
        /** Whether the run is one of those. */
        default boolean matches(Run run) {
            return switch (this) {
                case All f -> true;
                case WorkflowId f -> run.facts().execution().workflowId().equals(f.workflowId);
                case Type f ->
                    run.facts().settings().type().name().equals(f.name)
                            && f.version
                                    .map(run.facts().settings().type().version()::equals)
                                    .orElse(true);
                case Tag f -> run.facts().settings().tags().contains(f.tag);
                case Status f ->
                    run.closed().filter(closed -> closed.status() == f.status).isPresent();
            };
        }
    }

    /** Nothing. */
    record All() implements Filter {}

    /** Of this workflow id. */
    record WorkflowId(String workflowId) implements Filter {}

    /** Of this type, in any version or in this one. */
    record Type(String name, Optional<String> version) implements Filter {}

    /** With this tag. */
    record Tag(String tag) implements Filter {}

    /** Closed in this way. */
    record Status(CloseStatus status) implements Filter {}
}
