package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.contracts.platform.v1.CreateKeyRequest;
import dev.stepwell.contracts.platform.v1.IssuedKey;
import dev.stepwell.contracts.platform.v1.KeyDetail;
import dev.stepwell.contracts.platform.v1.ListKeysRequest;
import dev.stepwell.contracts.platform.v1.ListKeysResponse;
import dev.stepwell.contracts.platform.v1.RevokeKeyRequest;
import dev.stepwell.contracts.platform.v1.RotateKeyRequest;
import dev.stepwell.contracts.platform.v1.SetKeyRateRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.access.Principal;
import dev.stepwell.control.access.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's keys: made on terms, listed, replaced, taken back; and nobody else's. */
class KeyBookActionsTest {
    private static House house;
    private Caller caller;

    @BeforeAll
    static void open() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTenant() {
        caller = house.newTenant();
    }

    @Test
    void aKeyMayDoWhatItsTermsSay() {
        IssuedKey made = create(CreateKeyRequest.newBuilder()
                .setKind("BEARER")
                .setPrincipal("ci@team")
                .addScopes("read")
                .addScopes("execute")
                .addResources("arn:aws:states:*:*:stateMachine:ci-*")
                .addNetworks("10.0.0.0/8"));
        Principal holder = house.plane.keys().bearerNow(made.getApiKey()).orElseThrow();
        assertThat(holder.tenant()).isEqualTo(caller.tenant());
        assertThat(holder.scopes()).containsExactlyInAnyOrder("read", "execute");
        assertThat(holder.resources()).containsExactly("arn:aws:states:*:*:stateMachine:ci-*");
        assertThat(holder.networks()).containsExactly("10.0.0.0/8");
        assertThat(made.getKey().getPrincipal()).isEqualTo("ci@team");
        assertThat(made.hasSecretAccessKey()).isFalse();
        assertThat(list()).containsExactly(made.getKey());
    }

    @Test
    void aKeyWithoutTermsMayDoAllThatATenantMay() {
        IssuedKey made = create(CreateKeyRequest.newBuilder().setKind("SIGNING"));
        var signer = house.plane.keys().signingNow(made.getKey().getKeyId()).orElseThrow();
        assertThat(signer.secretAccessKey()).isEqualTo(made.getSecretAccessKey());
        assertThat(signer.principal().scopes()).isEqualTo(Scopes.ALL).doesNotContain(Scopes.OPERATOR);
        assertThat(made.getKey().getPrincipal()).isEqualTo(made.getKey().getKeyId());
    }

    @Test
    void termsThatNoKeyCanHaveAreRefused() {
        for (CreateKeyRequest.Builder bad : List.of(
                CreateKeyRequest.newBuilder().addScopes("operator"),
                CreateKeyRequest.newBuilder().addNetworks("office"),
                CreateKeyRequest.newBuilder().addNetworks("10.0.0.0/33"),
                CreateKeyRequest.newBuilder().setAccount(caller.account().value()))) {
            house.refused(
                    "ValidationException",
                    "CreateKey",
                    caller,
                    bad.setKind("BEARER").build());
        }
        assertThat(list()).isEmpty();
    }

    @Test
    void aKeyAsksAsOftenAsItsRateSays() {
        IssuedKey made = create(CreateKeyRequest.newBuilder()
                .setKind("SIGNING")
                .setRatePerSecond(50)
                .setBurst(10));
        assertThat(made.getKey().getRatePerSecond()).isEqualTo(50);
        assertThat(made.getKey().getBurst()).isEqualTo(10);
        String keyId = made.getKey().getKeyId();
        assertThat(rateOf(keyId)).contains(new Rate(50, 10));
        assertThat(rateOf(rotate(made, 3600).getKey().getKeyId())).contains(new Rate(50, 10));

        KeyDetail slower =
                setRate(SetKeyRateRequest.newBuilder().setKeyId(keyId).setRatePerSecond(5));
        assertThat(slower.getBurst()).isEqualTo(5);
        assertThat(rateOf(keyId)).contains(new Rate(5, 5));
        assertThat(setRate(SetKeyRateRequest.newBuilder().setKeyId(keyId)).hasRatePerSecond())
                .isFalse();
        assertThat(rateOf(keyId)).isEmpty();
    }

