package dev.stepwell.execution.connectors.aws;

import dev.stepwell.execution.connectors.Connector.Question;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Where a service is found, and by what keys it is asked. */
@FunctionalInterface
public interface Access {
    /**
     * What the execution's tenant may use; may block.
     *
     * @param service by the name of its module, such as {@code eventbridge}
     */
    Optional<Way> to(Question question, String service);

    /** One way to a service. */
    record Way(URI endpoint, AwsCredentials credentials) {
        /** The same keys, to another endpoint. */
        Way at(URI other) {
            return new Way(other, credentials);
        }
    }

    /**
     * The endpoints that the operator has named, for all tenants, with keys that say nothing: what an endpoint does for anybody is all that
     * can be done.
     */
    static Access named(Map<String, URI> endpoints) {
        AwsCredentials keys = AwsBasicCredentials.create("stepwell", "stepwell");
        return (question, service) ->
                Optional.ofNullable(endpoints.get(service)).map(endpoint -> new Way(endpoint, keys));
    }
}
