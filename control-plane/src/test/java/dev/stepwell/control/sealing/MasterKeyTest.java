package dev.stepwell.control.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    private static final TenantId TENANT = new TenantId(7);

    @TempDir
    Path folder;

    @Test
    void theFileIsMadeOnceForTheOwnerAlone() throws Exception {
        Path file = folder.resolve("keys/master.key");
        MasterKey made = MasterKey.loadOrCreate(file);
        assertThat(MasterKey.loadOrCreate(file)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void thoseWhoStartAtOnceGetTheSameKey() throws Exception {
        Path file = folder.resolve("master.key");
        Set<MasterKey> keys = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<MasterKey>> loads = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> MasterKey.loadOrCreate(file)))
                    .toList();
            for (Future<MasterKey> load : loads) {
                keys.add(load.get());
            }
        }
        assertThat(keys).hasSize(1);
    }

    @Test
    void whatIsNoKeyIsSaidSo() {
        for (String text : List.of("", "secret", "AAAA", "?", "A".repeat(44))) {
            assertThatThrownBy(() -> MasterKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        MasterKey key = MasterKey.random();
        assertThat(MasterKey.parse(key.text() + "\n")).isEqualTo(key);
        assertThat(key.toString()).doesNotContain(key.text());
    }

    @Test
    void aSealHoldsForItsContextAndBytesOnly() {
        MasterKey key = MasterKey.random();
        Sealer sealer = key.sealer("test");
        byte[] plain = "secret".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = sealer.seal(plain, "tenant/7");

        assertThat(sealer.open(sealed, "tenant/7")).isEqualTo(plain);
        assertThat(sealer.seal(plain, "tenant/7")).isNotEqualTo(sealed);
        assertBroken(() -> sealer.open(sealed, "tenant/8"));
        assertBroken(() -> key.sealer("other").open(sealed, "tenant/7"));
        assertBroken(() -> MasterKey.random().sealer("test").open(sealed, "tenant/7"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertBroken(() -> sealer.open(changed, "tenant/7"));
            byte[] cut = Arrays.copyOf(sealed, i);
            assertBroken(() -> sealer.open(cut, "tenant/7"));
        }
    }

    @Test
    void aDataKeyIsItsTenantsOnly() {
        MasterKey key = MasterKey.random();
        byte[] dataKey = key.newDataKey(TENANT);
        byte[] sealed = key.sealer(TENANT, dataKey).seal(new byte[] {1}, "x");
        assertThat(key.sealer(TENANT, dataKey).open(sealed, "x")).containsExactly(1);
        assertBroken(() -> key.sealer(new TenantId(8), dataKey));
        assertBroken(() -> key.sealer(TENANT, key.newDataKey(TENANT)).open(sealed, "x"));
    }

    private static void assertBroken(Runnable opening) {
        assertThatThrownBy(opening::run).isInstanceOf(BrokenSeal.class);
    }
}
