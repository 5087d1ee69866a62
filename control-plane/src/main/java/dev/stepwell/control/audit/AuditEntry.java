package dev.stepwell.control.audit;

import java.time.Instant;

/**
 * One action, as a gateway tells it.
 *
 * @param time when it was asked for, to the millisecond
 * @param keyId the key it was asked with
 * @param action such as {@code states:StartExecution}
 * @param resource the ARN it was about, {@code *} for nothing in particular
 * @param result {@code OK}, the name of the error, or {@code UNKNOWN}
 * @param requestId the request's id: an entry is taken down once
 * @param source the address it came from
 */
public record AuditEntry(
        Instant time, String keyId, String action, String resource, String result, String requestId, String source) {}
