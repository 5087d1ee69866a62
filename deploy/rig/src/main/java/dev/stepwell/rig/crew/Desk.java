package dev.stepwell.rig.crew;

import dev.stepwell.rig.house.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.swf.SwfClient;

/** AWS's own clients for the nodes of a cluster. Whoever asks, asks any of them, and again until one has answered. */
public final class Desk<C extends SdkClient> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(70);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int CONNECTIONS = 400;

    private final List<C> clients;
    private volatile boolean closed;

    private Desk(List<C> clients) {
        this.clients = clients;
    }

    /** A tenant's clients of Step Functions for the given nodes. */
    public static Desk<SfnClient> sfn(Settings credentials, List<URI> endpoints) {
        return of(SfnClient::builder, credentials, endpoints);
    }

    /** A tenant's clients of SWF for the given nodes. */
    public static Desk<SwfClient> swf(Settings credentials, List<URI> endpoints) {
        return of(SwfClient::builder, credentials, endpoints);
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C extends SdkClient> Desk<C> of(
            Supplier<B> builder, Settings credentials, List<URI> endpoints) {
        AwsBasicCredentials keys = AwsBasicCredentials.create(
                credentials.get("AWS_ACCESS_KEY_ID"), credentials.get("AWS_SECRET_ACCESS_KEY"));
        List<C> clients = new ArrayList<>();
        for (URI endpoint : endpoints) {
            clients.add(builder.get()
                    .endpointOverride(endpoint)
                    .region(Region.of(credentials.get("AWS_DEFAULT_REGION")))
                    .credentialsProvider(StaticCredentialsProvider.create(keys))
                    .httpClientBuilder(
                            Apache5HttpClient.builder().socketTimeout(PATIENCE).maxConnections(CONNECTIONS))
                    .build());
        }
        return new Desk<>(clients);
    }

    /** The desk is closed: nobody needs an answer any more. */
    public static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Closed() {
            super("the desk is closed", null, false, false);
        }
    }

    /**
     * Asks until there is an answer. Refusals of the service are answers, and are thrown; a server that is not there, or cannot for the
     * moment, is asked again.
     */
    public <T> T ask(Function<C, T> question) {
        while (!closed) {
            C client = clients.get(ThreadLocalRandom.current().nextInt(clients.size()));
            try {
                return question.apply(client);
            } catch (SdkServiceException e) {
                if (e.statusCode() < 500 && !e.isThrottlingException()) {
                    throw e;
                }
            } catch (SdkClientException e) {
                // Nobody answered: the server may be dead, and may have done what it was asked.
            } catch (IllegalStateException e) {
                if (!closed) {
                    throw e; // else the client was closed under the question
                }
            }
            rest(PAUSE);
        }
        throw new Closed();
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Closed();
        }
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach(SdkClient::close);
    }
}
