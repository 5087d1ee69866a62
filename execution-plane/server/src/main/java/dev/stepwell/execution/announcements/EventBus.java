package dev.stepwell.execution.announcements;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The default bus of the EventBridge that the operator has named: what comes there is of all tenants, told apart by the ARNs. */
public final class EventBus implements Listener, AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final EventBridgeClient client;

    /** A client of that endpoint, with keys that say nothing, as for all endpoints that the operator has named. */
    public EventBus(URI endpoint) {
        client = EventBridgeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("stepwell", "stepwell")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST))
                .overrideConfiguration(o -> o.apiCallTimeout(LONGEST))
                .build();
    }

    @Override
    public List<Boolean> tell(List<StatusChange> changes) {
        PutEventsResponse answer = client.putEvents(PutEventsRequest.builder()
                .entries(changes.stream().map(EventBus::entry).toList())
                .build());
        if (answer.entries().size() != changes.size()) {
            throw new IllegalStateException(
                    "PutEvents answered for " + answer.entries().size() + " entries and not " + changes.size());
        }
        return answer.entries().stream().map(entry -> entry.errorCode() == null).toList();
    }

    private static PutEventsRequestEntry entry(StatusChange change) {
        return PutEventsRequestEntry.builder()
                .source(StatusChange.SOURCE)
                .detailType(StatusChange.TYPE)
                .time(change.time())
                .resources(change.executionArn())
                .detail(change.detail())
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
