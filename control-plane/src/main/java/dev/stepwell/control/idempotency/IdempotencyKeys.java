package dev.stepwell.control.idempotency;

import static dev.stepwell.control.schema.Tables.IDEMPOTENCY;
import static dev.stepwell.control.schema.Tables.TENANT;
import static org.jooq.impl.DSL.excluded;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.control.schema.tables.records.IdempotencyRecord;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.sealing.Sealer;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Which request a key stands for, which attempt does it, and how it was answered. Times are the database's. */
public final class IdempotencyKeys {
    /** How long an attempt may take. When it has not told by then how it ended, its process counts as dead, and another may follow. */
    public static final Duration CLAIM = Duration.ofSeconds(60);

    /** How long a key stands for its request. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** The longest body of an answer that is kept. */
    public static final int LONGEST = 64 * 1024;

    /**
     * The most keys of a tenant of which the digests begin with one byte: some 100,000 in all. So those that have to be counted are few, and lie
     * beside each other.
     */
    public static final int MOST = 512;

    private static final int SWEPT = 10_000;
    private static final Field<Instant> NOW = DSL.field("now()", SQLDataType.INSTANT);

    private static final Fault REUSED =
            new Fault("IdempotencyKeyReused", "The idempotency key was given to another request in the last 24 hours.");
    private static final Fault IN_USE =
            new Fault("IdempotencyKeyInUse", "A request with this idempotency key is still being done. Try again.");
    private static final Fault FULL = new Fault(
            FaultStatus.THROTTLED,
            "The account has as many idempotency keys as are kept. Try again later, or without one.");

    private final ControlDatabase database;
    private final MasterKeys masterKeys;

