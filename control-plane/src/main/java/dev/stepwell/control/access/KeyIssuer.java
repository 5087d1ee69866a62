package dev.stepwell.control.access;

import static dev.stepwell.control.schema.Tables.CREDENTIAL;
import static dev.stepwell.control.schema.Tables.OPERATOR_KEY;
import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import org.jooq.DSLContext;

/** Makes keys and takes them back. A secret is answered once and cannot be read again. */
public final class KeyIssuer {
    static final String SIGNING = "SIGNING";
    static final String BEARER = "BEARER";
    static final String ACTIVE = "ACTIVE";
    private static final String REVOKED = "REVOKED";
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlDatabase database;
    private final MasterKeys masterKeys;
    private final Pepper pepper;
    private final InstantSource clock;

    /** Keys of one database under the installation's master keys. */
    public KeyIssuer(ControlDatabase database, MasterKeys masterKeys, InstantSource clock) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.pepper = pepper(database, masterKeys);
        this.clock = clock;
    }

    /** A new pair for signing requests. Throws {@code ValidationException} when there is no such tenant. */
    public SigningPair issueSigning(TenantId tenant, Set<String> scopes) {
        return database.write(tenant, sql -> issueSigning(tenant, sql, KeyTerms.of(scopes)));
    }

    /** A new bearer key. */
    public String issueBearer(TenantId tenant, Set<String> scopes) {
        return database.write(tenant, sql -> issueBearer(tenant, sql, KeyTerms.of(scopes)));
    }

    /** Takes a key back, on every node within 5 s. Whether there was such an active key of that tenant. */
    public boolean revoke(TenantId tenant, String keyId) {
        return database.write(tenant, sql -> revoke(tenant, sql, keyId));
    }

    static boolean revoke(TenantId tenant, DSLContext sql, String keyId) {
        return sql.update(CREDENTIAL)
                        .set(CREDENTIAL.STATE, REVOKED)
                        .where(
                                CREDENTIAL.TENANT_ID.eq(tenant.value()),
                                CREDENTIAL.KEY_ID.eq(keyId),
                                CREDENTIAL.STATE.eq(ACTIVE))
                        .execute()
                == 1;
    }

    /** As {@link #issueSigning(TenantId, Set)}, within a transaction of the tenant. */
    public SigningPair issueSigning(TenantId tenant, DSLContext sql, KeyTerms terms) {
        byte[] dataKey = sql.select(TENANT.DATA_KEY)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(tenant.value()))
                .fetchOptional(TENANT.DATA_KEY)
                .orElseThrow(() -> new Fault("ValidationException", "There is no such tenant"));
        SigningPair pair = new SigningPair("AKIA" + random(ID_ALPHABET, 16), random(SECRET_ALPHABET, 40));
        byte[] sealed = masterKeys
                .sealer(tenant, dataKey)
                .seal(pair.secretAccessKey().getBytes(StandardCharsets.UTF_8), context(tenant, pair.accessKeyId()));
        insert(tenant, sql, pair.accessKeyId(), new Stored(SIGNING, sealed), terms);
        return pair;
    }

    /** As {@link #issueBearer(TenantId, Set)}, within a transaction of the tenant. */
    public String issueBearer(TenantId tenant, DSLContext sql, KeyTerms terms) {
        BearerText key = BearerText.random(BearerText.Kind.TENANT);
        insert(tenant, sql, key.keyId(), new Stored(BEARER, pepper.hash(key.text())), terms);
        return key.text();
    }

    /** The keys that a tenant begins with. */
    public FirstKeys issueFirst(TenantId tenant, DSLContext sql) {
        KeyTerms everything = KeyTerms.of(Scopes.ALL);
        return new FirstKeys(issueSigning(tenant, sql, everything), issueBearer(tenant, sql, everything));
    }

    /** A new key for an operator of the installation. */
    public String issueOperator(DSLContext sql) {
        BearerText key = BearerText.random(BearerText.Kind.OPERATOR);
        sql.insertInto(OPERATOR_KEY)
                .set(OPERATOR_KEY.KEY_ID, key.keyId())
                .set(OPERATOR_KEY.SECRET, pepper.hash(key.text()))
                .set(OPERATOR_KEY.STATE, ACTIVE)
                .set(OPERATOR_KEY.CREATED_AT, clock.instant())
                .execute();
        return key.text();
    }

    /** Whether any operator key was ever made. */
    public boolean hasOperator(DSLContext sql) {
        return sql.fetchExists(OPERATOR_KEY);
    }

    static Pepper pepper(ControlDatabase database, MasterKeys masterKeys) {
        return new Pepper(database, masterKeys, "bearer-keys");
    }

    static String context(TenantId tenant, String keyId) {
        return "secret/" + tenant + "/" + keyId;
    }

    private void insert(TenantId tenant, DSLContext sql, String keyId, Stored stored, KeyTerms terms) {
        sql.insertInto(CREDENTIAL)
                .set(CREDENTIAL.TENANT_ID, tenant.value())
                .set(CREDENTIAL.KEY_ID, keyId)
                .set(CREDENTIAL.KIND, stored.kind())
                .set(CREDENTIAL.SECRET, stored.secret())
                .set(CREDENTIAL.STATE, ACTIVE)
                .set(CREDENTIAL.PRINCIPAL, terms.principal().orElse(keyId))
                .set(CREDENTIAL.SCOPES, terms.scopes().stream().sorted().toArray(String[]::new))
                .set(CREDENTIAL.RESOURCES, terms.resources().toArray(String[]::new))
                .set(CREDENTIAL.NETWORKS, terms.networks().toArray(String[]::new))
                .set(
                        CREDENTIAL.RATE_PER_SECOND,
                        terms.rate().map(Rate::perSecond).orElse(null))
                .set(CREDENTIAL.BURST, terms.rate().map(Rate::burst).orElse(null))
                .set(CREDENTIAL.EXPIRES_AT, terms.expiresAt().orElse(null))
                .set(CREDENTIAL.CREATED_AT, clock.instant())
                .execute();
    }

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    private record Stored(String kind, byte[] secret) {}

    private static String random(String alphabet, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return out.toString();
    }
}
