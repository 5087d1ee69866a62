package dev.stepwell.execution.connectors.aws;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.execution.definitions.AwsPlaces;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Where a service is found, and by what keys it is asked. */
@FunctionalInterface
public interface Access {
    /**
     * What the asker's tenant may use; may block.
     *
     * @param service by the name of its module, such as {@code eventbridge}
     */
    Optional<Way> to(Caller whose, String service);

    /**
     * One way to a service.
     *
     * @param region what requests are signed for, where it is not the asker's
     */
    record Way(URI endpoint, AwsCredentials credentials, Optional<String> region) {
        /** The same keys, to another endpoint. */
        Way at(URI other) {
            return new Way(other, credentials, region);
        }
    }

    /** These ways, and the others' to services that these lead to none of. */
    default Access or(Access others) {
        return (whose, service) -> to(whose, service).or(() -> others.to(whose, service));
    }

    /**
     * The endpoints that the operator has named, for all tenants, with keys that say nothing: what an endpoint does for anybody is all that
     * can be done.
     */
    static Access named(Map<String, URI> endpoints) {
        AwsCredentials keys = AwsBasicCredentials.create("stepwell", "stepwell");
        return (whose, service) ->
                Optional.ofNullable(endpoints.get(service)).map(endpoint -> new Way(endpoint, keys, Optional.empty()));
    }

    /** The services that tenants have named themselves, each with its own keys. */
    static Access ofTenants(AwsPlaces places) {
        return (whose, service) -> places.find(whose, service).map(Access::way);
    }

    private static Way way(AwsServiceHolder holder) {
        return new Way(
                URI.create(holder.getEndpoint()),
                AwsBasicCredentials.create(holder.getAccessKeyId(), holder.getSecretAccessKey()),
                holder.hasRegion() ? Optional.of(holder.getRegion()) : Optional.empty());
    }
}
