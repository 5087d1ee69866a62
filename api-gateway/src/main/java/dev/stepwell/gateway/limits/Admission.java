package dev.stepwell.gateway.limits;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.wire.FaultStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets in what fits, and what its key and its tenant have a token for. Requests that may be held open are counted apart, so that ten thousand idle polls do not keep a start out. It
 * never waits: what does not fit is throttled and counted, and clients come again by themselves.
 */
public final class Admission {
    /** The refusal of a request that is larger than any may be. */
    public static final Fault TOO_LARGE =
            new Fault("RequestEntityTooLargeException", "The request is larger than it may be.");

    private static final Fault TOO_MANY_HEADERS =
            new Fault("MalformedHttpRequestException", "The request has too many headers.");
    private static final Fault THROTTLED = new Fault(FaultStatus.THROTTLED, "Rate exceeded");

    /** Standard and express executions have buckets of their own, and only who starts them knows which it will be. */
    private static final Set<String> ELSEWHERE = Set.of("StartExecution");

    private final Limits limits;
    private final ThrottleCounts counts;
    private final Quotas quotas;
    private final OpenStreams streams;
    private final Semaphore quick;
    private final Semaphore held;

    /** An admission of that capacity, which counts whom it throttles. Tokens are taken out of those quotas. */
    public Admission(Limits limits, ThrottleCounts counts, Quotas quotas) {
        this.limits = limits;
        this.counts = counts;
        this.quotas = quotas;
        this.streams = new OpenStreams(quotas);
        this.quick = new Semaphore(limits.quick());
        this.held = new Semaphore(limits.held());
    }

    /**
     * How long payloads of the caller may be (its quota PayloadBytes); throws {@link Fault} when the request is larger than any of the tenant's
     * may be: AWS's 1 MB, and for who may have longer payloads as much more, with every second character escaped.
     */
    public long payload(Caller caller, int bodyBytes) {
        long most = quotas.most(caller.tenant(), "PayloadBytes");
        if (bodyBytes > Limits.AWS_REQUEST_BYTES + 2 * Math.max(0, most - Limits.AWS_PAYLOAD_BYTES)) {
            throw TOO_LARGE;
        }
        return most;
    }

    /** A place that must be given back. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Throws {@link Fault} when the request is larger than any may be. */
    public void checkSize(Map<String, List<String>> headers, int bodyBytes) {
        long size = bodyBytes;
        int count = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length();
                count++;
            }
        }
        if (size > limits.requestBytes()) {
            throw TOO_LARGE;
        }
        if (count > limits.headers()) {
            throw TOO_MANY_HEADERS;
        }
    }

    /**
     * Takes a place, or throws ThrottlingException when all are taken, or when the key has asked too often or the tenant's bucket of the action is
     * empty. A key that asks too often takes nothing out of its tenant's buckets.
     *
     * @param action what the caller asks for, as its bucket is called
     */
    public Place enter(Caller caller, String action, boolean mayBeHeld) {
        Semaphore places = mayBeHeld ? held : quick;
        if (!places.tryAcquire()) {
            counts.count(caller, action);
            throw THROTTLED;
        }
        if (!hasTokenOfItsKey(caller) || !ELSEWHERE.contains(action) && !quotas.take(caller, action)) {
            places.release();
            counts.count(caller, action);
            throw THROTTLED;
        }
        return places::release;
    }

    private boolean hasTokenOfItsKey(Caller caller) {
        return caller.rate()
                .map(rate -> quotas.take(
                        caller.tenant(), new Quota.Bucket(rate.burst(), rate.perSecond()), caller.principal()))
                .orElse(true);
    }

    /**
     * Takes a place for a stream, which may stay open for hours: throws ServiceQuotaExceededException when its tenant or its key has as many as
     * it may, and what {@link #enter} throws.
     */
    public Place stay(Caller caller, String action) {
        Place open = streams.enter(caller);
        try {
            Place held = enter(caller, action, true);
            AtomicBoolean left = new AtomicBoolean();
            return () -> {
                if (left.compareAndSet(false, true)) {
                    held.close();
                    open.close();
                }
            };
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }
}
