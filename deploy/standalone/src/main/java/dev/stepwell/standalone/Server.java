package dev.stepwell.standalone;

import dev.stepwell.control.ControlPlane;
import dev.stepwell.gateway.grpc.GrpcDoor;
import dev.stepwell.gateway.tls.ServerCertificate;
import dev.stepwell.standalone.neighbours.Neighbours;
import dev.stepwell.standalone.planes.Roles;
import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The running planes and their ports. Closing it drains them before the stores may go. */
final class Server implements AutoCloseable {
    private final ApplicationContext context;
    private final InetSocketAddress http;
    private final Optional<InetSocketAddress> grpc;

    private Server(ApplicationContext context, InetSocketAddress http, Optional<InetSocketAddress> grpc) {
        this.context = context;
        this.http = http;
        this.grpc = grpc;
    }

    /** Builds the planes on the stores and opens their ports. */
    static Server start(Options options, Stores.Access stores) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .bootstrapEnvironment(false)
                .properties(properties(options))
                .singletons(options, stores)
                .build();
        try {
            context.start();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            String host = reachable(options.listening().bind());
            InetSocketAddress http = new InetSocketAddress(host, server.getPort());
            Optional<InetSocketAddress> grpc =
                    context.findBean(GrpcDoor.class).map(door -> new InetSocketAddress(host, door.port()));
            return new Server(context, http, grpc);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /**
     * On return it answers and is healthy. A gateway waits for the planes in other processes, as it can do nothing without them.
     *
     * @throws IOException when it is not ready after the options' patience, with the reason
     */
    void awaitReady(Options options) throws IOException, InterruptedException {
        if (options.roles().contains(Role.GATEWAY)) {
            Map<Role, String> missing = context.getBean(Neighbours.class).await(options.patience());
            if (!missing.isEmpty()) {
                throw new IOException(sentence(missing, options));
            }
        }
        Readiness.health(http, certificate());
        if (grpc.isPresent()) {
            Readiness.listening(grpc.get());
        }
    }

    private static String sentence(Map<Role, String> missing, Options options) {
        String each = missing.entrySet().stream()
                .map(plane -> "the " + plane.getKey() + " plane is missing (" + plane.getValue() + ")")
                .collect(Collectors.joining(" and "));
        return "after " + options.patience().toSeconds() + " s " + each
                + "; start it with deploy/up --role on the same --postgres, --redis and --master-key";
    }

    /** What it proves itself with; empty when it speaks plain text. */
    Optional<ServerCertificate> certificate() {
        return context.findBean(ServerCertificate.class);
    }

    /** Where clients on this machine find AWS JSON, the console and health. */
    InetSocketAddress http() {
        return http;
    }

    /** Where clients on this machine find the contract over gRPC; empty when this process is no gateway. */
    Optional<InetSocketAddress> grpc() {
        return grpc;
    }

    /** The control plane, when this process has it. */
    Optional<ControlPlane> control() {
        return context.findBean(ControlPlane.class);
    }

    @Override
    public void close() {
        context.close();
    }

    private static Map<String, Object> properties(Options options) {
        Options.Listening listening = options.listening();
        Map<String, Object> properties = new HashMap<>(further());
        properties.putAll(Roles.settings(options.roles()));
        properties.put("micronaut.application.name", "stepwell");
        properties.put("micronaut.server.host", listening.bind());
        properties.put("micronaut.server.port", listening.httpPort() == 0 ? -1 : listening.httpPort());
        properties.put("micronaut.server.server-header", "Stepwell");
        listening.tls().ifPresent(files -> properties.putAll(tls(files, properties.get("micronaut.server.port"))));
        properties.put("micronaut.server.netty.max-header-size", 16_384);
        // Signatures are of the bytes that come, and nobody who signs compresses them: a few could become many.
        properties.put("micronaut.server.netty.request-decompression-enabled", false);
        // Longer than the longest that anybody is waited with, an express execution of five minutes.
        properties.put("micronaut.server.idle-timeout", "6m");
        properties.put("micronaut.server.read-idle-timeout", "6m");
        properties.put("micronaut.server.write-idle-timeout", "6m");
        // What is a little too long is read all the same, so that the door may say it in the words of its protocol.
        int read = Math.max(10 << 20, listening.requestBytes());
        properties.put("micronaut.server.max-request-size", read);
        properties.put("micronaut.server.max-request-buffer-size", read);
        properties.put("stepwell.gateway.request-bytes", listening.requestBytes());
        properties.put("stepwell.region", options.region().value());
        properties.put("stepwell.quotas", options.quotas().text());
        properties.put("stepwell.grpc.host", listening.bind());
        properties.put("stepwell.grpc.port", listening.grpcPort());
        properties.put(
                "stepwell.gateway.audit-folder", options.data().resolve("audit").toString());
        properties.put("endpoints.all.enabled", false);
        properties.put("endpoints.health.enabled", true);
        properties.put("endpoints.health.sensitive", false);
        properties.put("endpoints.health.details-visible", "ANONYMOUS");
        for (String unasked : List.of("disk-space", "discovery-client", "deadlocked-threads", "jdbc")) {
            properties.put("endpoints.health." + unasked + ".enabled", false);
        }
        properties.put("endpoints.health.service-ready-indicator-enabled", false);
        return properties;
    }

    private static Map<String, Object> tls(Options.TlsFiles files, Object port) {
        return Map.of(
                "micronaut.server.ssl.enabled",
                true,
                "micronaut.server.ssl.port",
                port,
                "micronaut.server.ssl.handshake-timeout",
                "10s",
                "stepwell.tls.certificate",
                files.certificate().toAbsolutePath().toString(),
                "stepwell.tls.key",
                files.key().toAbsolutePath().toString());
    }

    /** Settings without an option of their own, given to Java as {@code -Dstepwell.…}; options have the last word. */
    private static Map<String, Object> further() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("stepwell."))
                .collect(Collectors.toMap(name -> name, System::getProperty));
    }

    private static String reachable(String bind) {
        return switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "::1";
            default -> bind;
        };
    }
}
