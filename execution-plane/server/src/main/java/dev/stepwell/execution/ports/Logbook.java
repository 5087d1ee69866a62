package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What machines log: lines that come about behind the commits of the turns they tell of. Every method may throw {@link StoreException}.
 */
public interface Logbook {
    /** A logbook that nobody writes and that is empty. */
    Logbook NONE = new Logbook() {
        @Override
        public int writeSome(Printer printer, int most) {
            return 0;
        }

        @Override
        public void write(ExecutionKey key, StartFacts facts, List<Line> lines) {}

        @Override
        public List<Line> read(TenantId tenant, Wanted wanted, Optional<Line> after, int limit) {
            return List.of();
        }

        @Override
        public int forgetSome(Instant before) {
            return 0;
        }
    };

    /**
     * Writes the lines of turns that are to be logged, those that wait longest first. What another node is writing is left to it; what cannot
     * be written is left for later.
     *
     * @param most how many turns at most
     * @return how many turns were dealt with; fewer than {@code most} when nothing more is to be had at this moment
     */
    int writeSome(Printer printer, int most);

    /** Writes lines of an execution that has no journal. */
    void write(ExecutionKey key, StartFacts facts, List<Line> lines);

    /** Lines by their times, then execution and event: the oldest first. */
    List<Line> read(TenantId tenant, Wanted wanted, Optional<Line> after, int limit);

    /** Forgets some lines of before a time; answers how many, 0 when there are none. */
    int forgetSome(Instant before);

    /** Prints events as lines. */
    @FunctionalInterface
    interface Printer {
        /**
         * The lines of those that the setting wants.
         *
         * @param redrives how often the execution has been redriven
         */
        List<Line> lines(
                ExecutionKey key, StartFacts facts, LogSetting setting, List<JournalRecord> records, int redrives);
    }

    /**
     * A line.
     *
     * @param at the event's time
     * @param text AWS's JSON
     */
    record Line(ExecutionId execution, long eventId, Instant at, String text) {}

    /**
     * Which lines: all that satisfy everything given.
     *
     * @param from of that time or later
     * @param until of before that time
     */
    record Wanted(
            String region,
            String stateMachineName,
            Optional<ExecutionId> execution,
            Optional<Instant> from,
            Optional<Instant> until) {}
}
