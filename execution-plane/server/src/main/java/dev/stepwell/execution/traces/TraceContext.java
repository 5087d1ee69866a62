package dev.stepwell.execution.traces;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of which trace an execution is a part. The ids follow from the execution, so that whoever asks, on whichever node and however often, is told the
 * same; a trace header that the execution was started with ({@code Root=1-…;Parent=…;Sampled=…}, as of X-Ray) goes before.
 *
 * @param traceId 32 hexadecimal digits
 * @param parent the span that the execution is under, 16 hexadecimal digits
 * @param sampled whether whoever started it wants it traced, if it was said
 * @param seed from which the ids of its spans are made
 */
public record TraceContext(String traceId, Optional<String> parent, Optional<Boolean> sampled, long seed) {
    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})");
    private static final Pattern PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=([01])");

    /** Where the first eight digits of an X-Ray trace id end. */
    private static final int EPOCH_DIGITS = 8;

    /** That of an execution. */
    public static TraceContext of(ExecutionId id, StartFacts facts) {
        String header = facts.traceHeader().orElse("");
        Matcher root = ROOT.matcher(header);
        Matcher parent = PARENT.matcher(header);
        Matcher sampled = SAMPLED.matcher(header);
        boolean joined = root.find();
        return new TraceContext(
                joined ? root.group(1) + root.group(2) : id.toString().replace("-", ""),
                joined && parent.find() ? Optional.of(parent.group(1)) : Optional.empty(),
                sampled.find() ? Optional.of(sampled.group(1).equals("1")) : Optional.empty(),
                id.value().getMostSignificantBits() ^ id.value().getLeastSignificantBits());
    }

    /** The id of the span that begins with an event, 16 hexadecimal digits, never all 0. */
    public String spanId(long eventId) {
        long mixed = new SplittableRandom(seed + eventId).nextLong();
        return HexFormat.of().toHexDigits(mixed == 0 ? 1 : mixed);
    }

    /** What a service that the event's task asks is told, as AWS tells it: the header {@code X-Amzn-Trace-Id}. */
    public String xray(long eventId) {
        return "Root=1-" + traceId.substring(0, EPOCH_DIGITS) + "-" + traceId.substring(EPOCH_DIGITS) + ";Parent="
                + spanId(eventId) + ";Sampled=1";
    }

    /** The same as the W3C has it: the header {@code traceparent}. */
    public String traceparent(long eventId) {
        return "00-" + traceId + "-" + spanId(eventId) + "-01";
    }
}
