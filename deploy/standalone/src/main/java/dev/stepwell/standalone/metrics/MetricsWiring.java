package dev.stepwell.standalone.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.stepwell.control.sealing.MasterKeys;
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

/** What a process counts: its planes, its sessions with PostgreSQL, and the machine it runs on. */
@Factory
final class MetricsWiring {
    /** Made with the context, so that nothing that happens is missed. */
    @Context
    @Bean(preDestroy = "close")
    PrometheusMeterRegistry registry(@Nullable ExecutionNode node, Collection<HikariDataSource> pools) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        pools.forEach(pool -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
        if (node != null) {
            node.measure(registry);
        }
        return registry;
    }

    @Context
    MetricsKey key(Options options, MasterKeys masters) throws IOException {
        return MetricsKey.in(options.data(), masters);
    }
}
