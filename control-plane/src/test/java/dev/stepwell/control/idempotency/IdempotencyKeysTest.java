package dev.stepwell.control.idempotency;

import static dev.stepwell.control.schema.Tables.IDEMPOTENCY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.tables.records.IdempotencyRecord;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which attempt does a request, and what others are told. */
class IdempotencyKeysTest {
    private static final ByteString REQUEST = digest("request");
    private static final ByteString OTHER_REQUEST = digest("other request");
    private static final Answer ANSWER =
            new Answer(200, "application/json", Optional.of(ByteString.copyFromUtf8("canary-77")));

    private static House house;
    private static IdempotencyKeys keys;
    private static ControlDatabase database;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
        database = new ControlDatabase(house.source);
        keys = new IdempotencyKeys(database, house.masterKeys);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTenant() {
        caller = house.newTenant();
    }

    private static ByteString digest(String text) {
        try {
            return ByteString.copyFrom(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Attempt attempt(String key) {
        return new Attempt(digest(key), UUID.randomUUID());
    }

    private UUID seed(Attempt attempt) {
        return ((Claimed.Yours) keys.claim(caller, attempt, REQUEST)).seed();
    }

    private String refused(Attempt attempt, ByteString request) {
        return catchThrowableOfType(Fault.class, () -> keys.claim(caller, attempt, request))
                .error();
    }

    /** As if that time had passed for whoever has the key. */
    private void pass(Attempt attempt, String interval) {
        int rows = database.write(
                caller.tenant(),
                sql -> sql.execute(
                        "UPDATE control.idempotency SET claimed_until = claimed_until - {0}::interval,"
                                + " ends_at = ends_at - {0}::interval WHERE tenant_id = {1} AND key_hash = {2}",
                        DSL.val(interval),
                        DSL.val(caller.tenant().value()),
                        DSL.val(attempt.key().toByteArray())));
        assertThat(rows).isEqualTo(1);
    }

    private IdempotencyRecord row(Attempt attempt) {
        return database.write(
                caller.tenant(),
                sql -> sql.selectFrom(IDEMPOTENCY)
                        .where(
                                IDEMPOTENCY.TENANT_ID.eq(caller.tenant().value()),
                                IDEMPOTENCY.KEY_HASH.eq(attempt.key().toByteArray()))
                        .fetchSingle());
    }

    @Test
    void oneAttemptDoesItAndTheOthersAreToldTheAnswer() {
        Attempt first = attempt("k");
        assertThat(seed(first)).isNotNull();
        assertThat(refused(attempt("k"), REQUEST)).isEqualTo("IdempotencyKeyInUse");
        assertThat(refused(attempt("k"), OTHER_REQUEST)).isEqualTo("IdempotencyKeyReused");
        keys.keep(caller, first, ANSWER);
        assertThat(keys.claim(caller, attempt("k"), REQUEST)).isEqualTo(new Claimed.Done(ANSWER));
        assertThat(refused(attempt("k"), OTHER_REQUEST)).isEqualTo("IdempotencyKeyReused");
        assertThat(seed(attempt("another"))).isNotNull();
    }

    @Test
    void whoHasNotHeardMayAskAgain() {
        Attempt first = attempt("k");
        assertThat(seed(first)).isEqualTo(seed(first));
    }

    @Test
    void anAnswerLiesSealed() {
        Attempt first = attempt("k");
        seed(first);
        keys.keep(caller, first, ANSWER);
        byte[] kept = row(first).getAnswer();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(ANSWER.toString()).doesNotContain("canary");
    }

    @Test
    void aTenantsKeyIsNoneOfAnother() {
        Attempt ours = attempt("k");
        seed(ours);
        keys.keep(caller, ours, ANSWER);
        caller = house.newTenant();
        Attempt theirs = attempt("k");
        assertThat(seed(theirs)).isNotNull();
        keys.free(caller, theirs);
        assertThat(seed(attempt("k"))).isNotNull();
    }

    @Test
    void whatCameToNothingIsDoneByTheNextWithTheSameSeed() {
        Attempt first = attempt("k");
        UUID seed = seed(first);
        keys.free(caller, first);
        Attempt second = attempt("k");
        assertThat(seed(second)).isEqualTo(seed);
        keys.free(caller, second);
        Claimed other = keys.claim(caller, attempt("k"), OTHER_REQUEST);
        assertThat(((Claimed.Yours) other).seed()).as("another request").isNotEqualTo(seed);
    }

    @Test
    void whoDiesOverItIsFollowedAndHasNoSayAnyMore() {
        Attempt dead = attempt("k");
        UUID seed = seed(dead);
        pass(dead, "59 seconds");
        assertThat(refused(attempt("k"), REQUEST)).isEqualTo("IdempotencyKeyInUse");
        pass(dead, "1 second");
        Attempt next = attempt("k");
        assertThat(seed(next)).isEqualTo(seed);
        keys.free(caller, dead);
        keys.keep(caller, dead, ANSWER);
        assertThat(refused(attempt("k"), REQUEST)).isEqualTo("IdempotencyKeyInUse");
        Answer better = new Answer(409, "application/problem+json", Optional.of(ByteString.copyFromUtf8("{}")));
        keys.keep(caller, next, better);
        assertThat(keys.claim(caller, attempt("k"), REQUEST)).isEqualTo(new Claimed.Done(better));
    }

    @Test
    void afterADayItIsAnyonesAndIsSweptAway() {
        Attempt first = attempt("k");
        UUID seed = seed(first);
        keys.keep(caller, first, ANSWER);
        pass(first, "23 hours 59 minutes");
        assertThat(refused(attempt("k"), OTHER_REQUEST)).isEqualTo("IdempotencyKeyReused");
        pass(first, "1 minute");
        Attempt second = attempt("k");
        assertThat(seed(second)).as("a request of its own").isNotEqualTo(seed);
        pass(second, "24 hours");
        keys.sweep();
        int left = database.write(
                caller.tenant(),
                sql -> sql.fetchCount(
                        IDEMPOTENCY, IDEMPOTENCY.TENANT_ID.eq(caller.tenant().value())));
        assertThat(left).isZero();
    }

    @Test
    void ofManyAttemptsAtOnceOneDoesIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                String key = "race " + round;
                CyclicBarrier together = new CyclicBarrier(8);
                List<Future<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    attempts.add(threads.submit(() -> {
                        together.await();
                        try {
                            return keys.claim(caller, attempt(key), REQUEST) instanceof Claimed.Yours;
                        } catch (Fault fault) {
                            assertThat(fault.error()).isEqualTo("IdempotencyKeyInUse");
                            return false;
                        }
                    }));
                }
                int won = 0;
                for (Future<Boolean> each : attempts) {
                    won += each.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsTooLongOrAnOperatorsIsNotKeptButIsNotDoneAgain() {
        Attempt longest = attempt("longest");
        seed(longest);
        Answer fits = new Answer(200, "t", Optional.of(ByteString.copyFrom(new byte[IdempotencyKeys.LONGEST])));
        keys.keep(caller, longest, fits);
        assertThat(keys.claim(caller, attempt("longest"), REQUEST)).isEqualTo(new Claimed.Done(fits));
        Attempt longer = attempt("longer");
        seed(longer);
        keys.keep(
                caller,
                longer,
                new Answer(200, "t", Optional.of(ByteString.copyFrom(new byte[IdempotencyKeys.LONGEST + 1]))));
        Answer none = new Answer(200, "t", Optional.empty());
        assertThat(keys.claim(caller, attempt("longer"), REQUEST)).isEqualTo(new Claimed.Done(none));

        caller = new Caller(
                TenantId.NOBODY, AccountId.NOBODY, new Region("us-east-1"), "operator", Set.of("operator"), "request");
        Attempt operators = attempt("o");
        seed(operators);
        keys.keep(caller, operators, new Answer(200, "t", ANSWER.body()));
        assertThat(keys.claim(caller, attempt("o"), REQUEST)).isEqualTo(new Claimed.Done(none));
    }

    @Test
    void aTenantHasOnlySoManyKeys() {
        Attempt one = attempt("k");
        int rows = database.write(
                caller.tenant(),
                sql -> sql.execute(
                        "INSERT INTO control.idempotency SELECT {0}, substr({1}, 1, 1) || substr(sha256(i::text::bytea), 2),"
                                + " {1}, gen_random_uuid(), gen_random_uuid(), now(), 200, '', NULL, now() + interval '1 day'"
                                + " FROM generate_series(1, {2}) i",
                        DSL.val(caller.tenant().value()),
                        DSL.val(one.key().toByteArray()),
                        DSL.val(IdempotencyKeys.MOST)));
        assertThat(rows).isEqualTo(IdempotencyKeys.MOST);
        assertThat(refused(one, REQUEST)).isEqualTo("ThrottlingException");
        byte[] elsewhere = one.key().toByteArray();
        elsewhere[0]++;
        assertThat(seed(new Attempt(ByteString.copyFrom(elsewhere), UUID.randomUUID())))
                .isNotNull();
        Caller full = caller;
        caller = house.newTenant();
        assertThat(seed(one)).isNotNull();
        assertThat(full.tenant()).isNotEqualTo(caller.tenant());
    }
}
