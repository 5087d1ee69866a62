package dev.stepwell.standalone;

import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.execution.ready.RedisServers;
import dev.stepwell.names.Region;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@link Options} from a command line; every fault is a {@link UsageException} with one sentence. */
final class OptionsReader {
    /** Beyond what programs on a server of one's own do on purpose, and yet an end to a loop that has run away. */
    private static final int SMALLEST_REQUEST = 1 << 20;

    private static final int LARGEST_REQUEST = 32 << 20;
    private static final String QUOTAS = "x100";

    private static final Set<String> KNOWN = Set.of(
            "--data",
            "--cache",
            "--http-port",
            "--grpc-port",
            "--internal-port",
            "--largest-request",
            "--patience",
            "--bind",
            "--tls-cert",
            "--tls-key",
            "--postgres",
            "--redis",
            "--role",
            "--region",
            "--lambda-endpoint",
            "--aws-endpoint",
            "--otlp-endpoint",
            "--master-key",
            "--allow-network",
            "--quotas",
            "--log");

    private final Map<String, List<String>> given = new HashMap<>();

    private OptionsReader(String[] args) {
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            boolean joined = args[i].startsWith("--") && equals > 0;
            String name = joined ? args[i].substring(0, equals) : args[i];
            if (!KNOWN.contains(name)) {
                throw new UsageException("unknown option " + name + "; deploy/up --help lists them");
            }
            if (!joined && i + 1 == args.length) {
                throw new UsageException(name + " needs a value");
            }
            String value = joined ? args[i].substring(equals + 1) : args[++i];
            given.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
    }

    static Options read(String... args) {
        return new OptionsReader(args).options();
    }

    private Options options() {
        Set<Role> roles = Role.read(one("--role").orElse("all"));
        if (roles.size() == 1 && one("--postgres").isEmpty()) {
            throw new UsageException("--role " + one("--role").orElse("")
                    + " needs --postgres and --redis: processes of one role each share their stores");
        }
        Path data = path("--data").orElse(Path.of(".stepwell")).toAbsolutePath().normalize();
        return new Options(
                data,
                path("--cache").orElse(data.resolve("cache")).toAbsolutePath().normalize(),
                new Options.Listening(
                        one("--bind").orElse("127.0.0.1"),
                        port("--http-port", 8080),
                        port("--grpc-port", 9090),
                        port("--internal-port", 0),
                        tls(),
                        requestBytes()),
                external(),
                roles,
                parsed("--region", one("--region").orElse("us-east-1"), Region::new),
                lambdaEndpoint(),
                awsEndpoints(),
                one("--otlp-endpoint").map(url -> http("--otlp-endpoint", url)),
                path("--master-key"),
                allowedNetworks(),
                Duration.ofSeconds(one("--patience")
                        .map(seconds -> parsed("--patience", seconds, Integer::valueOf))
                        .orElse(60)),
                parsed("--quotas", one("--quotas").orElse(QUOTAS), Multiple::parse),
                path("--log"));
    }

    private Optional<Options.ExternalStores> external() {
        Optional<String> postgres = one("--postgres");
        Optional<String> redis = one("--redis");
        if (postgres.isPresent() != redis.isPresent()) {
            throw new UsageException("--postgres and --redis go together: give both, or neither for embedded stores");
        }
        postgres.filter(url -> !url.startsWith("jdbc:postgresql:")).ifPresent(url -> {
            throw new UsageException("--postgres is a JDBC URL that begins with jdbc:postgresql:");
        });
        redis.filter(uri -> !RedisServers.ADDRESS.matcher(uri).matches()).ifPresent(uri -> {
            throw new UsageException(
                    "--redis is a URI that begins with redis:// or rediss://, or with redis-cluster:// or rediss-cluster:// and some of"
                            + " a cluster's nodes, with commas between them");
        });
        return postgres.flatMap(url -> redis.map(uri -> new Options.ExternalStores(url, uri)));
    }

    private Optional<Options.TlsFiles> tls() {
        Optional<Path> certificate = path("--tls-cert");
        Optional<Path> key = path("--tls-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new UsageException("--tls-cert and --tls-key go together: give both, or neither for plain text");
        }
        return certificate.flatMap(own -> key.map(secret -> new Options.TlsFiles(own, secret)));
    }

    private List<Network> allowedNetworks() {
        return given.getOrDefault("--allow-network", List.of()).stream()
                .map(text -> parsed("--allow-network", text, Network::parse))
                .toList();
    }

    private Optional<URI> lambdaEndpoint() {
        String given = one("--lambda-endpoint").orElse("http://127.0.0.1:9001");
        return given.equals("none") ? Optional.empty() : Optional.of(http("--lambda-endpoint", given));
    }

    private Map<String, URI> awsEndpoints() {
        Map<String, URI> endpoints = new HashMap<>();
        for (String pair : given.getOrDefault("--aws-endpoint", List.of())) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--aws-endpoint is SERVICE=URL, such as sqs=http://127.0.0.1:9324");
            }
            endpoints.put(pair.substring(0, equals), http("--aws-endpoint", pair.substring(equals + 1)));
        }
        return endpoints;
    }

    private Optional<String> one(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new UsageException(name + " is given twice");
        }
        return values.stream().findFirst();
    }

    private Optional<Path> path(String name) {
        return one(name).map(value -> parsed(name, value, Path::of));
    }

    /** AWS's size, up to what the planes pass on to each other. */
    private int requestBytes() {
        int bytes = one("--largest-request")
                .map(value -> parsed("--largest-request", value, Integer::valueOf))
                .orElse(SMALLEST_REQUEST);
        if (bytes < SMALLEST_REQUEST || bytes > LARGEST_REQUEST) {
            throw new UsageException("--largest-request is from " + SMALLEST_REQUEST + " to " + LARGEST_REQUEST
                    + " bytes, not " + bytes);
        }
        return bytes;
    }

    private int port(String name, int otherwise) {
        int port = one(name).map(value -> parsed(name, value, Integer::valueOf)).orElse(otherwise);
        if (port < 0 || port > 65_535) {
            throw new UsageException(name + " is a port from 0 to 65535, not " + port);
        }
        return port;
    }

    private static URI http(String name, String text) {
        URI uri = parsed(name, text, URI::create);
        boolean usable = uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        if (!usable) {
            throw new UsageException(name + " needs an http or https URL with a host, not " + text);
        }
        return uri;
    }

    private static <T> T parsed(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + " cannot be " + text);
        }
    }
}
