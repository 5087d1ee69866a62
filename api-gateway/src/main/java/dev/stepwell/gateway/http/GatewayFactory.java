package dev.stepwell.gateway.http;

import dev.stepwell.gateway.aws.AwsJsonDoor;
import dev.stepwell.gateway.grpc.GrpcDoor;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Keys;
import dev.stepwell.gateway.identity.SigV4Verifier;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.live.Beats;
import dev.stepwell.gateway.rest.OpenApi;
import dev.stepwell.gateway.rest.RestDoor;
import dev.stepwell.gateway.sessions.SessionDoor;
import dev.stepwell.gateway.sessions.Sessions;
import dev.stepwell.gateway.shapes.Services;
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
    Admission admission(
            @Value("${stepwell.gateway.request-bytes:1048576}") int requestBytes,
            @Value("${stepwell.gateway.headers:100}") int headers,
            @Value("${stepwell.gateway.quick:1000}") int quick,
            @Value("${stepwell.gateway.held:10000}") int held) {
        return new Admission(new Limits(requestBytes, headers, quick, held));
    }

    @Singleton
    AwsJsonDoor awsJsonDoor(Services services, Keys keys, Admission admission, Upstream upstream) {
        InstantSource clock = InstantSource.system();
        return new AwsJsonDoor(services, new SigV4Verifier(keys, region, clock), admission, upstream, region, clock);
    }

    /** Only where sessions are kept is there REST. */
    @Singleton
    @Requires(beans = Sessions.class)
    RestDoor restDoor(Services services, BearerKeys keys, Sessions sessions, Admission admission, Upstream upstream) {
        InstantSource clock = InstantSource.system();
        return new RestDoor(services, new SessionDoor(keys, sessions, region, clock), admission, upstream, clock);
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
            Admission admission,
            Upstream upstream,
            @Value("${stepwell.grpc.host:127.0.0.1}") String host,
            @Value("${stepwell.grpc.port:9090}") int port)
            throws IOException {
        return new GrpcDoor(new GrpcDoor.Address(host, port), services, keys, admission, upstream, region).start();
    }
}
