package dev.stepwell.gateway.http;

import dev.stepwell.gateway.audit.AuditSink;
import dev.stepwell.gateway.guard.EndedKeys;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import dev.stepwell.gateway.idempotency.MemoryDesk;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.Keys;
import dev.stepwell.gateway.identity.SigningKey;
import dev.stepwell.gateway.sessions.MemorySessions;
import dev.stepwell.gateway.sessions.Sessions;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** What stands around the gateway in its tests. */
@Factory
@NullUnmarked
class TestHouse {
    static final String KEY_ID = "AKIATESTKEY";
    static final String SECRET = "secret+/of the=test";
    static final String API_KEY = "sw_test_key";
    static final TenantId TENANT = new TenantId(42);
    static final AccountId ACCOUNT = new AccountId("123456789012");

    @Singleton
    ScriptedPlane plane() {
        return new ScriptedPlane();
    }

    @Singleton
    Keys keys() {
        SigningKey key =
                new SigningKey(KEY_ID, SECRET, TENANT, ACCOUNT, Set.of("read", "write", "execute", "worker", "admin"));
        return id -> id.equals(KEY_ID) ? Optional.of(key) : Optional.empty();
    }

    @Singleton
    BearerKeys bearerKeys() {
        Identity identity =
                new Identity("key-1", TENANT, ACCOUNT, Set.of("read", "write", "execute", "worker", "admin"));
        return token -> token.equals(API_KEY) ? Optional.of(identity) : Optional.empty();
    }

    @Singleton
    AuditSink auditSink() {
        return records -> {};
    }

    @Singleton
    IdempotencyDesk idempotencyDesk() {
        return new MemoryDesk();
    }

    @Singleton
    EndedKeys endedKeys() {
        return keyIds -> Set.of();
    }

    @Singleton
    Sessions sessions(BearerKeys keys) {
        return new MemorySessions(keys);
    }
}
