package dev.stepwell.control.access;

import static dev.stepwell.control.schema.Tables.CREDENTIAL;
import static dev.stepwell.control.schema.Tables.SESSION;
import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.contracts.calling.ShortMemory;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Sessions of browsers: opened with a bearer key, good for twelve hours or until the key is taken back. Answers are believed for
 * four seconds, so that one that was closed is out within five on every node.
 */
public final class Sessions {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final int REMEMBERED = 50_000;
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The database's clock, which all nodes share. */
    private static final Field<Instant> NOW = DSL.field("now()", SQLDataType.INSTANT);

    private static final Field<Instant> END = DSL.field("now() + interval '12 hours'", SQLDataType.INSTANT);

    private final ControlDatabase database;
    private final Keys keys;
    private final Pepper pepper;
    private final ShortMemory<Session> known;

    /**
     * @param keys tell whose a bearer key is
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public Sessions(ControlDatabase database, MasterKeys masterKeys, Keys keys, LongSupplier nanoTime) {
        this.database = database;
        this.keys = keys;
        this.pepper = new Pepper(database, masterKeys, "sessions");
        this.known = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
    }

    /**
     * A session just opened.
     *
     * @param token what the browser keeps; it cannot be read again
     */
    public record Opened(String token, Session session) {
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }

    /** Opens a session for the holder of an active bearer key of a tenant; operators have no console. */
    public Optional<Opened> open(String apiKey) {
        return keys.bearerNow(apiKey)
                .filter(principal -> !principal.isOperator())
                .flatMap(principal -> {
                    byte[] random = new byte[TOKEN_BYTES];
                    RANDOM.nextBytes(random);
                    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                    byte[] hash = hash(token);
                    return database.write(principal.tenant(), sql -> {
                                sql.insertInto(SESSION)
                                        .set(
                                                SESSION.TENANT_ID,
                                                principal.tenant().value())
                                        .set(SESSION.TOKEN_HASH, hash)
                                        .set(SESSION.KEY_ID, principal.keyId())
                                        .set(SESSION.CREATED_AT, NOW)
                                        .set(SESSION.EXPIRES_AT, END)
                                        .execute();
                                return find(principal.tenant(), sql, hash);
                            })
                            .map(session -> new Opened(token, session));
                });
    }

    /** The session of a token, while it is open. */
    public Optional<Session> find(String token) {
        return isFormed(token)
                ? known.get(
                        HexFormat.of().formatHex(hash(token)),
                        hex -> read(HexFormat.of().parseHex(hex)))
                : Optional.empty();
    }

    /** As {@link #find}, read from the database now: for those who remember the answer themselves. */
    public Optional<Session> findNow(String token) {
        return isFormed(token) ? read(hash(token)) : Optional.empty();
    }

    /** Ends the session of a token, if it is open. */
    public void close(String token) {
        if (isFormed(token)) {
            byte[] hash = hash(token);
            var unused = database.asFound(sql -> Routines.tenantOfSession(sql.configuration(), hash), (tenant, sql) -> {
                int deleted = sql.deleteFrom(SESSION)
                        .where(SESSION.TENANT_ID.eq(tenant.value()), SESSION.TOKEN_HASH.eq(hash))
                        .execute();
                return Optional.of(deleted);
            });
            known.forget(HexFormat.of().formatHex(hash));
        }
    }

    /** Forgets sessions that have run out. Called now and then. */
    public void sweep() {
        database.discover(sql -> Routines.sweepSessions(sql.configuration()));
    }

    private Optional<Session> read(byte[] hash) {
        return database.asFound(
                sql -> Routines.tenantOfSession(sql.configuration(), hash), (tenant, sql) -> find(tenant, sql, hash));
    }

    private static Optional<Session> find(TenantId tenant, DSLContext sql, byte[] hash) {
        return sql.select(
                        TENANT.ACCOUNT,
                        TENANT.NAME,
                        CREDENTIAL.KEY_ID,
                        CREDENTIAL.SCOPES,
                        SESSION.EXPIRES_AT,
                        CREDENTIAL.RESOURCES,
                        CREDENTIAL.NETWORKS,
                        CREDENTIAL.RATE_PER_SECOND,
                        CREDENTIAL.BURST)
                .from(SESSION)
                .join(CREDENTIAL)
                .on(CREDENTIAL.TENANT_ID.eq(SESSION.TENANT_ID), CREDENTIAL.KEY_ID.eq(SESSION.KEY_ID))
                .join(TENANT)
                .on(TENANT.TENANT_ID.eq(SESSION.TENANT_ID))
                .where(
                        SESSION.TENANT_ID.eq(tenant.value()),
                        SESSION.TOKEN_HASH.eq(hash),
                        SESSION.EXPIRES_AT.gt(NOW),
                        Keys.GOOD,
                        TENANT.STATUS.eq(KeyIssuer.ACTIVE))
                .fetchOptional(row -> new Session(
                        new Principal(
                                tenant,
                                new AccountId(row.value1()),
                                row.value3(),
                                Set.of(row.value4()),
                                List.of(row.value6()),
                                List.of(row.value7()),
                                Keys.rate(row)),
                        row.value2(),
                        row.value5()));
    }

    private byte[] hash(String token) {
        return pepper.hash(token);
    }

    /** What is no token asks no database. */
    private static boolean isFormed(String token) {
        return token.length() == TOKEN_LENGTH;
    }
}
