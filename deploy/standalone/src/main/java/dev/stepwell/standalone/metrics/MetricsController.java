package dev.stepwell.standalone.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The figures in Prometheus's text format. */
@Controller("/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class MetricsController {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final StoredFigures stored;
    private final MetricsKey key;

    MetricsController(PrometheusMeterRegistry registry, StoredFigures stored, MetricsKey key) {
        this.registry = registry;
        this.stored = stored;
        this.key = key;
    }

    @Get
    HttpResponse<String> figures(@Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization) {
        if (authorization == null || !key.isShown(authorization)) {
            return HttpResponse.<String>unauthorized().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"metrics\"");
        }
        stored.refresh();
        return HttpResponse.ok(registry.scrape(FORMAT))
                .header(HttpHeaders.CONTENT_TYPE, FORMAT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
