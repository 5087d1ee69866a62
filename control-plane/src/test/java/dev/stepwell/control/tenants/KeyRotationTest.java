package dev.stepwell.control.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.House;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.access.Sessions;
import dev.stepwell.control.access.SigningPair;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.database.TestPostgres;
import dev.stepwell.control.sealing.BrokenSeal;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.names.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a master key is replaced, everything that was sealed or hashed before is good after; and when the old one is gone, too. */
@Tag("postgres")
@NullUnmarked
class KeyRotationTest {
    private final HikariDataSource source = House.pool(TestPostgres.migrated());
    private final House house = new House();
    private Path path;
    private MasterKeyFile file;
    private ControlPlane before;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        path = folder.resolve("master.key");
        file = MasterKeyFile.openOrCreate(path);
        before = plane();
        before.bootstrap().checkMasterKey();
    }

    @AfterEach
    void stop() {
        house.close();
        source.close();
    }

    @Test
    void nothingThatWasSealedIsLostWithTheOldKey() throws Exception {
        TenantId tenant = before.tenants().create("tenant").id();
        TenantId other = before.tenants().create("other").id();
        SigningPair pair = before.issuer().issueSigning(tenant, Scopes.ALL);
        String bearer = before.issuer().issueBearer(other, Scopes.ALL);
        Sessions.Opened session = before.sessions().open(bearer).orElseThrow();

        file.add(house.clock.instant());
        ControlPlane both = plane();
        both.bootstrap().checkMasterKey();
        assertThat(both.keys().signingNow(pair.accessKeyId())).isPresent();
        KeyRotation rotation = new KeyRotation(new ControlDatabase(source), keys());
        assertThat(rotation.standings())
                .extracting(KeyRotation.Standing::seals, KeyRotation.Standing::dataKeys)
                .containsExactly(tuple(false, 2L), tuple(true, 0L));
        rotation.sweep();
        rotation.sweep();
        assertThat(rotation.standings())
                .extracting(KeyRotation.Standing::dataKeys)
                .containsExactly(0L, 2L);

        List<String> lines = Files.readAllLines(path);
        Files.write(path, List.of(lines.getLast())); // the old one is gone
        ControlPlane after = plane();
        after.bootstrap().checkMasterKey();
        assertThat(after.keys().signingNow(pair.accessKeyId()).orElseThrow().secretAccessKey())
                .isEqualTo(pair.secretAccessKey());
        assertThat(after.keys().bearerNow(bearer)).isPresent();
        assertThat(after.sessions().findNow(session.token())).isPresent();

        Files.write(path, List.of(lines.getFirst())); // and opens nothing any more
        ControlPlane old = plane();
        assertThatThrownBy(() -> old.bootstrap().checkMasterKey()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> old.keys().signingNow(pair.accessKeyId())).isInstanceOf(BrokenSeal.class);
    }

    private ControlPlane plane() throws Exception {
        return ControlPlane.on(source, keys(), House.WORD_CHECK, house.others(), Multiple.AWS, house.clock);
    }

    private MasterKeys keys() throws Exception {
        return MasterKeys.in(MasterKeyFile.open(path), house.clock);
    }
}
