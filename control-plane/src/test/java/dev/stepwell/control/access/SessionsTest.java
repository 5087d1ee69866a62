package dev.stepwell.control.access;

import static dev.stepwell.control.schema.Tables.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static House house;
    private final AtomicLong nanoTime = new AtomicLong();
    private CountingSource source;
    private Sessions sessions;
    private Caller caller;
    private String key;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newSessions() {
        source = new CountingSource(house.source);
        ControlDatabase database = new ControlDatabase(source);
        sessions = new Sessions(
                database, house.masterKeys, new Keys(database, house.masterKeys, nanoTime::get), nanoTime::get);
        caller = house.newTenant();
        key = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
    }

    private String keyId() {
        return BearerText.read(BearerText.Kind.TENANT, key).orElseThrow().keyId();
    }

    @Test
    void aKeyOpensASessionThatIsItsHolders() {
        Sessions.Opened opened = sessions.open(key).orElseThrow();
        assertThat(opened.token()).hasSize(43);
        assertThat(opened.session().principal())
                .isEqualTo(new Principal(
                        caller.tenant(),
                        caller.account(),
                        keyId(),
                        Scopes.ALL,
                        List.of(),
                        List.of(),
                        Optional.empty()));
        assertThat(opened.session().tenantName()).isEqualTo("tenant");
        assertThat(Duration.between(Instant.now(), opened.session().expiresAt()))
                .isBetween(Duration.ofHours(11), Duration.ofHours(13));
        assertThat(sessions.find(opened.token())).contains(opened.session());
        assertThat(opened.toString()).doesNotContain(opened.token());
    }

    @Test
    void onlyAHashIsKept() {
        String token = sessions.open(key).orElseThrow().token();
        byte[] kept = new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.select(SESSION.TOKEN_HASH)
                                .from(SESSION)
                                .where(SESSION.TENANT_ID.eq(caller.tenant().value()))
                                .fetchSingle(SESSION.TOKEN_HASH));
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(token);
        assertThat(kept).hasSize(32);
    }

    @Test
    void whatIsNoKeyOpensNothing() {
        assertThat(sessions.open("sw_live_nothing")).isEmpty();
        assertThat(sessions.open(BearerText.random(BearerText.Kind.TENANT).text()))
                .isEmpty();
    }

    @Test
    void aClosedSessionIsOutHereAtOnceAndElsewhereWithinFourSeconds() {
        ControlDatabase database = new ControlDatabase(house.source);
        Sessions elsewhere = new Sessions(
                database, house.masterKeys, new Keys(database, house.masterKeys, nanoTime::get), nanoTime::get);
        String token = sessions.open(key).orElseThrow().token();
        assertThat(sessions.find(token)).isPresent();
        assertThat(elsewhere.find(token)).isPresent();
        sessions.close(token);
        assertThat(sessions.find(token)).isEmpty();
        assertThat(elsewhere.find(token)).isPresent();
        assertThat(elsewhere.findNow(token)).isEmpty();
        nanoTime.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(elsewhere.find(token)).isEmpty();
        sessions.close(token);
    }

    @Test
    void aSessionEndsWithItsKeyAndItsTenant() {
        String token = sessions.open(key).orElseThrow().token();
        house.plane.tenants().suspend(caller.tenant(), true);
        assertThat(sessions.findNow(token)).isEmpty();
        assertThat(sessions.open(key)).isEmpty();
        house.plane.tenants().suspend(caller.tenant(), false);
        assertThat(sessions.findNow(token)).isPresent();
        house.plane.issuer().revoke(caller.tenant(), keyId());
        assertThat(sessions.findNow(token)).isEmpty();
        assertThat(sessions.open(key)).isEmpty();
    }

    @Test
    void aSessionThatHasRunOutIsWorthNothingAndSweptAway() {
        String token = sessions.open(key).orElseThrow().token();
        String other = sessions.open(key).orElseThrow().token();
        ControlDatabase database = new ControlDatabase(house.source);
        // Nobody may change when a session ends, so it is put there anew as one that began long ago.
        database.write(caller.tenant(), sql -> {
            var row = sql.deleteFrom(SESSION)
                    .where(SESSION.TENANT_ID.eq(caller.tenant().value()))
                    .returning()
                    .fetch();
            row.forEach(r -> sql.insertInto(SESSION)
                    .set(SESSION.TENANT_ID, r.getTenantId())
                    .set(SESSION.TOKEN_HASH, r.getTokenHash())
                    .set(SESSION.KEY_ID, r.getKeyId())
                    .set(SESSION.CREATED_AT, r.getCreatedAt())
                    .set(SESSION.EXPIRES_AT, DSL.field("now() - interval '1 second'", SQLDataType.INSTANT))
                    .execute());
            return row.size();
        });
        String fresh = sessions.open(key).orElseThrow().token();
        assertThat(sessions.findNow(token)).isEmpty();
        sessions.sweep();
        assertThat(rows(database)).isEqualTo(1);
        assertThat(sessions.findNow(other)).isEmpty();
        assertThat(sessions.findNow(fresh)).isPresent();
    }

    private int rows(ControlDatabase database) {
        return database.write(
                caller.tenant(),
                sql -> sql.fetchCount(
                        SESSION, SESSION.TENANT_ID.eq(caller.tenant().value())));
    }

    @Test
    void whatCannotBeATokenAsksNoDatabase() {
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.find("x".repeat(42))).isEmpty();
        sessions.close("short");
        assertThat(source.connections()).isZero();
    }
}
