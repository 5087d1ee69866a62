package dev.stepwell.control.mocks;

import static dev.stepwell.control.schema.Tables.MOCK_PROFILE;
import static dev.stepwell.control.schema.Tables.MOCK_REVISION;
import static dev.stepwell.control.schema.Tables.STATE_MACHINE;

import dev.stepwell.control.database.StoredText;
import dev.stepwell.control.schema.tables.records.MockProfileRecord;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The rows of profiles and of what they said. One statement each, in the caller's transaction. */
final class MockProfileStore {
    private MockProfileStore() {}

    /** Whether the machine is there; until the end of the transaction it stays so, and nobody else puts a profile of it. */
    static boolean hold(TenantId tenant, Region region, DSLContext sql, UUID machine) {
        return sql.select(STATE_MACHINE.MACHINE_ID)
                        .from(STATE_MACHINE)
                        .where(STATE_MACHINE.TENANT_ID.eq(tenant.value()), STATE_MACHINE.REGION.eq(region.value()))
                        .and(STATE_MACHINE.MACHINE_ID.eq(machine))
                        .forNoKeyUpdate()
                        .fetch()
                        .size()
                == 1;
    }

    /** Keeps what a profile says, unless it is kept already. */
    static void insertRevision(TenantId tenant, Region region, DSLContext sql, MockProfile profile, String states) {
        sql.insertInto(MOCK_REVISION)
                .set(MOCK_REVISION.TENANT_ID, tenant.value())
                .set(MOCK_REVISION.REGION, region.value())
                .set(MOCK_REVISION.REVISION_ID, profile.revisionId())
                .set(MOCK_REVISION.STATES, StoredText.write(states))
                .set(MOCK_REVISION.CREATED_AT, profile.updated())
                .onConflict(MOCK_REVISION.TENANT_ID, MOCK_REVISION.REGION, MOCK_REVISION.REVISION_ID)
                .doNothing()
                .execute();
    }

    /** Puts a profile in the place of what is there under its name; when that was made stays. */
    static void put(TenantId tenant, Region region, DSLContext sql, UUID machine, MockProfile profile) {
        String[] names = profile.stateNames().toArray(String[]::new);
        sql.insertInto(MOCK_PROFILE)
                .set(MOCK_PROFILE.TENANT_ID, tenant.value())
                .set(MOCK_PROFILE.REGION, region.value())
                .set(MOCK_PROFILE.MACHINE_ID, machine)
                .set(MOCK_PROFILE.NAME, profile.name())
                .set(MOCK_PROFILE.REVISION_ID, profile.revisionId())
                .set(MOCK_PROFILE.STATE_NAMES, names)
                .set(MOCK_PROFILE.CREATED_AT, profile.created())
                .set(MOCK_PROFILE.UPDATED_AT, profile.updated())
                .onConflict(MOCK_PROFILE.TENANT_ID, MOCK_PROFILE.REGION, MOCK_PROFILE.MACHINE_ID, MOCK_PROFILE.NAME)
                .doUpdate()
                .set(MOCK_PROFILE.REVISION_ID, profile.revisionId())
                .set(MOCK_PROFILE.STATE_NAMES, names)
                .set(MOCK_PROFILE.UPDATED_AT, profile.updated())
                .execute();
    }

    /** Whether a machine has more profiles than that many. */
    static boolean moreThan(int most, TenantId tenant, Region region, DSLContext sql, UUID machine) {
        return sql.fetchExists(sql.selectOne()
                .from(MOCK_PROFILE)
                .where(of(tenant, region, machine))
                .offset(most)
                .limit(1));
    }

    /** The profile of that name. */
    static Optional<MockProfile> find(TenantId tenant, Region region, DSLContext sql, UUID machine, String name) {
        return sql.selectFrom(MOCK_PROFILE)
                .where(of(tenant, region, machine))
                .and(MOCK_PROFILE.NAME.eq(name))
                .fetchOptional(MockProfileStore::profile);
    }

    /** All profiles of a machine, in the order of their names. */
    static List<MockProfile> list(TenantId tenant, Region region, DSLContext sql, UUID machine) {
        return sql.selectFrom(MOCK_PROFILE)
                .where(of(tenant, region, machine))
                .orderBy(MOCK_PROFILE.NAME)
                .fetch(MockProfileStore::profile);
    }

    /** Removes the profile of that name; whether it was there. */
    static boolean delete(TenantId tenant, Region region, DSLContext sql, UUID machine, String name) {
        return sql.deleteFrom(MOCK_PROFILE)
                        .where(of(tenant, region, machine))
                        .and(MOCK_PROFILE.NAME.eq(name))
                        .execute()
                == 1;
    }

    /** What a profile said once, whether or not it still exists. */
    static Optional<String> revision(TenantId tenant, Region region, DSLContext sql, UUID id) {
        return sql.select(MOCK_REVISION.STATES)
                .from(MOCK_REVISION)
                .where(MOCK_REVISION.TENANT_ID.eq(tenant.value()), MOCK_REVISION.REGION.eq(region.value()))
                .and(MOCK_REVISION.REVISION_ID.eq(id))
                .fetchOptional(row -> StoredText.read(row.value1()));
    }

    private static Condition of(TenantId tenant, Region region, UUID machine) {
        return MOCK_PROFILE
                .TENANT_ID
                .eq(tenant.value())
                .and(MOCK_PROFILE.REGION.eq(region.value()))
                .and(MOCK_PROFILE.MACHINE_ID.eq(machine));
    }

    private static MockProfile profile(MockProfileRecord row) {
        return new MockProfile(
                row.getName(),
                row.getRevisionId(),
                Arrays.asList(row.getStateNames()),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
