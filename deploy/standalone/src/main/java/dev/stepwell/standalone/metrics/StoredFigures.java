package dev.stepwell.standalone.metrics;

import dev.stepwell.control.tenants.RegisteredCounts;
import dev.stepwell.execution.journal.index.PostgresOpenCounts;
import dev.stepwell.names.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures that stand in the stores: how much is open and registered, of the whole installation, so every process that shows them shows the same.
 * They are read when somebody asks for figures, at most every half minute and for a tenth of the time. What goes beyond a tenant's share of names is
 * shown together.
 */
final class StoredFigures {
    private static final Logger LOG = LoggerFactory.getLogger(StoredFigures.class);
    private static final long LIFE = Duration.ofSeconds(30).toNanos();
    private static final int PER_ACCOUNT = 200;
    private static final String OTHER = "other";
    private static final String MACHINE = "StateMachineArn";

    private final MeterRegistry registry;
    private final Optional<RegisteredCounts> registered;
    private final Optional<PostgresOpenCounts> open;
    private final ToLongFunction<TenantId> mostOpen;
    private final LongSupplier nanoTime;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private long readAgain;
    private boolean read;

    /**
     * Reads nothing yet.
     *
     * @param mostOpen how many executions of a tenant may be open
     */
    StoredFigures(
            MeterRegistry registry,
            Optional<RegisteredCounts> registered,
            Optional<PostgresOpenCounts> open,
            ToLongFunction<TenantId> mostOpen,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.registered = registered;
        this.open = open;
        this.mostOpen = mostOpen;
        this.nanoTime = nanoTime;
    }

    /** Reads them again when they are old. When that fails they stay as they are. */
    synchronized void refresh() {
        long began = nanoTime.getAsLong();
        if (read && began - readAgain < 0) {
            return;
        }
        try {
            registered.ifPresent(this::registered);
            open.ifPresent(this::open);
        } catch (RuntimeException e) {
            LOG.warn("figures that stand in the stores cannot be read: {}", e.getMessage());
        }
        long now = nanoTime.getAsLong();
        read = true;
        readAgain = now + Math.max(LIFE, 10 * (now - began));
    }

    private void registered(RegisteredCounts counts) {
        Rows rows = new Rows();
        for (RegisteredCounts.Count count : counts.all()) {
            String name = "aws.states." + count.metric();
            if (count.machine().isPresent()) {
                rows.add(
                        name,
                        count.account(),
                        MACHINE,
                        machine(count, count.machine().get()),
                        count.many());
            } else {
                rows.add(name, count.account(), "region", count.region(), count.many());
            }
        }
        show(rows, "StateMachineCount", "ActivityCount", "VersionCount", "AliasCount");
    }

    private static String machine(RegisteredCounts.Count count, String name) {
        return "arn:aws:states:" + count.region() + ":" + count.account() + ":stateMachine:" + name;
    }

    private void open(PostgresOpenCounts counts) {
        Rows rows = new Rows();
        for (PostgresOpenCounts.Open group : counts.open()) {
            String account = group.one().account();
            String region = group.one().region();
            if (group.one().isMapRun()) {
                rows.add("aws.states.ApproximateOpenMapRunCount", account, "region", region, group.many());
            } else if (group.one().swf().isEmpty() && group.one().mapChild().isEmpty()) {
                rows.add("aws.states.OpenExecutionCount", account, "region", region, group.many());
                rows.set("aws.states.OpenExecutionLimit", account, region, mostOpen.applyAsLong(group.tenant()));
                rows.add(
                        "aws.states.OpenExecutionCountPerStateMachine",
                        account,
                        MACHINE,
                        group.one().stateMachineArn(),
                        group.many());
            }
        }
        counts.pending()
                .forEach(list ->
                        rows.add("aws.swf.PendingTasks", list.account(), "TaskListName", list.line(), list.many()));
        show(
                rows,
                "ApproximateOpenMapRunCount",
                "OpenExecutionCount",
                "OpenExecutionLimit",
                "OpenExecutionCountPerStateMachine");
        show(rows, "aws.swf.PendingTasks");
    }

    private void show(Rows rows, String... names) {
        for (String name : names) {
            String whole = name.startsWith("aws.") ? name : "aws.states." + name;
            gauges.computeIfAbsent(whole, n -> MultiGauge.builder(n).register(registry))
                    .register(rows.of(whole), true);
        }
    }

    /** Rows of gauges by their names; of an account's, those that are too many are added up. */
    private static final class Rows {
        private final Map<String, Map<Tags, Long>> all = new HashMap<>();
        private final Map<String, Integer> shares = new HashMap<>();

        void add(String name, String account, String dimension, String of, long many) {
            Map<Tags, Long> rows = all.computeIfAbsent(name, n -> new LinkedHashMap<>());
            Tags tags = Tags.of("account", account, dimension, of);
            if (!rows.containsKey(tags) && shares.merge(name + " " + account, 1, Integer::sum) > PER_ACCOUNT) {
                tags = Tags.of("account", account, dimension, OTHER);
            }
            rows.merge(tags, many, Long::sum);
        }

        void set(String name, String account, String region, long many) {
            all.computeIfAbsent(name, n -> new LinkedHashMap<>())
                    .put(Tags.of("account", account, "region", region), many);
        }

        Iterable<MultiGauge.Row<?>> of(String name) {
            return all.getOrDefault(name, Map.of()).entrySet().stream()
                    .<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(row.getKey(), row.getValue()))
                    .toList();
        }
    }
}
