package dev.stepwell.control.services;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** PutAwsService, GetAwsService, ListAwsServices, DeleteAwsService. */
public final class AwsServices {
    private final AwsServiceStore store;
    private final InstantSource clock;

    /** Services in one store. */
    public AwsServices(AwsServiceStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Where a service is, and by which key it is asked.
     *
     * @param region what requests are signed for, where it is not the execution's
     */
    public record Place(String endpoint, Optional<String> region, String accessKeyId, String secretAccessKey) {
        /** Tells no secret. */
        @Override
        public String toString() {
            return endpoint;
        }
    }

    /**
     * PutAwsService: throws ServiceQuotaExceededException and ValidationException.
     *
     * @param expected what is there before
     */
    public void put(Caller caller, String name, Place place, Precondition<AwsService> expected) {
        if (!isEndpoint(place.endpoint())) {
            throw new Fault(
                    "ValidationException",
                    "endpoint must be an http or https URL of a host, without a user, a query or a fragment.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.put(
                caller.tenant(),
                new AwsService.Opened(
                        new AwsService(name, place.endpoint(), place.region(), place.accessKeyId(), now, now),
                        place.secretAccessKey()),
                expected);
    }

    /** GetAwsService: throws ResourceNotFoundException. */
    public AwsService get(Caller caller, String name) {
        return store.find(caller.tenant(), name).orElseThrow(() -> unknown(name));
    }

    /** ListAwsServices: in the order of the names. */
    public List<AwsService> list(Caller caller) {
        return store.list(caller.tenant());
    }

    /**
     * DeleteAwsService: throws ResourceNotFoundException.
     *
     * @param expected what is there before
     */
    public void delete(Caller caller, String name, Precondition<AwsService> expected) {
        if (!store.delete(caller.tenant(), name, expected)) {
            throw unknown(name);
        }
    }

    /** A service with its secret, if the caller has said where it is: what the execution plane asks. */
    public Optional<AwsService.Opened> resolve(Caller caller, String name) {
        return store.open(caller.tenant(), name);
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Fault unknown(String name) {
        return new Fault("ResourceNotFoundException", "Nothing was said of where the service '" + name + "' is.");
    }
}
