package dev.stepwell.engine.maprun;

import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.MapRunChange.Batch;
import dev.stepwell.engine.turn.MapCounts;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one map run: the fold of its records. It holds the children that are in flight or about to be, the outputs as long as they
 * fit into one payload, and of everything else the numbers. Changed in place by {@link MapRunMachine#apply}.
 */
public final class MapRun {
    final State.MapState map;

    @Nullable
    StartFacts facts;

    @Nullable
    MapOrder order;

    Instant startedAt = Instant.EPOCH;
    Instant stoppedAt = Instant.EPOCH;

    /** Since when it is paused: it starts no children and reads no items. */
    @Nullable
    Instant pausedAt;

    RunStatus status = RunStatus.RUNNING;
    long seq;

    /** Where reading goes on. */
    String cursor = "";

    boolean allRead;

    /** Items that wait for others to fill a batch with them. */
    List<Payload> open = List.of();

    /** How many items have been read. */
    long read;

    /** How many children have an input, and how many of those are started or to be started: the first ones. */
    int prepared;

    int started;

    /** The children that have an input and have not ended, by number. */
    final TreeMap<Integer, Batch> children = new TreeMap<>();

    /** The outputs of those that have succeeded, by number; empty once there are too many. */
    final TreeMap<Integer, Payload> outputs = new TreeMap<>();

    long outputBytes;

    /** Whether the outputs are too many for one payload. */
    boolean full;

    Tally items = new Tally();
    Tally executions = new Tally();
    int maxConcurrency;
    long toleratedCount;
    double toleratedPercentage;

    /** The run that has not begun yet. */
    public MapRun(State.MapState map) {
        this.map = map;
    }

    /** About how many bytes it keeps in memory. */
    public long weight() {
        long bytes = 1_024 + outputBytes;
        for (Batch batch : children.values()) {
            bytes += 256 + 3L * batch.input().text().length();
        }
        return bytes;
    }

    /** Counts by what became of something. Pending and running are 0 again once the run has ended, but for what was never begun. */
    static final class Tally {
        long pending;
        long running;
        final long[] ended = new long[RunStatus.values().length];

        void prepare(long number) {
            pending += number;
        }

        void start(long number) {
            pending -= number;
            running += number;
        }

        void end(RunStatus status, long number) {
            running -= number;
            ended[status.ordinal()] += number;
        }

        /** What runs is stopped. */
        void abort() {
            end(RunStatus.ABORTED, running);
        }

        /** How many have ended otherwise than they should. */
        long failures() {
            return of(RunStatus.FAILED) + of(RunStatus.TIMED_OUT) + of(RunStatus.ABORTED);
        }

        long of(RunStatus status) {
            return ended[status.ordinal()];
        }

        MapCounts counts() {
            return new MapCounts(
                    pending,
                    running,
                    of(RunStatus.SUCCEEDED),
                    of(RunStatus.FAILED),
                    of(RunStatus.TIMED_OUT),
                    of(RunStatus.ABORTED));
        }
    }

    /** The seq of the last record in it. */
    public long seq() {
        return seq;
    }

    /** How it stands. */
    public RunStatus status() {
        return status;
    }

    /** What it is; only before its first record there is nothing to say. */
    public StartFacts facts() {
        StartFacts known = facts;
        if (known == null) {
            throw new IllegalStateException("the map run has not started");
        }
        return known;
    }

    boolean isExpress() {
        return map.processor() instanceof Processor.Distributed distributed && distributed.express();
    }

    MapOrder order() {
        MapOrder known = order;
        if (known == null) {
            throw new IllegalStateException("the map run has not started");
        }
        return known;
    }

    boolean isRunning(int child) {
        return child < started && children.containsKey(child);
    }
}
