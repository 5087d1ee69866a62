package dev.stepwell.gateway.http;

import dev.stepwell.gateway.aws.AwsJsonDoor;
import dev.stepwell.gateway.grpc.GrpcDoor;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Keys;
import dev.stepwell.gateway.identity.SigV4Verifier;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.limits.ThrottleReporter;
import dev.stepwell.gateway.live.Beats;
import dev.stepwell.gateway.rest.OpenApi;
import dev.stepwell.gateway.rest.RestDoor;
import dev.stepwell.gateway.sessions.SessionDoor;
import dev.stepwell.gateway.sessions.Sessions;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.CountedUpstream;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.Region;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Puts the gateway together. Settings: {@code stepwell.region}, {@code stepwell.grpc.host}, {@code stepwell.grpc.port},
 * {@code stepwell.gateway.request-bytes|headers|quick|held|beat-seconds}.
 */
@Factory
@Requires(beans = {Upstream.class, Keys.class, BearerKeys.class})
final class GatewayFactory {
    private final Region region;

    GatewayFactory(@Value("${stepwell.region:us-east-1}") String region) {
        this.region = new Region(region);
    }

    @Singleton
    Services services() {
        return Services.ofTheContract();
    }

    @Singleton
    ThrottleCounts throttleCounts() {
        return new ThrottleCounts(InstantSource.system());
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(beans = ThrottleCounts.Books.class)
    ThrottleReporter throttleReporter(ThrottleCounts counts, ThrottleCounts.Books books) {
        return new ThrottleReporter(counts, books);
    }

    /** What the doors share: how much is borne, and the planes behind it, with everything counted that either throttles. */
    @Singleton
    Behind behind(Admission admission, Upstream planes, ThrottleCounts counts) {
        return new Behind(admission, new CountedUpstream(planes, counts));
    }

    /** What is behind every door. */
    record Behind(Admission admission, Upstream upstream) {}

    @Singleton
    Admission admission(
            ThrottleCounts counts,
            @Value("${stepwell.gateway.request-bytes:1048576}") int requestBytes,
            @Value("${stepwell.gateway.headers:100}") int headers,
            @Value("${stepwell.gateway.quick:1000}") int quick,
            @Value("${stepwell.gateway.held:10000}") int held) {
        return new Admission(new Limits(requestBytes, headers, quick, held), counts);
    }

    @Singleton
    AwsJsonDoor awsJsonDoor(Services services, Keys keys, Behind behind) {
        InstantSource clock = InstantSource.system();
        return new AwsJsonDoor(
                services, new SigV4Verifier(keys, region, clock), behind.admission(), behind.upstream(), region, clock);
    }

    /** Only where sessions are kept is there REST. */
    @Singleton
    @Requires(beans = Sessions.class)
    RestDoor restDoor(Services services, BearerKeys keys, Sessions sessions, Behind behind) {
        InstantSource clock = InstantSource.system();
        return new RestDoor(
                services, new SessionDoor(keys, sessions, region, clock), behind.admission(), behind.upstream(), clock);
    }

    @Singleton
    OpenApi openApi(Services services) {
        return new OpenApi(services);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Beats beats(@Value("${stepwell.gateway.beat-seconds:15}") int seconds) {
        return new Beats(Duration.ofSeconds(seconds));
    }

    @Context
    @Bean(preDestroy = "close")
    GrpcDoor grpcDoor(
            Services services,
            BearerKeys keys,
            Behind behind,
            @Value("${stepwell.grpc.host:127.0.0.1}") String host,
            @Value("${stepwell.grpc.port:9090}") int port)
            throws IOException {
        return new GrpcDoor(
                        new GrpcDoor.Address(host, port), services, keys, behind.admission(), behind.upstream(), region)
                .start();
    }
}
