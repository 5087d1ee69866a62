package dev.stepwell.control.access;

import static dev.stepwell.control.schema.Tables.CREDENTIAL;
import static dev.stepwell.control.schema.Tables.ENDED_KEYS;
import static dev.stepwell.control.schema.Tables.OPERATOR_KEY;
import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.contracts.calling.ShortMemory;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Answers who a key belongs to. Answers are believed for four seconds, so that a revoked key or a suspended tenant is out within
 * five on every node; unknown, revoked and suspended look the same. When a key was last used is written behind, not here.
 */
public final class Keys {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final int REMEMBERED = 50_000;

    /** Neither taken back nor run out, by the database's clock. */
    static final Condition GOOD = CREDENTIAL
            .STATE
            .eq(KeyIssuer.ACTIVE)
            .and(CREDENTIAL.EXPIRES_AT.isNull().or(CREDENTIAL.EXPIRES_AT.gt(DSL.field("now()", SQLDataType.INSTANT))));

    private static final Pattern ACCESS_KEY_ID = Pattern.compile("AKIA[A-Z2-7]{16}");

    private final ControlDatabase database;
    private final MasterKeys masterKeys;
    private final Pepper pepper;
    private final ShortMemory<SigningKey> signing;
    private final ShortMemory<HashedKey> bearers;
    private final ShortMemory<byte[]> operators;
    private final ConcurrentHashMap<String, TenantId> used = new ConcurrentHashMap<>();

    /**
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public Keys(ControlDatabase database, MasterKeys masterKeys, LongSupplier nanoTime) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.pepper = KeyIssuer.pepper(database, masterKeys);
        this.signing = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
        this.bearers = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
        this.operators = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
    }

    /** What checks a signature made with that access key id; an id of the wrong form asks no database. */
    public Optional<SigningKey> signing(String accessKeyId) {
        return signing(accessKeyId, id -> signing.get(id, this::findSigning));
    }

    /** As {@link #signing(String)}, read from the database now: for those who remember the answer themselves. */
    public Optional<SigningKey> signingNow(String accessKeyId) {
        return signing(accessKeyId, this::findSigning);
    }

    private Optional<SigningKey> signing(String accessKeyId, Function<String, Optional<SigningKey>> lookUp) {
        Optional<SigningKey> found =
                ACCESS_KEY_ID.matcher(accessKeyId).matches() ? lookUp.apply(accessKeyId) : Optional.empty();
        found.ifPresent(key -> used.put(accessKeyId, key.principal().tenant()));
        return found;
    }

    /**
     * Whose bearer key it is, a tenant's or an operator's; a wrong checksum asks no database, and the secret is compared in constant
     * time.
     */
    public Optional<Principal> bearer(String text) {
        return bearer(text, id -> bearers.get(id, this::findBearer))
                .or(() -> operator(text, id -> operators.get(id, this::findOperator)));
    }

    /** As {@link #bearer(String)}, read from the database now. */
    public Optional<Principal> bearerNow(String text) {
        return bearer(text, this::findBearer).or(() -> operator(text, this::findOperator));
    }

