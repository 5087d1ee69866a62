package dev.stepwell.control.tenants;

import static dev.stepwell.control.schema.Tables.TENANT_DIRECTORY;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.schema.tables.records.TenantDirectoryRecord;
import dev.stepwell.control.tenants.TenantEntry.Deletion;
import dev.stepwell.control.tenants.TenantEntry.Stage;
import dev.stepwell.control.tenants.TenantEntry.Status;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** All tenants, for operators: who they are and how they stand, and nothing of what they own. */
public final class TenantDirectory {
    private static final String LIST = "ListTenants";

    private final ControlDatabase database;
    private final PageTokens tokens;

    /** The tenants of one database. */
    public TenantDirectory(ControlDatabase database, PageTokens tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /** The tenant of an account; throws {@code ResourceNotFound}. */
    public TenantEntry find(String account) {
        return database.discover(sql -> sql.selectFrom(TENANT_DIRECTORY)
                        .where(TENANT_DIRECTORY.ACCOUNT.eq(account))
                        .fetchOptional(TenantDirectory::entry))
                .orElseThrow(() -> new Fault("ResourceNotFound", "Resource not found: '" + account + "'"));
    }

    /** The tenants, the oldest first. */
    public Page<TenantEntry> list(Caller caller, int maxResults, Optional<String> token) {
        long after = tokens.open(caller, LIST, token).map(Long::parseLong).orElse(0L);
        int size = Page.size(maxResults);
        List<TenantEntry> rows = database.discover(sql -> sql.selectFrom(TENANT_DIRECTORY)
                .where(TENANT_DIRECTORY.TENANT_ID.gt(after))
                .orderBy(TENANT_DIRECTORY.TENANT_ID)
                .limit(size + 1)
                .fetch(TenantDirectory::entry));
        return Page.of(
                rows,
                size,
                tenant -> tokens.seal(caller, LIST, Long.toString(tenant.id().value())));
    }

    /** Those that are being deleted, the longest waiting first. */
    List<TenantEntry> deleting() {
        return database.discover(sql -> sql.selectFrom(TENANT_DIRECTORY)
                .where(TENANT_DIRECTORY.STATUS.eq(Status.DELETING.name()))
                .orderBy(TENANT_DIRECTORY.DELETING_SINCE, TENANT_DIRECTORY.TENANT_ID)
                .fetch(TenantDirectory::entry));
    }

    /** A tenant, in a transaction of its. */
    static Optional<TenantEntry> entry(TenantId id, DSLContext sql) {
        return sql.selectFrom(TENANT_DIRECTORY)
                .where(TENANT_DIRECTORY.TENANT_ID.eq(id.value()))
                .fetchOptional(TenantDirectory::entry);
    }

    private static TenantEntry entry(TenantDirectoryRecord row) {
        Optional<Deletion> deletion = Optional.ofNullable(row.getDeletingSince())
                .map(since -> new Deletion(since, Stage.valueOf(row.getDeletionStage()), row.getDeletedRows()));
        return new TenantEntry(
                new TenantId(row.getTenantId()),
                new AccountId(row.getAccount()),
                row.getName(),
                Status.valueOf(row.getStatus()),
                row.getCreatedAt(),
                deletion);
    }
}
