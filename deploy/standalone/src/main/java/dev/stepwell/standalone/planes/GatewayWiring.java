package dev.stepwell.standalone.planes;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.internal.v1.RecordAuditRequest;
import dev.stepwell.contracts.internal.v1.ReportThrottlingResponse;
import dev.stepwell.contracts.quotas.QuotaDesk;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.access.Principal;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.gateway.audit.AuditSink;
import dev.stepwell.gateway.guard.EndedKeys;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Confines;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.Keys;
import dev.stepwell.gateway.identity.SigningKey;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.sessions.Sessions;
import dev.stepwell.gateway.upstream.LocalPlane;
import dev.stepwell.gateway.upstream.Planes;
import dev.stepwell.gateway.upstream.RemoteAudit;
import dev.stepwell.gateway.upstream.RemoteKeys;
import dev.stepwell.gateway.upstream.RemotePlane;
import dev.stepwell.gateway.upstream.RemoteSessions;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.standalone.Role;
import dev.stepwell.standalone.neighbours.Neighbours;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** What the gateway needs: the planes behind it, and who a key belongs to; in this process where it has them, else in others. */
@Factory
@Requires(property = Roles.GATEWAY, value = "true")
final class GatewayWiring {
    private static final String REPORT = "ReportThrottling";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Singleton
    Upstream upstream(
            @Nullable @Named("control") ActionTable control,
            @Nullable @Named("execution") ActionTable execution,
            @Nullable ExecutionNode node,
            Neighbours neighbours) {
        Upstream registry = control == null ? new RemotePlane(neighbours.of(Role.CONTROL)) : new LocalPlane(control);
        Upstream running = execution == null || node == null
                ? new RemotePlane(neighbours.of(Role.EXECUTION))
                : new LocalPlane(execution, Optional.of(node.work()));
        return new Planes(registry, running);
    }

    /** Where throttled requests are written down. */
    @Singleton
    ThrottleCounts.Books books(@Nullable @Named("control") ActionTable control, Neighbours neighbours) {
        if (control != null) {
            ActionTable.Entry<?, ?> report = control.find(REPORT).orElseThrow();
            return report::answer;
        }
        PlanePool pool = neighbours.of(Role.CONTROL);
        return (caller, counts) -> pool.call(
                new PlaneCall(REPORT, caller, PATIENCE, true), counts, ReportThrottlingResponse.getDefaultInstance());
    }

    /** Where it is settled what tenants may spend. */
    @Singleton
    QuotaDesk quotaDesk(@Nullable @Named("control") ActionTable control, Neighbours neighbours) {
        return control == null ? QuotaDesk.at(neighbours.of(Role.CONTROL)) : QuotaDesk.here(control);
    }

    /** Where it is known which requests with an idempotency key were done. */
    @Singleton
    IdempotencyDesk idempotencyDesk(@Nullable @Named("control") ActionTable control, Neighbours neighbours) {
        return control == null ? IdempotencyDesk.at(neighbours.of(Role.CONTROL)) : IdempotencyDesk.here(control);
    }

    /** The keys, where this process keeps them. */
    @Factory
    @Requires(property = Roles.GATEWAY, value = "true")
    @Requires(property = Roles.CONTROL, value = "true")
    static final class Here {
        @Singleton
        Keys signingKeys(dev.stepwell.control.access.Keys keys) {
            return accessKeyId -> keys.signing(accessKeyId).map(key -> {
                Identity owner = identity(key.principal());
                return new SigningKey(
                        accessKeyId,
                        key.secretAccessKey(),
                        owner.tenant(),
                        owner.account(),
                        owner.scopes(),
                        owner.confines());
            });
        }

        @Singleton
        BearerKeys bearerKeys(dev.stepwell.control.access.Keys keys) {
            return token -> keys.bearer(token).map(Here::identity);
        }

        @Singleton
        AuditSink audit(@Named("control") ActionTable control) {
            return records -> {
                control.find("RecordAudit")
                        .orElseThrow()
                        .answer(
                                Processes.asking("gateway"),
                                RecordAuditRequest.newBuilder()
                                        .addAllRecords(records)
                                        .build());
            };
        }

        @Singleton
        EndedKeys endedKeys(dev.stepwell.control.access.Keys keys) {
            return keys::ended;
        }

        @Singleton
        Sessions browserSessions(dev.stepwell.control.access.Sessions sessions) {
            return new Sessions() {
                @Override
                public Optional<Opened> open(String apiKey) {
                    return sessions.open(apiKey).map(opened -> new Opened(opened.token(), session(opened.session())));
                }

                @Override
                public Optional<Session> find(String token) {
                    return sessions.find(token).map(Here::session);
                }

                @Override
                public void close(String token) {
                    sessions.close(token);
                }
            };
        }

        private static Sessions.Session session(dev.stepwell.control.access.Session session) {
            return new Sessions.Session(identity(session.principal()), session.tenantName(), session.expiresAt());
        }

        private static Identity identity(Principal owner) {
            return new Identity(
                    owner.keyId(),
                    owner.tenant(),
                    owner.account(),
                    owner.scopes(),
                    Confines.of(owner.resources(), owner.networks(), owner.rate()));
        }
    }

    /** The keys, where other processes keep them. */
    @Factory
    @Requires(property = Roles.GATEWAY, value = "true")
    @Requires(property = Roles.CONTROL, value = "false")
    static final class Elsewhere {
        @Singleton
        RemoteKeys remoteKeys(Neighbours neighbours, MasterKeys masterKeys) {
            return new RemoteKeys(
                    neighbours.of(Role.CONTROL), new SecretSeal(masterKeys.clusterKeys()), System::nanoTime);
        }

        @Singleton
        Sessions browserSessions(Neighbours neighbours, MasterKeys masterKeys) {
            return new RemoteSessions(
                    neighbours.of(Role.CONTROL), new SecretSeal(masterKeys.clusterKeys()), System::nanoTime);
        }

        @Singleton
        AuditSink audit(Neighbours neighbours) {
            return new RemoteAudit(neighbours.of(Role.CONTROL));
        }

        @Singleton
        Keys signingKeys(RemoteKeys keys) {
            return keys::signing;
        }

        @Singleton
        BearerKeys bearerKeys(RemoteKeys keys) {
            return keys::bearer;
        }
    }
}