    /** Which of these keys are not good any more: taken back, run out, or of a tenant that is suspended. Read from the database now. */
    public Set<String> ended(Set<String> keyIds) {
        if (keyIds.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(database.discover(sql -> sql.select(ENDED_KEYS.KEY_ID)
                .from(ENDED_KEYS.call(keyIds.toArray(String[]::new)))
                .fetch(ENDED_KEYS.KEY_ID)));
    }

    private Optional<Principal> bearer(String text, Function<String, Optional<HashedKey>> lookUp) {
        return BearerText.read(BearerText.Kind.TENANT, text)
                .flatMap(key -> lookUp.apply(key.keyId())
                        .filter(known -> matches(known.hash(), key))
                        .map(known -> {
                            used.put(key.keyId(), known.principal().tenant());
                            return known.principal();
                        }));
    }

    private Optional<Principal> operator(String text, Function<String, Optional<byte[]>> lookUp) {
        return BearerText.read(BearerText.Kind.OPERATOR, text)
                .flatMap(key -> lookUp.apply(key.keyId())
                        .filter(hash -> matches(hash, key))
                        .map(hash -> Principal.operator(key.keyId())));
    }

    /** Writes down which keys were used since the last time: one statement a tenant. Called every half a minute or so. */
    public void writeLastUse() {
        Map<TenantId, Set<String>> byTenant = used.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        byTenant.forEach((tenant, keys) -> {
            database.write(
                    tenant,
                    sql -> sql.update(CREDENTIAL)
                            .set(CREDENTIAL.LAST_USED_AT, DSL.field("now()", Instant.class))
                            .where(CREDENTIAL.TENANT_ID.eq(tenant.value()), CREDENTIAL.KEY_ID.in(keys))
                            .execute());
            keys.forEach(used::remove);
        });
    }

    private boolean matches(byte[] hash, BearerText key) {
        return MessageDigest.isEqual(hash, pepper.hash(key.text()));
    }

    private Optional<SigningKey> findSigning(String accessKeyId) {
        return find(accessKeyId, KeyIssuer.SIGNING).map(row -> {
            byte[] secret = masterKeys
                    .sealer(row.principal().tenant(), row.dataKey())
                    .open(row.secret(), KeyIssuer.context(row.principal().tenant(), accessKeyId));
            return new SigningKey(row.principal(), new String(secret, StandardCharsets.UTF_8));
        });
    }

    private Optional<HashedKey> findBearer(String keyId) {
        return find(keyId, KeyIssuer.BEARER).map(row -> new HashedKey(row.principal(), row.secret()));
    }

    private Optional<byte[]> findOperator(String keyId) {
        return database.discover(sql -> sql.select(OPERATOR_KEY.SECRET)
                .from(OPERATOR_KEY)
                .where(OPERATOR_KEY.KEY_ID.eq(keyId), OPERATOR_KEY.STATE.eq(KeyIssuer.ACTIVE))
                .fetchOptional(OPERATOR_KEY.SECRET));
    }

    private Optional<Row> find(String keyId, String kind) {
        return database.asFound(
                sql -> Routines.tenantOfKey(sql.configuration(), keyId),
                (tenant, sql) -> find(tenant, sql, keyId, kind));
    }

    private static Optional<Row> find(TenantId tenant, DSLContext sql, String keyId, String kind) {
        return sql.select(
                        TENANT.ACCOUNT,
                        TENANT.DATA_KEY,
                        CREDENTIAL.SECRET,
                        CREDENTIAL.SCOPES,
                        CREDENTIAL.RESOURCES,
                        CREDENTIAL.NETWORKS,
                        CREDENTIAL.RATE_PER_SECOND,
                        CREDENTIAL.BURST)
                .from(CREDENTIAL)
                .join(TENANT)
                .on(TENANT.TENANT_ID.eq(CREDENTIAL.TENANT_ID))
                .where(
                        CREDENTIAL.TENANT_ID.eq(tenant.value()),
                        CREDENTIAL.KEY_ID.eq(keyId),
                        CREDENTIAL.KIND.eq(kind),
                        GOOD,
                        TENANT.STATUS.eq(KeyIssuer.ACTIVE))
                .fetchOptional(row -> new Row(
                        new Principal(
                                tenant,
                                new AccountId(row.value1()),
                                keyId,
                                Set.of(row.value4()),
                                List.of(row.value5()),
                                List.of(row.value6()),
                                rate(row)),
                        row.value2(),
                        row.value3()));
    }

    /** How often the key of a row may ask. */
    static Optional<Rate> rate(Record row) {
        return Optional.ofNullable(row.get(CREDENTIAL.RATE_PER_SECOND))
                .map(perSecond -> new Rate(perSecond, row.get(CREDENTIAL.BURST)));
    }

    @SuppressWarnings("ArrayRecordComponent") // read once and dropped, never compared
    private record Row(Principal principal, byte[] dataKey, byte[] secret) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by content, in constant time
    private record HashedKey(Principal principal, byte[] hash) {}
}
