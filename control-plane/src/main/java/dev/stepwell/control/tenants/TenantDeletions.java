package dev.stepwell.control.tenants;

import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.control.tenants.TenantEntry.Deletion;
import dev.stepwell.control.tenants.TenantEntry.Stage;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import org.jooq.DSLContext;

/**
 * Ends what {@link Tenants#delete} began: first what the execution plane has of a tenant, then what this one has, and last the tenant
 * itself. In bounded batches, each with its progress; any number of nodes may sweep, and it goes on after a failure where it was.
 */
public final class TenantDeletions {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int BATCHES_AT_ONCE = 20;

    private final ControlDatabase database;
    private final TenantDirectory directory;
    private final TenantData executions;
    private final InstantSource clock;
    private final Duration grace;

    /**
     * @param grace how long a tenant's keys may still be believed somewhere: until then executions may be started, so they are not
     *     asked for before
     */
    public TenantDeletions(
            ControlDatabase database,
            TenantDirectory directory,
            TenantData executions,
            InstantSource clock,
            Duration grace) {
        this.database = database;
        this.directory = directory;
        this.executions = executions;
        this.clock = clock;
        this.grace = grace;
    }

    /** Deletes some more of every tenant that is being deleted, so that a large one does not stand before others. */
    public void sweep() {
        for (TenantEntry tenant : directory.deleting()) {
            Deletion deletion = tenant.deletion().orElseThrow();
            if (clock.instant().isBefore(deletion.since().plus(grace))) {
                continue;
            }
            switch (deletion.stage()) {
                case EXECUTIONS -> executions(tenant.id());
                case REGISTERED -> registered(tenant.id());
            }
        }
    }

    private void executions(TenantId tenant) {
        for (int i = 0; i < BATCHES_AT_ONCE; i++) {
            long rows = executions.deleteSome(tenant);
            database.write(tenant, sql -> rows > 0 ? count(tenant, sql, rows) : next(tenant, sql));
            if (rows == 0) {
                return;
            }
        }
    }

    private void registered(TenantId tenant) {
        for (int i = 0; i < BATCHES_AT_ONCE; i++) {
            long rows = database.write(tenant, sql -> {
                long gone = Routines.deleteTenantRows(sql.configuration(), ROWS_AT_ONCE);
                if (gone > 0) {
                    count(tenant, sql, gone);
                }
                return gone;
            });
            if (rows == 0) {
                return;
            }
        }
    }

    private static int count(TenantId tenant, DSLContext sql, long rows) {
        return sql.update(TENANT)
                .set(TENANT.DELETED_ROWS, TENANT.DELETED_ROWS.plus(rows))
                .where(TENANT.TENANT_ID.eq(tenant.value()))
                .execute();
    }

    private static int next(TenantId tenant, DSLContext sql) {
        return sql.update(TENANT)
                .set(TENANT.DELETION_STAGE, Stage.REGISTERED.name())
                .where(TENANT.TENANT_ID.eq(tenant.value()))
                .execute();
    }
}
