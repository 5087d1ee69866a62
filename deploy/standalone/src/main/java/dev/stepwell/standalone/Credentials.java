package dev.stepwell.standalone;

import dev.stepwell.control.ControlPlane;
import dev.stepwell.gateway.tls.ServerCertificate;
import dev.stepwell.standalone.folder.CredentialsFile;
import dev.stepwell.standalone.operator.OperatorKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps {@code credentials.env} and {@code operator.key}: keys from the installation's first start, and at every start where the server is. */
final class Credentials {
    private Credentials() {}

    /**
     * Writes the file.
     *
     * @return whether this was the installation's first start, which made an operator key and a demo tenant
     */
    static boolean write(Options options, Server server) throws IOException {
        CredentialsFile file = new CredentialsFile(options.data());
        Optional<ControlPlane> control = server.control();
        boolean first = control.isPresent() && firstStart(control.get(), options.data(), file);
        file.merge(whereabouts(options, server));
        return first;
    }

    private static boolean firstStart(ControlPlane control, Path folder, CredentialsFile file) throws IOException {
        try {
            return control.bootstrap()
                    .firstStart(made -> {
                        try {
                            OperatorKeyFile.write(folder, made.operatorKey());
                            file.merge(keys(made));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .isPresent();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<String, String> keys(dev.stepwell.control.tenants.Credentials made) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("AWS_ACCESS_KEY_ID", made.accessKeyId());
        keys.put("AWS_SECRET_ACCESS_KEY", made.secretAccessKey());
        keys.put("STEPWELL_API_KEY", made.apiKey());
        keys.put("STEPWELL_ACCOUNT", made.account());
        return keys;
    }

    private static Map<String, String> whereabouts(Options options, Server server) {
        String endpoint = url(server);
        Map<String, String> places = new LinkedHashMap<>();
        places.put("AWS_DEFAULT_REGION", options.region().value());
        places.put("AWS_REGION", options.region().value());
        if (options.roles().contains(Role.GATEWAY)) {
            places.put("AWS_ENDPOINT_URL", endpoint);
            places.put("STEPWELL_ENDPOINT", endpoint);
        }
        server.grpc().ifPresent(grpc -> places.put("STEPWELL_GRPC", text(named(grpc, server))));
        places.put("STEPWELL_TLS", Boolean.toString(server.certificate().isPresent()));
        options.lambdaEndpoint().ifPresent(url -> places.put("STEPWELL_LAMBDA_ENDPOINT", url.toString()));
        return places;
    }

    /** Where clients find AWS JSON, REST, the console and health. */
    static String url(Server server) {
        return (server.certificate().isPresent() ? "https://" : "http://") + text(named(server.http(), server));
    }

    /** The address by a name that the certificate is for: clients look for one by which they asked. */
    static InetSocketAddress named(InetSocketAddress address, Server server) {
        List<String> hosts = server.certificate().map(ServerCertificate::hosts).orElse(List.of());
        String bound = address.getHostString();
        return hosts.contains(bound)
                ? address
                : hosts.stream()
                        .filter(host -> !host.startsWith("*"))
                        .findFirst()
                        .map(host -> InetSocketAddress.createUnresolved(host, address.getPort()))
                        .orElse(address);
    }

    /** The address as it stands in a URL. */
    static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
