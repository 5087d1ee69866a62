package dev.stepwell.execution.metrics;

import dev.stepwell.contracts.quotas.Ledger;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Quotas;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The figures of the rates at which accounts may ask: CloudWatch's of services and APIs, by account and API. States that follow each other are
 * called {@code StateTransition}, decisions of SWF {@code decision.KIND}.
 */
public final class RateFigures {
    private static final String SWF = "swf.";

    private RateFigures() {}

    /** Shows what is spent in this process from now on. To be said before anything is. */
    public static void watch(Quotas quotas, MeterRegistry registry) {
        quotas.ledger().follow((line, sums) -> show(quotas, line, sums, registry));
    }

    private static void show(Quotas quotas, Ledger.Line line, Ledger.Sums sums, MeterRegistry registry) {
        boolean swf = line.bucket().startsWith(SWF);
        String space = swf ? "aws.swf." : "aws.states.";
        Tags tags = Tags.of(
                "account",
                line.account().value(),
                "APIName",
                swf ? line.bucket().substring(SWF.length()) : line.bucket());
        FunctionCounter.builder(space + "ConsumedCapacity", sums, Ledger.Sums::taken)
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(space + "ThrottledEvents", sums, Ledger.Sums::refused)
                .tags(tags)
                .register(registry);
        Gauge.builder(space + "ProvisionedBucketSize", quotas, q -> of(q, line, Quota.Bucket::size))
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder(space + "ProvisionedRefillRate", quotas, q -> of(q, line, Quota.Bucket::refill))
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** No number where there is no bound any more. */
    private static double of(Quotas quotas, Ledger.Line line, ToLongFunction<Quota.Bucket> what) {
        Optional<Quota> quota = quotas.allowances().quota(line.tenant(), line.bucket());
        return quota.isPresent() && quota.get() instanceof Quota.Bucket bucket ? what.applyAsLong(bucket) : Double.NaN;
    }
}
