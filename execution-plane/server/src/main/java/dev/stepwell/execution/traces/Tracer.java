package dev.stepwell.execution.traces;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.AslPrograms;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.express.Witness;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the traces of executions that have ended: of machines whose tracingConfiguration is enabled, unless whoever started one said that it is not
 * sampled, and not of the children of distributed Maps. Never in anybody's way: what comes faster than it can be sent is left out.
 */
public final class Tracer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Tracer.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_SPANS = 5_000;
    private static final int MOST_EVENTS = 50_000;
    private static final int PAGE = 1_000;

    private final SpanExporter exporter;
    private final Store store;
    private final Definitions definitions;
    private final Clock clock;
    private final Queue<Ended> waiting = new ArrayDeque<>();
    private boolean sending;
    private long leftOut;

    /**
     * An execution that has ended.
     *
     * @param spans makes its spans; none when it is not traced
     */
    private record Ended(ExecutionKey key, Supplier<List<SpanData>> spans) {}

    /** Sends to a collector that speaks OTLP over HTTP, such as {@code http://127.0.0.1:4318}. */
    public static Tracer to(URI collector, Store store, Definitions definitions, Clock clock) {
        String traces = collector.toString().replaceAll("/$", "") + "/v1/traces";
        return new Tracer(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(traces)
                        .setTimeout(LONGEST)
                        .build(),
                store,
                definitions,
                clock);
    }

    Tracer(SpanExporter exporter, Store store, Definitions definitions, Clock clock) {
        this.exporter = exporter;
        this.store = store;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** Heeds a turn that is durable. Never waits. */
    public void committed(TurnCommit turn) {
        if (turn.trail().isPresent() && turn.records().stream().anyMatch(Tracer::isEnd)) {
            StartFacts facts = turn.trail().get().facts();
            if (facts.swf().isEmpty() && !facts.isMapRun() && facts.mapChild().isEmpty()) {
                enqueue(new Ended(turn.key(), () -> stored(turn.key(), facts)));
            }
        }
    }

    private static boolean isEnd(JournalRecord record) {
        return record.change() instanceof ExecutionChange change
                && switch (change) {
                    case ExecutionChange.Started started -> false;
                    case ExecutionChange.Redriven redriven -> false;
                    case ExecutionChange.Succeeded succeeded -> true;
                    case ExecutionChange.Failed failed -> true;
                    case ExecutionChange.TimedOut out -> true;
                    case ExecutionChange.Aborted aborted -> true;
                };
    }

    private synchronized void enqueue(Ended ended) {
        if (waiting.size() >= MOST_WAITING) {
            leftOut++;
            return;
        }
        waiting.add(ended);
        if (!sending) {
            sending = true;
            clock.soon(this::sendSome);
        }
    }

    private void sendSome() {
        for (Optional<Ended> next = next(); next.isPresent(); next = next()) {
            try {
                send(next.get());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the trace of execution {0} is lost: {1}", next.get().key, e.toString());
            }
        }
    }

    private synchronized Optional<Ended> next() {
        Optional<Ended> next = Optional.ofNullable(waiting.poll());
        sending = next.isPresent();
        if (!sending && leftOut > 0) {
            LOG.log(
                    Level.WARNING,
                    "the traces of {0} executions were left out: more ended than could be sent",
                    leftOut);
            leftOut = 0;
        }
        return next;
    }

    private void send(Ended ended) {
        List<SpanData> spans = ended.spans.get();
        if (!spans.isEmpty()) {
            CompletableResultCode sent = exporter.export(spans).join(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (!sent.isSuccess()) {
                LOG.log(Level.WARNING, "the trace of execution {0} was not taken", ended.key);
            }
        }
    }

    private List<SpanData> stored(ExecutionKey key, StartFacts facts) {
        return contextOf(key, facts)
                .map(trace -> Spans.of(trace, facts, events(key), MOST_SPANS))
                .orElseGet(List::of);
    }

    /** Sees an execution of which nothing is stored, if it is traced; what it was is sent when it has ended. */
    public Optional<Witness> witness(ExecutionKey key, StartFacts facts) {
        try {
            return contextOf(key, facts).map(trace -> new Seen(key, facts, trace));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "execution {0} is not traced: {1}", key, e.toString());
            return Optional.empty();
        }
    }

    /** Makes the spans while it sees the events, so that no payload is kept for them. */
    private final class Seen implements Witness {
        private final ExecutionKey key;
        private final StartFacts facts;
        private final TraceContext trace;
        private @Nullable Spans spans;

        Seen(ExecutionKey key, StartFacts facts, TraceContext trace) {
            this.key = key;
            this.facts = facts;
            this.trace = trace;
        }

        @Override
        public void saw(JournalRecord record) {
            if (record.isEvent()) {
                Spans made = spans == null ? new Spans(trace, facts, record.at(), MOST_SPANS) : spans;
                spans = made;
                made.take(record);
            }
        }

        @Override
        public void ended() {
            Spans made = spans;
            if (made != null) {
                enqueue(new Ended(key, made::ended));
            }
        }
    }

    /** The trace that an execution is a part of; empty when it is not traced. May ask the control plane. */
    public Optional<TraceContext> contextOf(ExecutionKey key, StartFacts facts) {
        boolean enabled = definitions
                .revision(AslPrograms.callerOf(key, facts), facts.revisionId())
                .traced();
        TraceContext trace = TraceContext.of(key.id(), facts);
        return enabled && trace.sampled().orElse(true) ? Optional.of(trace) : Optional.empty();
    }

    private List<JournalRecord> events(ExecutionKey key) {
        List<JournalRecord> events = new ArrayList<>();
        List<JournalRecord> page;
        do {
            page = store.events(key, new Store.EventQuery(events.size() + 1L, PAGE, false));
            events.addAll(page);
        } while (page.size() == PAGE && events.size() < MOST_EVENTS);
        return events;
    }

    @Override
    public void close() {
        exporter.close();
    }
}