    /** Those of one database. */
    public IdempotencyKeys(ControlDatabase database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    /**
     * Whether an attempt is to do its request. Throws {@code IdempotencyKeyReused} when the key is another request's,
     * {@code IdempotencyKeyInUse} while another attempt is under way, and {@code ThrottlingException} when there are too many keys.
     *
     * @param fingerprint a digest of the request
     */
    public Claimed claim(Caller caller, Attempt attempt, ByteString fingerprint) {
        TenantId tenant = caller.tenant();
        return database.write(tenant, sql -> {
            Optional<UUID> seed = take(tenant, sql, attempt, fingerprint);
            if (seed.isPresent()) {
                checkRoom(tenant, sql, attempt.key());
                return new Claimed.Yours(seed.get());
            }
            IdempotencyRecord row = sql.selectFrom(IDEMPOTENCY)
                    .where(is(tenant, attempt))
                    .fetchOptional()
                    .orElseThrow(() -> IN_USE); // it ran out and was swept between the two statements
            if (!ByteString.copyFrom(row.getFingerprint()).equals(fingerprint)) {
                throw REUSED;
            }
            if (row.getStatus() == null) {
                throw IN_USE;
            }
            return new Claimed.Done(answer(tenant, sql, attempt, row));
        });
    }

    /** Takes a key that is new, has run out, or is nobody's now: whoever is taken over keeps its seed only for the request that it was made for. */
    private static Optional<UUID> take(TenantId tenant, DSLContext sql, Attempt attempt, ByteString fingerprint) {
        Condition old = IDEMPOTENCY.ENDS_AT.le(NOW);
        // The same attempt asks again when it has not heard the answer.
        Condition free = IDEMPOTENCY.CLAIMED_UNTIL.le(NOW).or(IDEMPOTENCY.CLAIM.eq(excluded(IDEMPOTENCY.CLAIM)));
        Condition same = IDEMPOTENCY.FINGERPRINT.eq(excluded(IDEMPOTENCY.FINGERPRINT));
        return sql.insertInto(IDEMPOTENCY)
                .set(IDEMPOTENCY.TENANT_ID, tenant.value())
                .set(IDEMPOTENCY.KEY_HASH, attempt.key().toByteArray())
                .set(IDEMPOTENCY.FINGERPRINT, fingerprint.toByteArray())
                .set(IDEMPOTENCY.SEED, UUID.randomUUID())
                .set(IDEMPOTENCY.CLAIM, attempt.claim())
                .set(IDEMPOTENCY.CLAIMED_UNTIL, later(CLAIM))
                .set(IDEMPOTENCY.ENDS_AT, later(KEPT))
                .onConflict(IDEMPOTENCY.TENANT_ID, IDEMPOTENCY.KEY_HASH)
                .doUpdate()
                .set(
                        IDEMPOTENCY.SEED,
                        DSL.when(same.andNot(old), IDEMPOTENCY.SEED).otherwise(excluded(IDEMPOTENCY.SEED)))
                .set(IDEMPOTENCY.FINGERPRINT, excluded(IDEMPOTENCY.FINGERPRINT))
                .set(IDEMPOTENCY.CLAIM, excluded(IDEMPOTENCY.CLAIM))
                .set(IDEMPOTENCY.CLAIMED_UNTIL, excluded(IDEMPOTENCY.CLAIMED_UNTIL))
                .set(IDEMPOTENCY.ENDS_AT, excluded(IDEMPOTENCY.ENDS_AT))
                .setNull(IDEMPOTENCY.STATUS)
                .setNull(IDEMPOTENCY.ANSWER)
                .where(old.or(IDEMPOTENCY.STATUS.isNull().and(free)))
                .returning(IDEMPOTENCY.SEED)
                .fetchOptional(IDEMPOTENCY.SEED);
    }

    private static void checkRoom(TenantId tenant, DSLContext sql, ByteString key) {
        byte[] first = {key.byteAt(0)};
        byte[] last = Arrays.copyOf(first, key.size());
        Arrays.fill(last, 1, last.length, (byte) 0xFF);
        boolean more = sql.fetchExists(sql.selectOne()
                .from(IDEMPOTENCY)
                .where(IDEMPOTENCY.TENANT_ID.eq(tenant.value()), IDEMPOTENCY.KEY_HASH.between(first, last))
                .offset(MOST)
                .limit(1));
        if (more) {
            throw FULL;
        }
    }

    /** Keeps how a request was answered, so far as an answer is kept. Nothing happens when another attempt has followed. */
    public void keep(Caller caller, Attempt attempt, Answer answer) {
        TenantId tenant = caller.tenant();
        var unused = database.write(
                tenant,
                sql -> sql.update(IDEMPOTENCY)
                        .set(IDEMPOTENCY.STATUS, answer.status())
                        .set(IDEMPOTENCY.CONTENT_TYPE, answer.contentType())
                        .set(
                                IDEMPOTENCY.ANSWER,
                                answer.body()
                                        .filter(body -> body.size() <= LONGEST)
                                        .flatMap(body -> sealer(tenant, sql)
                                                .map(sealer ->
                                                        sealer.seal(body.toByteArray(), context(tenant, attempt))))
                                        .orElse(null))
                        .where(is(tenant, attempt))
                        .and(IDEMPOTENCY.CLAIM.eq(attempt.claim()))
                        .execute());
    }

    /** The attempt has come to nothing: another one may follow at once. Nothing happens when one has. */
    public void free(Caller caller, Attempt attempt) {
        var unused = database.write(
                caller.tenant(),
                sql -> sql.update(IDEMPOTENCY)
                        .set(IDEMPOTENCY.CLAIMED_UNTIL, NOW)
                        .where(is(caller.tenant(), attempt))
                        .and(IDEMPOTENCY.CLAIM.eq(attempt.claim()))
                        .execute());
    }

    /** Forgets some of the keys that have run out. Called now and then. */
    public void sweep() {
        long gone;
        do {
            gone = database.discover(sql -> Routines.sweepIdempotency(sql.configuration(), SWEPT));
        } while (gone == SWEPT);
    }

    private Answer answer(TenantId tenant, DSLContext sql, Attempt attempt, IdempotencyRecord row) {
        Optional<ByteString> body = Optional.ofNullable(row.getAnswer())
                .map(kept -> sealer(tenant, sql).orElseThrow().open(kept, context(tenant, attempt)))
                .map(ByteString::copyFrom);
        return new Answer(row.getStatus(), row.getContentType(), body);
    }

    /** What seals for a tenant; operators are of none. */
    private Optional<Sealer> sealer(TenantId tenant, DSLContext sql) {
        return sql.select(TENANT.DATA_KEY)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(tenant.value()))
                .fetchOptional(TENANT.DATA_KEY)
                .map(dataKey -> masterKeys.sealer(tenant, dataKey));
    }

    private static String context(TenantId tenant, Attempt attempt) {
        return "idempotency/" + tenant + "/" + attempt.context();
    }

    private static Condition is(TenantId tenant, Attempt attempt) {
        return IDEMPOTENCY
                .TENANT_ID
                .eq(tenant.value())
                .and(IDEMPOTENCY.KEY_HASH.eq(attempt.key().toByteArray()));
    }

    private static Field<Instant> later(Duration by) {
        return DSL.field("now() + make_interval(secs => {0})", SQLDataType.INSTANT, DSL.inline(by.toSeconds()));
    }
}
