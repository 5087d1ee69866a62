package dev.stepwell.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.limits.FailedSignIns;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.sessions.MemorySessions;
import dev.stepwell.gateway.sessions.SessionDoor;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A REST door in front of a plane, for two keys of one tenant and one of another. */
@NullUnmarked
final class Doors implements AutoCloseable {
    static final String KEY = "one";
    static final String OTHER_KEY = "two";
    static final String OTHER_TENANT = "three";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Identity> WHO =
            Map.of(KEY, who("key-1", 42), OTHER_KEY, who("key-2", 42), OTHER_TENANT, who("key-1", 43));

    private final AuditTrail audit;
    private final RestDoor door;

    Doors(Path folder, Upstream plane, IdempotencyDesk desk) throws IOException {
        BearerKeys keys = token -> Optional.ofNullable(WHO.get(token));
        audit = new AuditTrail(folder, records -> {}, InstantSource.system());
        door = new RestDoor(
                Services.ofTheContract(),
                new SessionDoor(
                        keys,
                        new MemorySessions(keys),
                        new Region("eu-west-1"),
                        InstantSource.system(),
                        audit,
                        new FailedSignIns(() -> 0)),
                new Admission(Limits.DEFAULT, new ThrottleCounts(InstantSource.system()), new Quotas(System::nanoTime)),
                plane,
                desk,
                InstantSource.system());
    }

    private static Identity who(String principal, long tenant) {
        return new Identity(
                principal,
                new TenantId(tenant),
                new AccountId("123456789012"),
                Set.of("read", "write", "execute", "admin"));
    }

    RestAnswer.Whole ask(RestRequests request) {
        return (RestAnswer.Whole) door.answer(request.build(), false);
    }

    static JsonNode json(RestAnswer.Whole answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static String error(RestAnswer.Whole answer) throws IOException {
        return json(answer).get("error").asText();
    }

    @Override
    public void close() {
        audit.close();
    }
}
