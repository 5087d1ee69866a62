package dev.stepwell.control.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.names.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several master keys at once: all open, the newest that is in use seals, and the file is read again while everything runs. */
@NullUnmarked
class MasterKeysTest {
    private static final TenantId TENANT = new TenantId(7);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private Path path;
    private MasterKeyFile file;
    private MasterKeys keys;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        path = folder.resolve("master.key");
        file = MasterKeyFile.openOrCreate(path);
        keys = MasterKeys.in(file, now::get);
    }

    @Test
    void aNewKeyOpensAtOnceAndSealsFromItsTimeOn() throws Exception {
        byte[] old = keys.sealer("test").seal(new byte[] {1}, "x");
        MasterKeyFile.Entry added = file.add(now.get().plusSeconds(30));
        assertThat(added.number()).isEqualTo(2);
        pass(2);
        assertThat(keys.current().number()).isEqualTo(1);
        byte[] ahead = added.key().sealer("test").seal(new byte[] {2}, "x");
        assertThat(keys.sealer("test").open(ahead, "x")).containsExactly(2);
        pass(28);
        assertThat(keys.current().number()).isEqualTo(2);
        assertThat(keys.isCurrent(keys.sealer("test").seal(new byte[] {3}, "x")))
                .isTrue();
        assertThat(keys.sealer("test").open(old, "x")).containsExactly(1);
    }

    @Test
    void aDataKeyIsWrappedAnewAndWhatItSealedStays() throws Exception {
        byte[] dataKey = keys.newDataKey(TENANT);
        byte[] sealed = keys.sealer(TENANT, dataKey).seal(new byte[] {1}, "x");
        file.add(now.get());
        pass(2);
        byte[] rewrapped = keys.rewrapDataKey(TENANT, dataKey);
        assertThat(keys.isCurrent(rewrapped)).isTrue();
        assertThat(keys.sealer(TENANT, rewrapped).open(sealed, "x")).containsExactly(1);
        assertThatThrownBy(() -> keys.rewrapDataKey(new TenantId(8), dataKey)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void processesThatKnowTheKeyInAdvanceTrustEachOtherAllAlong() throws Exception {
        MasterKeys other = MasterKeys.in(file, now::get);
        SecretSeal one = new SecretSeal(keys.clusterKeys());
        SecretSeal two = new SecretSeal(other.clusterKeys());
        file.add(now.get().plusSeconds(5));
        for (int second = 0; second < 10; second++) {
            pass(1);
            byte[] plain = {(byte) second};
            assertThat(two.open(one.seal(plain, "x"), "x"))
                    .hasValueSatisfying(o -> assertThat(o).isEqualTo(plain));
            assertThat(one.open(two.seal(plain, "x"), "x"))
                    .hasValueSatisfying(o -> assertThat(o).isEqualTo(plain));
        }
        assertThat(keys.current().number()).isEqualTo(2);
    }

    @Test
    void whatIsMadeOfTheKeysIsMadeAnewWhenTheyChangeOnly() throws Exception {
        Supplier<List<ClusterKey>> clusters = keys.clusterKeys();
        List<ClusterKey> first = clusters.get();
        assertThat(clusters.get()).isSameAs(first);
        file.add(now.get());
        pass(2);
        assertThat(clusters.get()).hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws Exception {
        byte[] sealed = keys.sealer("test").seal(new byte[] {1}, "x");
        for (String broken :
                List.of("", "1 2 3 4", "1 x y", "2 " + MasterKey.random().text() + " soon")) {
            Files.writeString(path, broken);
            pass(2);
            assertThat(keys.sealer("test").open(sealed, "x")).containsExactly(1);
        }
        Files.delete(path);
        pass(2);
        assertThat(keys.sealer("test").open(sealed, "x")).containsExactly(1);
    }

    @Test
    void theFileStaysItsOwnersAndTellsNoKeyInItsErrors() throws Exception {
        file.add(now.get());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        String secret = MasterKey.random().text();
        Files.writeString(path, "one " + secret + " 2026-01-02T03:04:05Z");
        assertThatThrownBy(file::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(secret)
                .hasNoCause();
    }

    private void pass(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }
}
