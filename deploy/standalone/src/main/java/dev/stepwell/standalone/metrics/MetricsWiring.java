package dev.stepwell.standalone.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.tenants.RegisteredCounts;
import dev.stepwell.execution.journal.index.PostgresOpenCounts;
import dev.stepwell.execution.metrics.RateFigures;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.standalone.Options;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** What a process counts: its planes, its sessions with PostgreSQL, and the machine it runs on. */
@Factory
final class MetricsWiring {
    /** Made with the context, so that nothing that happens is missed. */
    @Context
    @Bean(preDestroy = "close")
    PrometheusMeterRegistry registry(
            @Nullable ExecutionNode node, @Nullable Quotas gateway, Collection<HikariDataSource> pools) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        pools.forEach(pool -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
        if (node != null) {
            node.measure(registry);
        }
        if (gateway != null) {
            RateFigures.watch(gateway, registry);
        }
        return registry;
    }

    @Context
    StoredFigures stored(
            PrometheusMeterRegistry registry,
            Collection<HikariDataSource> pools,
            @Nullable ControlPlane plane,
            @Nullable ExecutionNode node) {
        return new StoredFigures(
                registry,
                plane == null ? Optional.empty() : named("control", pools).map(RegisteredCounts::new),
                node == null ? Optional.empty() : named("execution", pools).map(PostgresOpenCounts::new),
                tenant -> node == null ? 0 : node.mostOpen(tenant),
                System::nanoTime);
    }

    private static Optional<HikariDataSource> named(String plane, Collection<HikariDataSource> pools) {
        return pools.stream().filter(pool -> plane.equals(pool.getPoolName())).findFirst();
    }

    @Context
    MetricsKey key(Options options, MasterKeys masters) throws IOException {
        return MetricsKey.in(options.data(), masters);
    }
}
