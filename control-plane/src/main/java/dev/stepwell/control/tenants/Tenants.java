package dev.stepwell.control.tenants;

import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.control.schema.Sequences;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jooq.DSLContext;

/** Makes, finds and changes tenants. What only an operator may do: the caller has checked that. */
public final class Tenants {
    private static final String ACTIVE = "ACTIVE";
    private static final String SUSPENDED = "SUSPENDED";
    private static final String DELETING = "DELETING";
    private static final int ACCOUNT_TRIES = 8;
    private static final long SMALLEST_ACCOUNT = 100_000_000_000L;
    private static final int LONGEST_ENDPOINT = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlDatabase database;
    private final MasterKeys masterKeys;
    private final ChangeLog changes;
    private final InstantSource clock;

    /** Tenants of one database, their data keys sealed under the installation's master keys. */
    public Tenants(ControlDatabase database, MasterKeys masterKeys, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.changes = changes;
        this.clock = clock;
    }

    /** Makes a tenant with a random account number. */
    public Tenant create(String name) {
        TenantId id = nextId();
        return database.write(id, sql -> insert(id, sql, name));
    }

    /** Makes a tenant and whatever it begins with, both or neither. */
    public <T> T create(String name, BiFunction<Tenant, DSLContext, T> beginnings) {
        TenantId id = nextId();
        return database.write(id, sql -> beginnings.apply(insert(id, sql, name), sql));
    }

    /**
     * Calls a tenant something else.
     *
     * @param expected what it has to be
     */
    public void rename(TenantId id, String name, Precondition<TenantEntry> expected) {
        database.write(id, sql -> {
            expected.check(() -> locked(id, sql));
            int changed = sql.update(TENANT)
                    .set(TENANT.NAME, name)
                    .where(TENANT.TENANT_ID.eq(id.value()))
                    .execute();
            if (changed > 0) {
                log(id, sql, ChangeKind.TENANT_CHANGED);
            }
            return changed;
        });
    }

    /**
     * Lets a tenant do nothing for ever, and has all that it owns deleted in the background. Nothing happens when that was asked
     * for before.
     *
     * @param expected what it has to be
     */
    public void delete(TenantId id, Precondition<TenantEntry> expected) {
        database.write(id, sql -> {
            expected.check(() -> locked(id, sql));
            int changed = sql.update(TENANT)
                    .set(TENANT.STATUS, DELETING)
                    .set(TENANT.DELETING_SINCE, clock.instant())
                    .set(TENANT.DELETION_STAGE, TenantEntry.Stage.EXECUTIONS.name())
                    .where(TENANT.TENANT_ID.eq(id.value()), TENANT.STATUS.ne(DELETING))
                    .execute();
            if (changed > 0) {
                log(id, sql, ChangeKind.TENANT_DELETING);
            }
            return changed;
        });
    }

    /** The tenant of that number. */
    public Optional<Tenant> find(TenantId id) {
        return database.read(id, sql -> find(id, sql));
    }

    /** The tenant of that account number. */
    public Optional<Tenant> find(AccountId account) {
        return database.asFound(sql -> Routines.tenantOfAccount(sql.configuration(), account.value()), Tenants::find);
    }

    /** As below, whatever the tenant is. */
    public void suspend(TenantId id, boolean suspended) {
        suspend(id, suspended, Precondition.none());
    }

    /**
     * Lets a tenant do nothing, or go on: its keys follow within 5 s. Nothing happens when it is so already, or being deleted.
     *
     * @param expected what it has to be
     */
    public void suspend(TenantId id, boolean suspended, Precondition<TenantEntry> expected) {
        database.write(id, sql -> {
            expected.check(() -> locked(id, sql));
            int changed = sql.update(TENANT)
                    .set(TENANT.STATUS, suspended ? SUSPENDED : ACTIVE)
                    .where(TENANT.TENANT_ID.eq(id.value()), TENANT.STATUS.eq(suspended ? ACTIVE : SUSPENDED))
                    .execute();
            if (changed > 0) {
                log(id, sql, suspended ? ChangeKind.TENANT_SUSPENDED : ChangeKind.TENANT_RESUMED);
            }
            return changed;
        });
    }

    /**
     * Says where the tenant's function ARNs are invoked; empty means the installation's default. Whether the address may be
     * reached is decided where it is called. Throws {@code ValidationException} for what is no absolute http or https URL.
     */
    public void setFunctionEndpoint(TenantId id, Optional<String> endpoint) {
        endpoint.ifPresent(Tenants::checkEndpoint);
        database.write(id, sql -> {
            int changed = sql.update(TENANT)
                    .set(TENANT.FUNCTION_ENDPOINT, endpoint.orElse(null))
                    .where(TENANT.TENANT_ID.eq(id.value()))
                    .execute();
            if (changed > 0) {
                log(id, sql, ChangeKind.TENANT_CHANGED);
            }
            return changed;
        });
    }

    /** A number for a tenant that is about to be made. */
    TenantId nextId() {
        return new TenantId(database.discover(sql -> sql.nextval(Sequences.TENANT_NUMBER)));
    }

    /** Inserts a tenant in a transaction that already sees its number; tries again when an account number is taken. */
    Tenant insert(TenantId id, DSLContext sql, String name) {
        for (int i = 0; i < ACCOUNT_TRIES; i++) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            AccountId account = new AccountId(Long.toString(RANDOM.nextLong(SMALLEST_ACCOUNT, SMALLEST_ACCOUNT * 10)));
            int inserted = sql.insertInto(TENANT)
                    .set(TENANT.TENANT_ID, id.value())
                    .set(TENANT.ACCOUNT, account.value())
                    .set(TENANT.NAME, name)
                    .set(TENANT.STATUS, ACTIVE)
                    .set(TENANT.DATA_KEY, masterKeys.newDataKey(id))
                    .set(TENANT.CREATED_AT, now)
                    .onConflict(TENANT.ACCOUNT)
                    .doNothing()
                    .execute();
            if (inserted == 1) {
                return new Tenant(id, account, name, now, false, Optional.empty());
            }
        }
        throw new IllegalStateException("no free account number found");
    }

    private static Optional<Tenant> find(TenantId id, DSLContext sql) {
        return sql.select(TENANT.ACCOUNT, TENANT.NAME, TENANT.STATUS, TENANT.FUNCTION_ENDPOINT, TENANT.CREATED_AT)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(id.value()))
                .fetchOptional(row -> new Tenant(
                        id,
                        new AccountId(row.value1()),
                        row.value2(),
                        row.value5(),
                        !row.value3().equals(ACTIVE),
                        Optional.ofNullable(row.value4())));
    }

    /** A tenant as operators see it, whom nobody else changes until the end of the transaction. */
    private static Optional<TenantEntry> locked(TenantId id, DSLContext sql) {
        sql.select(TENANT.TENANT_ID)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(id.value()))
                .forNoKeyUpdate()
                .execute();
        return TenantDirectory.entry(id, sql);
    }

    private void log(TenantId id, DSLContext sql, ChangeKind kind) {
        String account = sql.select(TENANT.ACCOUNT)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(id.value()))
                .fetchSingle()
                .value1();
        changes.append(id, sql, null, kind, account);
    }

    private static void checkEndpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && text.length() <= LONGEST_ENDPOINT) {
                return;
            }
        } catch (URISyntaxException e) {
            // The refusal below says it all.
        }
        throw new Fault(
                "ValidationException", "A function endpoint is an absolute http or https URL without credentials");
    }
}
