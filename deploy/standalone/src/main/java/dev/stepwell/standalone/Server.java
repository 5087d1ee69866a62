package dev.stepwell.standalone;

import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** The running planes and their ports. Closing it drains them before the stores may go. */
final class Server implements AutoCloseable {
    private final ApplicationContext context;
    private final InetSocketAddress http;

    private Server(ApplicationContext context, InetSocketAddress http) {
        this.context = context;
        this.http = http;
    }

    /** Builds the planes on the stores and opens their ports; on return they answer and are healthy. */
    static Server start(Options options, Stores.Access stores) throws IOException {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .bootstrapEnvironment(false)
                .properties(properties(options.listening()))
                .singletons(options, stores)
                .start();
        try {
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            InetSocketAddress http =
                    new InetSocketAddress(reachable(options.listening().bind()), server.getPort());
            Readiness.health(http);
            return new Server(context, http);
        } catch (IOException | RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Where clients on this machine find AWS JSON, the console and health. */
    InetSocketAddress http() {
        return http;
    }

    @Override
    public void close() {
        context.close();
    }

    private static Map<String, Object> properties(Options.Listening listening) {
        return Map.ofEntries(
                Map.entry("micronaut.application.name", "stepwell"),
                Map.entry("micronaut.server.host", listening.bind()),
                Map.entry("micronaut.server.port", listening.httpPort() == 0 ? -1 : listening.httpPort()),
                Map.entry("micronaut.server.server-header", "Stepwell"),
                Map.entry("endpoints.all.enabled", false),
                Map.entry("endpoints.health.enabled", true),
                Map.entry("endpoints.health.sensitive", false),
                Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
                Map.entry("endpoints.health.disk-space.enabled", false),
                Map.entry("endpoints.health.discovery-client.enabled", false),
                Map.entry("endpoints.health.service-ready-indicator-enabled", false),
                Map.entry("endpoints.health.deadlocked-threads.enabled", false));
    }

    private static String reachable(String bind) {
        return switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "::1";
            default -> bind;
        };
    }
}
