package dev.stepwell.rig.stores;

import dev.stepwell.rig.proxy.Fault;
import dev.stepwell.rig.proxy.Link;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL with a standby that each commit waits for, and a Redis. Everybody reaches the primary over one link, the standby included; the
 * driver is told both addresses and looks for the one that takes writes.
 */
public final class StandbyStores implements Stores {
    private static final String NAME = "standby";

    private final Postgres primary;
    private final Postgres standby;
    private final Link toPrimary;
    private final RedisNode redis;

    StandbyStores(Path folder, long seed) {
        primary = Postgres.start(folder.resolve("primary"), "wal_level = replica", "max_wal_senders = 4");
        toPrimary = Link.to(primary.port(), seed);
        standby = Postgres.standbyOf(toPrimary.port(), NAME, folder.resolve("standby"));
        primary.set("synchronous_standby_names = '" + NAME + "'");
        primary.reload();
        redis = RedisNode.start(folder.resolve("redis"));
    }

    @Override
    public String postgres() {
        return "jdbc:postgresql://127.0.0.1:" + toPrimary.port() + ",127.0.0.1:" + standby.port() + "/"
                + Postgres.DATABASE + "?user=" + Postgres.USER + "&sslmode=disable&targetServerType=primary"
                + "&connectTimeout=2&socketTimeout=5";
    }

    @Override
    public String redis() {
        return "redis://127.0.0.1:" + redis.port();
    }

    /** Whether the standby has all that is acknowledged, which it must before it may take over. */
    public boolean isSynchronous() {
        String url =
                "jdbc:postgresql://127.0.0.1:" + primary.port() + "/" + Postgres.DATABASE + "?user=" + Postgres.USER;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")) {
            rows.next();
            return rows.getInt(1) == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("the primary does not answer", e);
        }
    }

    /** From now on nobody hears of the primary, which does not know. */
    public void partPrimary() {
        toPrimary.suffer(Fault.BlackHole.both());
    }

    /** The standby takes writes from now on. */
    public void promote() {
        standby.promote();
    }

    /** Ends the old primary before it can be reached again, as whoever promotes has to, and mends the way to where it was. */
    public void fence() {
        primary.crash();
        toPrimary.heal();
    }

    @Override
    public void close() {
        redis.kill();
        standby.stop();
        primary.stop();
        toPrimary.close();
    }
}