    @Test
    void theRateOfABearerKeyIsThatOfItsSessions() {
        IssuedKey made = create(CreateKeyRequest.newBuilder().setKind("BEARER").setRatePerSecond(7));
        assertThat(house.plane.keys().bearerNow(made.getApiKey()).orElseThrow().rate())
                .contains(new Rate(7, 7));
        assertThat(house.plane
                        .sessions()
                        .open(made.getApiKey())
                        .orElseThrow()
                        .session()
                        .principal()
                        .rate())
                .contains(new Rate(7, 7));
    }

    @Test
    void aBurstWithoutARateAndAnothersKeyAreRefused() {
        house.refused(
                "ValidationException",
                "CreateKey",
                caller,
                CreateKeyRequest.newBuilder().setKind("BEARER").setBurst(3).build());
        String keyId =
                create(CreateKeyRequest.newBuilder().setKind("BEARER")).getKey().getKeyId();
        house.refused(
                "ValidationException",
                "SetKeyRate",
                caller,
                SetKeyRateRequest.newBuilder().setKeyId(keyId).setBurst(3).build());
        house.refused(
                "ResourceNotFound",
                "SetKeyRate",
                house.newTenant(),
                SetKeyRateRequest.newBuilder()
                        .setKeyId(keyId)
                        .setRatePerSecond(1)
                        .build());
        assertThat(list()).extracting(KeyDetail::hasRatePerSecond).containsExactly(false);
    }

    private Optional<Rate> rateOf(String signingKeyId) {
        return house.plane
                .keys()
                .signingNow(signingKeyId)
                .orElseThrow()
                .principal()
                .rate();
    }

    private KeyDetail setRate(SetKeyRateRequest.Builder request) {
        return house.call("SetKeyRate", caller, request.build());
    }

    @Test
    void aKeyRunsOut() {
        IssuedKey past = create(CreateKeyRequest.newBuilder()
                .setKind("BEARER")
                .setExpiresAt(seconds(Instant.now().minusSeconds(1))));
        IssuedKey future = create(CreateKeyRequest.newBuilder()
                .setKind("BEARER")
                .setExpiresAt(seconds(Instant.now().plus(Duration.ofHours(1)))));
        assertThat(house.plane.keys().bearerNow(past.getApiKey())).isEmpty();
        assertThat(house.plane.keys().bearerNow(future.getApiKey())).isPresent();
        assertThat(list()).extracting(KeyDetail::getStatus).containsExactlyInAnyOrder("EXPIRED", "ACTIVE");
        assertThat(house.plane
                        .keys()
                        .ended(Set.of(past.getKey().getKeyId(), future.getKey().getKeyId(), "nobody's")))
                .containsExactlyInAnyOrder(past.getKey().getKeyId(), "nobody's");
    }

    @Test
    void aReplacedKeyLivesOnForAWhile() {
        IssuedKey old = create(CreateKeyRequest.newBuilder()
                .setKind("SIGNING")
                .setPrincipal("deploys")
                .addScopes("write"));
        IssuedKey fresh = rotate(old, 3600);
        assertThat(house.plane.keys().signingNow(old.getKey().getKeyId())).isPresent();
        assertThat(house.plane
                        .keys()
                        .signingNow(fresh.getKey().getKeyId())
                        .orElseThrow()
                        .principal()
                        .scopes())
                .containsExactly("write");
        assertThat(fresh.getKey().getPrincipal()).isEqualTo("deploys");
        house.refused(
                "ServiceQuotaExceededException",
                "RotateKey",
                caller,
                RotateKeyRequest.newBuilder()
                        .setKeyId(fresh.getKey().getKeyId())
                        .build());
    }

