package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.execution.journal.postgres.ExecutionSchema;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.ports.Store;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Nothing needs a superuser: an ordinary user who owns the database and is a member of the roles migrates and works. */
@Tag("postgres")
class MigrationTest extends StoreFixture {
    @Override
    Store newStore() {
        PGSimpleDataSource database = TestPostgres.migrated();
        String user = database.getDatabaseName() + "_user";
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        sql.execute("DROP SCHEMA execution CASCADE");
        sql.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'plain'");
        sql.execute("GRANT sw_owner, sw_engine, sw_read TO " + user);
        sql.execute("ALTER DATABASE " + database.getDatabaseName() + " OWNER TO " + user);
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setURL(database.getURL());
        plain.setUser(user);
        plain.setPassword("plain");
        ExecutionSchema.migrate(plain);
        ExecutionSchema.migrate(plain);
        assertThat(new Partitions(plain).ensure()).isEqualTo(2 * Partitions.WEEKS);
        return new PostgresStore(plain, "test");
    }

    @Override
    void tick() {
        throw new UnsupportedOperationException("nothing here depends on time");
    }

    @Test
    void anOrdinaryUserMigratesAndWorks() {
        TestRun run = started();
        must(run, run.turn());
        must(run, run.turn(succeeded("1")));
        assertThat(loaded(run).records()).hasSize(6);
        assertThat(store.orphans(10)).isEmpty();
    }
}
