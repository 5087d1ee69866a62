package dev.stepwell.gateway.audit;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.wire.FaultStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes each action in a file before it is begun, again when it has ended, and tells those who keep the audit some moments later,
 * many at a time. A gateway that is killed tells at its next start; of what was under way it tells that the result is unknown. Where
 * nothing can be noted, nothing is done: the action is refused as {@code ServiceUnavailable}.
 */
public final class AuditTrail implements AutoCloseable {
    /** What became of an action that was done. */
    static final String OK = "OK";

    /** What became of an action that was under way when its gateway ended. */
    static final String UNKNOWN = "UNKNOWN";

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_WAITING = 100_000;
    private static final Fault FULL =
            new Fault(FaultStatus.UNAVAILABLE, "The audit cannot be written now, so nothing is changed. Try again.");

    private final AuditSink sink;
    private final InstantSource clock;
    private final Spool spool;
    private final Spool.Found found;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean recovered;
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit").factory());

    /**
     * @param folder where to note; of no other process
     * @param sink who keeps the audit
     * @param clock tells when things are asked for
     * @throws IOException when nothing can be noted there
     */
    public AuditTrail(Path folder, AuditSink sink, InstantSource clock) throws IOException {
        this.sink = sink;
        this.clock = clock;
        this.found = Spool.open(folder);
        this.spool = found.spool();
    }

    /** Begins to tell every so often; to be called once. */
    public AuditTrail start(long everyMillis) {
        var unused = teller.scheduleWithFixedDelay(this::tell, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Notes that an action is begun. */
    public Noted begin(Caller caller, String action, String resource) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                throw FULL;
            }
        }
        AuditRecord record = AuditRecord.newBuilder()
                .setTenant(caller.tenant().value())
                .setRequestId(caller.requestId())
                .setTime(clock.millis())
                .setKeyId(caller.principal())
                .setAction(action)
                .setResource(resource)
                .setSource(caller.source())
                .build();
        try {
            return new Noted(record, spool.write(record));
        } catch (UncheckedIOException e) {
            LOG.error("the audit cannot be noted", e);
            throw FULL;
        }
    }

    /** An action that is under way. */
    public final class Noted {
        private final AuditRecord begun;
        private final long file;

        private Noted(AuditRecord begun, long file) {
            this.begun = begun;
            this.file = file;
        }

        /** It was done. */
        public void done() {
            ended(OK);
        }

        /** It was refused, or went wrong. */
        public void failed(Throwable failure) {
            ended(failure instanceof Fault fault ? fault.error() : FaultStatus.INTERNAL);
        }

        private void ended(String result) {
            AuditRecord whole = begun.toBuilder().setResult(result).build();
            long at = file;
            try {
                at = spool.write(whole);
                spool.release(file);
            } catch (UncheckedIOException e) {
                LOG.error("the end of an action is not noted: {}", begun.getRequestId(), e);
            }
            if (wasThrottled(whole)) {
                spool.release(at);
                return;
            }
            synchronized (waiting) {
                waiting.add(new Waiting(whole, at));
            }
        }
    }

    private record Waiting(AuditRecord record, long file) {}

    /** Tells what has ended until now, as much as there is; what is not taken is told again. Done every so often. */
    public synchronized void tell() {
        try {
            recover();
            while (tellSome()) {
                // There may be more.
            }
            spool.tidy();
        } catch (RuntimeException e) {
            LOG.warn("the audit was not taken down, and is told again: {}", e.toString());
        }
    }

    /** Then nothing was done and nobody denied a right, and there may be thousands a second: they are counted, and not kept. */
    private static boolean wasThrottled(AuditRecord record) {
        return record.getResult().equals(FaultStatus.THROTTLED);
    }

    private void recover() {
        if (recovered) {
            return;
        }
        List<AuditRecord> left = found.left().stream()
                .filter(record -> !wasThrottled(record))
                .map(record -> record.getResult().isEmpty()
                        ? record.toBuilder().setResult(UNKNOWN).build()
                        : record)
                .toList();
        for (int i = 0; i < left.size(); i += MOST_AT_ONCE) {
            sink.record(left.subList(i, Math.min(left.size(), i + MOST_AT_ONCE)));
        }
        found.forget();
        recovered = true;
    }

    private boolean tellSome() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (waiting) {
            waiting.stream().limit(MOST_AT_ONCE).forEach(batch::add);
        }
        if (batch.isEmpty()) {
            return false;
        }
        sink.record(batch.stream().map(Waiting::record).toList());
        synchronized (waiting) {
            batch.forEach(each -> waiting.remove());
        }
        batch.forEach(each -> spool.release(each.file));
        return true;
    }

    /** Tells what is left, if it is taken; else the next start does. */
    @Override
    public void close() {
        teller.shutdownNow();
        tell();
        spool.close();
    }
}
