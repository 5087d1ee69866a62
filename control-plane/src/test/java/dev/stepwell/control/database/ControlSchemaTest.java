package dev.stepwell.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.House;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.tenants.Tenant;
import java.time.InstantSource;
import java.util.Set;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ControlSchemaTest {
    @Test
    void migratingAgainChangesNothingAndTheOwnerOwnsEverything() {
        PGSimpleDataSource source = TestPostgres.migrated();
        ControlSchema.migrate(source);
        assertThat(DSL.using(source, SQLDialect.POSTGRES)
                        .fetch("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
                                + " WHERE relnamespace = 'control'::regnamespace AND relname NOT LIKE 'flyway%'")
                        .getValues(0, String.class))
                .containsExactly("sw_owner");
    }

    @Test
    void anOrdinaryUserWhoIsAMemberOfTheRolesIsEnough() {
        TestPostgres.migrated(); // the roles exist from here on
        PGSimpleDataSource source = TestPostgres.empty();
        String user = "sw_test_user_" + source.getDatabaseName();
        TestPostgres.administer("CREATE USER " + user + " PASSWORD 'x'");
        TestPostgres.administer("GRANT sw_owner, sw_control, sw_read, sw_engine TO " + user);
        TestPostgres.administer("ALTER DATABASE " + source.getDatabaseName() + " OWNER TO " + user);
        try {
            source.setUser(user);
            source.setPassword("x");
            ControlSchema.migrate(source);
            ControlPlane plane = ControlPlane.on(
                    source,
                    MasterKeys.of(MasterKey.random()),
                    House.WORD_CHECK,
                    new ControlPlane.Others((t, r, m) -> Set.of(), tenant -> 0, (tenant, region, days) -> 0),
                    Multiple.AWS,
                    InstantSource.system());
            Tenant made = plane.tenants().create("one");
            assertThat(plane.tenants().find(made.account())).contains(made);
            plane.upkeep().close();
        } finally {
            TestPostgres.administer("DROP DATABASE " + source.getDatabaseName() + " WITH (FORCE)");
            TestPostgres.administer("DROP USER " + user);
        }
    }

    @Test
    void storedTextComesBack() {
        for (String text : new String[] {"", "a", "é\0\n".repeat(3), "{\"a\":1}".repeat(100_000), "😀".repeat(300)}) {
            byte[] stored = StoredText.write(text);
            assertThat(StoredText.read(stored)).isEqualTo(text);
            assertThat(stored.length).isLessThan(text.length() * 4 + 5);
        }
        assertThat(StoredText.write("{\"a\":1}".repeat(100_000)).length).isLessThan(20_000);
    }
}
