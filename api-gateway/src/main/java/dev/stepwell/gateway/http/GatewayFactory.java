package dev.stepwell.gateway.http;

import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.quotas.Settlement;
import dev.stepwell.gateway.audit.AuditSink;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.aws.AwsJsonDoor;
import dev.stepwell.gateway.connections.ConnectionLimits;
import dev.stepwell.gateway.grpc.GrpcDoor;
import dev.stepwell.gateway.grpc.GrpcListener;
import dev.stepwell.gateway.guard.EndedKeys;
import dev.stepwell.gateway.guard.Guard;
import dev.stepwell.gateway.guard.OpenCalls;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Keys;
import dev.stepwell.gateway.identity.SigV4Verifier;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.FailedSignIns;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.limits.QuotaSettler;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.limits.ThrottleReporter;
import dev.stepwell.gateway.live.Beats;
import dev.stepwell.gateway.rest.AwsRestDoor;
import dev.stepwell.gateway.rest.OpenApi;
import dev.stepwell.gateway.rest.RestDoor;
import dev.stepwell.gateway.sessions.SessionDoor;
import dev.stepwell.gateway.sessions.Sessions;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.tls.ServerCertificate;
import dev.stepwell.gateway.upstream.CountedUpstream;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.Region;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts the gateway together. Settings: {@code stepwell.region}, {@code stepwell.grpc.host}, {@code stepwell.grpc.port},
 * {@code stepwell.gateway.request-bytes|headers|quick|held|beat-seconds|audit-folder}.
 */
@Factory
@Requires(beans = {Upstream.class, Keys.class, BearerKeys.class, EndedKeys.class, AuditSink.class})
final class GatewayFactory {
    private static final long AUDIT_EVERY_MS = 200;

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

    /** Of this gateway: an execution node in the same process has buckets of its own. */
    @Singleton
    Quotas quotas() {
        return new Quotas(System::nanoTime);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(beans = QuotaDesk.class)
    QuotaSettler quotaSettler(Quotas quotas, QuotaDesk desk) {
        return new QuotaSettler(new Settlement(Settlement.Place.GATEWAY, quotas, desk));
    }

    @Singleton
    Admission admission(
            ThrottleCounts counts,
            Quotas quotas,
            @Value("${stepwell.gateway.request-bytes:1048576}") int requestBytes,
            @Value("${stepwell.gateway.headers:100}") int headers,
            @Value("${stepwell.gateway.quick:1000}") int quick,
            @Value("${stepwell.gateway.held:10000}") int held) {
        return new Admission(new Limits(requestBytes, headers, quick, held), counts, quotas);
    }

    @Singleton
    @Bean(preDestroy = "close")
    OpenCalls openCalls(EndedKeys keys) {
        return new OpenCalls(keys).watch(Duration.ofSeconds(1));
    }

    /** Only under its own name: the planes behind it, with everything counted that they throttle, are to be had by nobody but it. */
    @Singleton
    @Bean(typed = Guard.class)
    Guard guard(Upstream upstream, ThrottleCounts counts, OpenCalls open, AuditTrail audit) {
        return new Guard(new CountedUpstream(upstream, counts), open, audit);
    }

    @Singleton
    @Bean(preDestroy = "close")
    AuditTrail auditTrail(AuditSink sink, @Value("${stepwell.gateway.audit-folder}") String folder) throws IOException {
        return new AuditTrail(Path.of(folder), sink, InstantSource.system()).start(AUDIT_EVERY_MS);
    }

    @Singleton
    AwsJsonDoor awsJsonDoor(Services services, Keys keys, Admission admission, Guard guard) {
        InstantSource clock = InstantSource.system();
        return new AwsJsonDoor(services, new SigV4Verifier(keys, region, clock), admission, guard, region, clock);
    }

    @Singleton
    AwsRestDoor awsRestDoor(Services services, Keys keys, Admission admission, Guard guard) {
        InstantSource clock = InstantSource.system();
        return new AwsRestDoor(services, new SigV4Verifier(keys, region, clock), admission, guard, region, clock);
    }

    /** Only where sessions are kept is there REST. */
    @Singleton
    @Requires(beans = {Sessions.class, IdempotencyDesk.class})
    RestDoor restDoor(Services services, SessionDoor who, Admission admission, Guard guard, IdempotencyDesk desk) {
        return new RestDoor(services, who, admission, guard, desk, InstantSource.system());
    }

    @Singleton
    @Requires(beans = Sessions.class)
    SessionDoor sessionDoor(BearerKeys keys, Sessions sessions, AuditTrail audit) {
        return new SessionDoor(
                keys, sessions, region, InstantSource.system(), audit, new FailedSignIns(System::nanoTime));
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

    @Singleton
    GrpcListener grpcListener(
            @Value("${stepwell.grpc.host:127.0.0.1}") String host,
            @Value("${stepwell.grpc.port:9090}") int port,
            @Value("${stepwell.gateway.request-bytes:1048576}") int requestBytes,
            @Nullable ServerCertificate certificate,
            ConnectionLimits limits,
            GrpcListener.Life life) {
        return new GrpcListener(host, port, requestBytes, Optional.ofNullable(certificate), limits, life);
    }

    @Singleton
    ConnectionLimits grpcConnections(
            @Value("${stepwell.grpc.connections:20000}") int total,
            @Value("${stepwell.grpc.connections-per-address:10000}") int perAddress,
            @Value("${stepwell.grpc.patience-seconds:20}") int patience) {
        return new ConnectionLimits(total, perAddress, Duration.ofSeconds(patience));
    }

    @Singleton
    GrpcListener.Life grpcLife(
            @Value("${stepwell.grpc.idle-seconds:600}") int idle, @Value("${stepwell.grpc.age-seconds:3600}") int age) {
        return new GrpcListener.Life(Duration.ofSeconds(idle), Duration.ofSeconds(age));
    }

    @Context
    @Bean(preDestroy = "close")
    GrpcDoor grpcDoor(Services services, BearerKeys keys, Admission admission, Guard guard, GrpcListener listener)
            throws IOException {
        return new GrpcDoor(listener, services, keys, admission, guard, region).start();
    }
}
