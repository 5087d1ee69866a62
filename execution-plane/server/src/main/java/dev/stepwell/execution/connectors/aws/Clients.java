package dev.stepwell.execution.connectors.aws;

import dev.stepwell.execution.connectors.Web;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/** The SDK's clients, made on first use and kept while they are of use; they share one way out. */
final class Clients {
    private static final int MOST = 128;

    private final WebHttp http;
    private final Map<Key, AutoCloseable> made = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, AutoCloseable> eldest) {
            return size() > MOST; // what is under way with it goes on: it holds nothing but the shared way out
        }
    };

    Clients(Web web) {
        this.http = new WebHttp(web);
    }

    private record Key(Class<?> client, Access.Way way, String region) {}

    /**
     * A client.
     *
     * @param kind the interface of a module's clients
     * @param region what requests are signed for unless the way says otherwise
     */
    Object client(Class<?> kind, Access.Way way, String region) {
        synchronized (made) {
            return made.computeIfAbsent(new Key(kind, way, way.region().orElse(region)), this::make);
        }
    }

    private AutoCloseable make(Key key) {
        try {
            Object builder = key.client().getMethod("builder").invoke(null);
            return build(builder, key);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no client of the SDK: " + key.client(), e);
        }
    }

    private AutoCloseable build(Object builder, Key key) throws ReflectiveOperationException {
        AwsClientBuilder<?, ?> common = (AwsClientBuilder<?, ?>) builder;
        common.region(Region.of(key.region()));
        common.endpointOverride(key.way().endpoint());
        common.credentialsProvider(StaticCredentialsProvider.create(key.way().credentials()));
        ((SdkSyncClientBuilder<?, ?>) builder).httpClient(http);
        Optional<Method> pathStyle = Arrays.stream(builder.getClass().getInterfaces())
                .flatMap(each -> Arrays.stream(each.getMethods()))
                .filter(method -> method.getName().equals("forcePathStyle"))
                .findFirst();
        if (pathStyle.isPresent()) {
            pathStyle.get().invoke(builder, true);
        }
        return (AutoCloseable) common.build();
    }

    /** Asks; throws what the client throws. */
    static Object call(Module.Operation operation, Object client, Object... arguments) {
        try {
            return operation.method().invoke(client, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("an action of a client is public", e);
        }
    }
}
