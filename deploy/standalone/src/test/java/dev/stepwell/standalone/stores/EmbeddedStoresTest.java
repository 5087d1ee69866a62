package dev.stepwell.standalone.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers in temporary folders. */
class EmbeddedStoresTest {
    private static final Path CACHE = Path.of("target/cache").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void acknowledgedWritesSurviveAKilledOwnerAndARestart() throws Exception {
        Stores first = Stores.embedded(data, CACHE);
        assertThat(rows(
                        first,
                        "SELECT name FROM pg_settings WHERE setting = 'on' AND name IN"
                                + " ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')"))
                .hasSize(4);
        run(first, "CREATE TABLE t (v text)");
        run(first, "INSERT INTO t VALUES ('kept')");
        redis(first, redis -> {
            redis.sync().set("k", "kept");
            assertThat(redis.sync().configGet("appendonly")).containsValue("yes");
            assertThat(redis.sync().configGet("maxmemory-policy")).containsValue("noeviction");
        });
        List<String> began = rows(first, "SELECT pg_postmaster_start_time()::text");

        // Its owner is killed: nobody stops the servers, and the next owner takes them over.
        Stores second = Stores.embedded(data, CACHE);
        assertThat(second.access()).isEqualTo(first.access());
        assertThat(rows(second, "SELECT pg_postmaster_start_time()::text")).isEqualTo(began);
        second.close();
        assertThatThrownBy(() -> rows(second, "SELECT 1")).isInstanceOf(SQLException.class);

        Stores third = Stores.embedded(data, CACHE);
        assertThat(rows(third, "SELECT pg_postmaster_start_time()::text")).isNotEqualTo(began);
        assertThat(rows(third, "SELECT v FROM t")).containsExactly("kept");
        redis(third, redis -> assertThat(redis.sync().get("k")).isEqualTo("kept"));
        third.close();
    }

    @Test
    void strangersAreKeptOut() throws Exception {
        Stores stores = Stores.embedded(data, CACHE);
        String open = stores.access().postgres().replaceFirst("password=.*", "password=guessed");
        assertThatThrownBy(() -> DriverManager.getConnection(open)).hasMessageContaining("authentication failed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("stores.env"))))
                .isEqualTo("rw-------");
        assertThat(stores.access().toString()).doesNotContain("password");
        stores.close();
    }

    @Test
    void aPortTakenBySomebodyElseIsLeftToThem() throws Exception {
        Stores owner = Stores.embedded(Files.createDirectory(data.resolve("owner")), CACHE);
        Path other = Files.createDirectory(data.resolve("other"));
        Files.copy(data.resolve("owner/stores.env"), other.resolve("stores.env"));
        // Other passwords: the servers on these ports are not those of the folder.
        String settings = Files.readString(other.resolve("stores.env")).replaceAll("PASSWORD=.", "PASSWORD=x");
        Files.writeString(other.resolve("stores.env"), settings);

        Stores stores = Stores.embedded(other, CACHE);
        assertThat(stores.access().postgres()).isNotEqualTo(owner.access().postgres());
        assertThat(rows(stores, "SELECT 1")).hasSize(1);
        assertThat(rows(owner, "SELECT 1")).hasSize(1);
        stores.close();
        owner.close();
    }

    @Test
    void rootFindsAUserWhereNamespacesAreRefused() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root needs another user");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        Path folder = Files.createDirectory(data.resolve("postgres"));
        Unprivileged user = Unprivileged.asUser();
        EmbeddedPostgres postgres = new EmbeddedPostgres(user.home(folder), new Programs(folder), user);
        StoreSettings.Server server = postgres.start(new StoreSettings.Server(StoreSettings.freePort(), "secret"));
        assertThat(server.port()).isPositive();
        assertThat(Files.getOwner(folder.resolve("data")).getName()).isEqualTo(user.user());
        postgres.stop();

        Path shut = Files.createDirectory(data.resolve("shut"));
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
        Path within = Files.createDirectory(shut.resolve("postgres"));
        assertThatThrownBy(() -> user.home(within))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot get to");
    }

    @Test
    void anOldOrAbsentPostgresIsRefusedInWords() {
        assertThatThrownBy(() -> Stores.external("jdbc:postgresql://127.0.0.1:1/none?user=u", "redis://127.0.0.1:1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot use the PostgreSQL given by --postgres");
    }

    private static void run(Stores stores, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stores.access().postgres());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Stores stores, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stores.access().postgres());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new java.util.ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private interface Use {
        void with(StatefulRedisConnection<String, String> redis);
    }

    private static void redis(Stores stores, Use use) {
        try (RedisClient client = RedisClient.create(stores.access().redis());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            use.with(connection);
        }
    }
}
