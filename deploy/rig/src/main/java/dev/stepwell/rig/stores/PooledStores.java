package dev.stepwell.rig.stores;

import java.nio.file.Path;

/** A PostgreSQL behind a PgBouncer that pools transactions, and a Redis. */
public final class PooledStores implements Stores {
    private final Postgres postgres;
    private final Pooler pooler;
    private final RedisNode redis;

    PooledStores(Path folder) {
        postgres = Postgres.start(folder.resolve("postgres"));
        pooler = Pooler.start(folder.resolve("pooler"), postgres.port());
        redis = RedisNode.start(folder.resolve("redis"));
    }

    /** A session may be another's a moment later, so statements are not prepared in it. */
    @Override
    public String postgres() {
        return "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/" + Postgres.DATABASE + "?user=" + Postgres.USER
                + "&sslmode=disable&prepareThreshold=0";
    }

    @Override
    public String redis() {
        return "redis://127.0.0.1:" + redis.port();
    }

    /** Kills the pooler with all connections through it, and starts it again. */
    public void restartPooler() {
        pooler.kill();
        pooler.up();
    }

    /** PostgreSQL ends as by a crash, and recovers; the pooler stays. */
    public void crashPostgres() {
        postgres.crash();
        postgres.up();
    }

    @Override
    public void close() {
        redis.kill();
        pooler.kill();
        postgres.stop();
    }
}