    @Test
    void aKeyReplacedWithoutOverlapIsOut() {
        IssuedKey old = create(CreateKeyRequest.newBuilder().setKind("BEARER"));
        IssuedKey fresh = rotate(old, 0);
        assertThat(house.plane.keys().bearerNow(old.getApiKey())).isEmpty();
        assertThat(house.plane.keys().bearerNow(fresh.getApiKey())).isPresent();
    }

    @Test
    void aPrincipalHasTwoLiveKeysOfAKindHoweverManyAreAskedForAtOnce() throws Exception {
        Callable<Boolean> attempt = () -> {
            try {
                create(CreateKeyRequest.newBuilder().setKind("BEARER").setPrincipal("eager"));
                return true;
            } catch (Fault fault) {
                assertThat(fault.error()).isEqualTo("ServiceQuotaExceededException");
                return false;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int made = 0;
            for (Future<Boolean> each : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> attempt).toList())) {
                made += each.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(2);
        }
        create(CreateKeyRequest.newBuilder().setKind("SIGNING").setPrincipal("eager"));
    }

    @Test
    void aKeyThatWasTakenBackIsOut() {
        IssuedKey made = create(CreateKeyRequest.newBuilder().setKind("BEARER"));
        revoke(made.getKey().getKeyId());
        revoke(made.getKey().getKeyId());
        assertThat(house.plane.keys().bearerNow(made.getApiKey())).isEmpty();
        assertThat(list()).extracting(KeyDetail::getStatus).containsExactly("REVOKED");
    }

    @Test
    void anothersKeyIsAsIfThereWereNone() {
        IssuedKey made = create(CreateKeyRequest.newBuilder().setKind("BEARER"));
        Caller other = house.newTenant();
        String keyId = made.getKey().getKeyId();
        for (String id : List.of(keyId, keyId.substring(1) + "x")) {
            assertThat(house.refused(
                                    "ResourceNotFound",
                                    "RevokeKey",
                                    other,
                                    RevokeKeyRequest.newBuilder().setKeyId(id).build())
                            .text())
                    .isEqualTo("Resource not found: '" + id + "'");
            house.refused(
                    "ResourceNotFound",
                    "RotateKey",
                    other,
                    RotateKeyRequest.newBuilder().setKeyId(id).build());
        }
        assertThat(house.plane.keys().bearerNow(made.getApiKey())).isPresent();
    }

    @Test
    void keysAreListedPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(create(CreateKeyRequest.newBuilder().setKind("BEARER"))
                    .getKey()
                    .getKeyId());
            house.clock.advance(Duration.ofMillis(1));
        }
        List<String> listed = new ArrayList<>();
        ListKeysRequest.Builder question = ListKeysRequest.newBuilder().setMaxResults(2);
        ListKeysResponse page;
        do {
            page = house.call("ListKeys", caller, question.build());
            page.getKeysList().forEach(key -> listed.add(key.getKeyId()));
            question.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
        assertThat(listed).isEqualTo(made);
    }

    private IssuedKey create(CreateKeyRequest.Builder request) {
        return house.call("CreateKey", caller, request.build());
    }

    private IssuedKey rotate(IssuedKey old, long overlap) {
        return house.call(
                "RotateKey",
                caller,
                RotateKeyRequest.newBuilder()
                        .setKeyId(old.getKey().getKeyId())
                        .setOverlapSeconds(overlap)
                        .build());
    }

    private void revoke(String keyId) {
        house.call(
                "RevokeKey",
                caller,
                RevokeKeyRequest.newBuilder().setKeyId(keyId).build());
    }

    private List<KeyDetail> list() {
        ListKeysResponse all = house.call("ListKeys", caller, ListKeysRequest.getDefaultInstance());
        return all.getKeysList();
    }

    private static Timestamp seconds(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }
}
