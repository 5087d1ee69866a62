package dev.stepwell.execution.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The meters of one machine, activity, function, service or domain of one tenant: each is there from the first, at zero. */
final class Subject {
    private final Map<Metric, Counter> counts = new EnumMap<>(Metric.class);
    private final Map<Metric, Timer> times = new EnumMap<>(Metric.class);
    private final Map<Metric, DistributionSummary> amounts = new EnumMap<>(Metric.class);

    Subject(MeterRegistry registry, Metric.Of of, String account, String name) {
        Tags tags = Tags.of("account", account, of.dimension(), name);
        for (Metric metric : Metric.values()) {
            if (metric.of() == of) {
                String called = of.space() + metric.name();
                switch (metric.form()) {
                    case COUNT -> counts.put(metric, registry.counter(called, tags));
                    case TIME -> times.put(metric, registry.timer(called, tags));
                    case AMOUNT -> amounts.put(metric, registry.summary(called, tags));
                }
            }
        }
    }

    /** One more. */
    void count(Metric metric) {
        count(metric, 1);
    }

    /** So many more. */
    void count(Metric metric, long more) {
        Counter counter = counts.get(metric);
        if (counter != null) {
            counter.increment(more);
        }
    }

    /** It took that long; less than nothing counts as nothing. */
    void took(Metric metric, Duration time) {
        Timer timer = times.get(metric);
        if (timer != null) {
            timer.record(time.isNegative() ? Duration.ZERO : time);
        }
    }

    /** It was that much. */
    void amounted(Metric metric, double amount) {
        DistributionSummary summary = amounts.get(metric);
        if (summary != null) {
            summary.record(amount);
        }
    }
}
