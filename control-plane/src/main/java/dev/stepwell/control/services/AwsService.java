package dev.stepwell.control.services;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a tenant has a service, without the secret of its key.
 *
 * @param name that of its module in AWS's SDK
 * @param endpoint a URL with a host
 * @param region what requests are signed for, where it is not the execution's
 * @param created when it was first said
 * @param updated when it was said last
 */
public record AwsService(
        String name, String endpoint, Optional<String> region, String accessKeyId, Instant created, Instant updated) {
    /**
     * The same with its secret, which goes to the execution plane alone.
     *
     * @param secretAccessKey in plain text
     */
    public record Opened(AwsService service, String secretAccessKey) {
        /** Tells no secret. */
        @Override
        public String toString() {
            return service.toString();
        }
    }
}
