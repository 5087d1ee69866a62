package dev.stepwell.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.sealing.BrokenSeal;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static House house;
    private final AtomicLong nanoTime = new AtomicLong();
    private CountingSource source;
    private Keys keys;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newKeys() {
        source = new CountingSource(house.source);
        keys = new Keys(new ControlDatabase(source), house.masterKeys, nanoTime::get);
        caller = house.newTenant();
    }

    @Test
    void aSigningPairHasAwsFormAndIsFoundWithItsSecret() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Set.of(Scopes.READ));
        SigningKey found = keys.signing(pair.accessKeyId()).orElseThrow();

        assertThat(pair.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(pair.secretAccessKey()).matches("[A-Za-z0-9+/]{40}");
        assertThat(found.secretAccessKey()).isEqualTo(pair.secretAccessKey());
        assertThat(found.principal())
                .isEqualTo(new Principal(
                        caller.tenant(),
                        caller.account(),
                        pair.accessKeyId(),
                        Set.of(Scopes.READ),
                        List.of(),
                        List.of(),
                        Optional.empty()));
        assertThat(found.toString() + pair).doesNotContain(pair.secretAccessKey());
    }

    @Test
    void aBearerKeyIsFoundByItsWholeText() {
        String key = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        assertThat(key).matches("sw_live_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}");
        assertThat(keys.bearer(key).map(Principal::tenant)).contains(caller.tenant());

        BearerText same = BearerText.random(BearerText.Kind.TENANT);
        assertThat(keys.bearer(same.text())).isEmpty();
    }

    @Test
    void aSecretOfAnotherKeyWithARightChecksumIsRefused() {
        String key = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        BearerText read = BearerText.read(BearerText.Kind.TENANT, key).orElseThrow();
        BearerText other = BearerText.random(BearerText.Kind.TENANT);
        String forged = BearerTextTest.withId(read.keyId(), other);
        assertThat(BearerText.read(BearerText.Kind.TENANT, forged)).isPresent();
        assertThat(keys.bearer(forged)).isEmpty();
    }

    @Test
    void whatCannotBeAKeyAsksNoDatabase() {
        String key = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(keys.bearer(key.substring(0, i) + other + key.substring(i + 1)))
                    .isEmpty();
            assertThat(keys.bearer(key.substring(0, i))).isEmpty();
        }
        for (String id :
                new String[] {"", "AKIA", "akiaabcdefghijklmnop", "AKIA0000000000000000", "AKIA' OR 1=1 --00000"}) {
            assertThat(keys.signing(id)).isEmpty();
        }
        assertThat(source.connections()).isZero();
    }

    @Test
    void answersAreBelievedFourSecondsAndRevocationsSeenAfterwards() {
        String key = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        String id = BearerText.read(BearerText.Kind.TENANT, key).orElseThrow().keyId();
        for (int i = 0; i < 100; i++) {
            assertThat(keys.bearer(key)).isPresent();
        }
        assertThat(source.connections()).isEqualTo(2); // for the key, and once for what keys are hashed with

        assertThat(house.plane.issuer().revoke(caller.tenant(), id)).isTrue();
        assertThat(house.plane.issuer().revoke(caller.tenant(), id)).isFalse();
        advance(Duration.ofMillis(3999));
        assertThat(keys.bearer(key)).isPresent();
        advance(Duration.ofMillis(1));
        assertThat(keys.bearer(key)).isEmpty();
    }

    @Test
    void aNewKeyWorksAtOnceThoughItWasAskedForBefore() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Scopes.ALL);
        String unknown = "AKIA" + "A".repeat(16);
        assertThat(keys.signing(unknown)).isEmpty();
        new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.execute(
                                "UPDATE control.credential SET key_id = ? WHERE key_id = ?",
                                unknown,
                                pair.accessKeyId()));
        // Found now, but its secret was sealed for the other id and does not open: keys cannot be renamed or moved.
        assertThatThrownBy(() -> keys.signing(unknown)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void aSuspendedTenantsKeysAreOut() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Scopes.ALL);
        house.plane.tenants().suspend(caller.tenant(), true);
        assertThat(keys.signing(pair.accessKeyId())).isEmpty();
        house.plane.tenants().suspend(caller.tenant(), false);
        assertThat(keys.signing(pair.accessKeyId())).isPresent();
    }

    @Test
    void aTenantCannotRevokeAnothersKey() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Scopes.ALL);
        assertThat(house.plane.issuer().revoke(house.newTenant().tenant(), pair.accessKeyId()))
                .isFalse();
        assertThat(keys.signing(pair.accessKeyId())).isPresent();
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Scopes.ALL);
        String bearer = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        Keys others = new Keys(new ControlDatabase(house.source), MasterKeys.of(MasterKey.random()), nanoTime::get);
        assertThatThrownBy(() -> others.signing(pair.accessKeyId())).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> others.bearer(bearer)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void noSecretIsReadableInTheDatabase() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Scopes.ALL);
        String bearer = house.plane.issuer().issueBearer(caller.tenant(), Scopes.ALL);
        for (byte[] stored : DSL.using(house.source, SQLDialect.POSTGRES)
                .fetch("SELECT secret FROM control.credential")
                .getValues(0, byte[].class)) {
            String text = new String(stored, StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain(pair.secretAccessKey()).doesNotContain(bearer);
        }
    }

    @Test
    void lastUseIsWrittenBehind() {
        SigningPair pair = house.plane.issuer().issueSigning(caller.tenant(), Scopes.ALL);
        keys.signing(pair.accessKeyId());
        assertThat(lastUsed(pair.accessKeyId())).isEmpty();
        int before = source.connections();
        keys.writeLastUse();
        keys.writeLastUse();
        assertThat(lastUsed(pair.accessKeyId())).isPresent();
        assertThat(source.connections()).isEqualTo(before + 1);
    }

    private static Optional<Object> lastUsed(String keyId) {
        return Optional.ofNullable(DSL.using(house.source, SQLDialect.POSTGRES)
                .fetchValue("SELECT last_used_at FROM control.credential WHERE key_id = ?", keyId));
    }

    private void advance(Duration by) {
        nanoTime.addAndGet(by.toNanos());
    }
}
