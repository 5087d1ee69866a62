package dev.stepwell.execution.journal;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.journal.codec.CorruptJournalException;
import dev.stepwell.execution.journal.codec.EndingFormat;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.ExecutionRow.Lease;
import dev.stepwell.execution.ports.Redrives;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The row of an execution as it is kept. Its input is nowhere but in the first of its records.
 *
 * @param first the segment that holds the first record; absent when the input is not wanted
 * @param ending how it ended; absent while it runs, or when it is not wanted
 */
public record StoredExecution(
        ExecutionKey key,
        StartFacts facts,
        RunStatus status,
        Instant startDate,
        Optional<Instant> stopDate,
        Redrives redrives,
        Lease lease,
        Optional<SegmentReader> first,
        Optional<EndingFormat> ending) {
    private static final Payload LEFT_OUT = Payload.of("null");

    /** The payloads that are to be fetched before {@link #row}. */
    public List<PayloadRef> refs() {
        List<PayloadRef> refs = new ArrayList<>();
        first.ifPresent(segment -> refs.addAll(segment.refs()));
        ending.ifPresent(e -> refs.addAll(e.refs()));
        return refs;
    }

    /** The row; {@code payloads} gives the payload of each of {@link #refs}. */
    public ExecutionRow row(Function<PayloadRef, Payload> payloads) {
        return new ExecutionRow(
                key,
                facts,
                status,
                startDate,
                stopDate,
                first.map(segment -> input(segment, payloads)).orElse(LEFT_OUT),
                ending.flatMap(e -> e.output(payloads)),
                ending.flatMap(EndingFormat::error),
                ending.flatMap(EndingFormat::cause),
                ending.flatMap(EndingFormat::closeStatus),
                redrives,
                lease);
    }

    private Payload input(SegmentReader segment, Function<PayloadRef, Payload> payloads) {
        if (segment.records(payloads).get(0).change() instanceof ExecutionChange.Started started) {
            return started.input();
        }
        throw new CorruptJournalException("execution " + key + " does not begin with its start");
    }
}
