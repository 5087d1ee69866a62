package dev.stepwell.control.tenants;

import static dev.stepwell.control.schema.Tables.DATA_KEYS_BY_MASTER;
import static dev.stepwell.control.schema.Tables.MASTER_KEY_PROOF;
import static dev.stepwell.control.schema.Tables.PEPPER;
import static dev.stepwell.control.schema.Tables.TENANT;
import static dev.stepwell.control.schema.Tables.TENANTS_SEALED_OTHERWISE;

import dev.stepwell.control.access.Pepper;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.sealing.Sealer;
import dev.stepwell.names.TenantId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * Brings what the database has under older master keys under the newest: data keys of tenants, peppers, the proof. Only the wrapping is
 * made anew; what data keys sealed stays as it is. Every control process does it, and doing it twice does no harm.
 */
public final class KeyRotation {
    private static final int MOST = 100;

    private final ControlDatabase database;
    private final MasterKeys masterKeys;

    /** Of one database. */
    public KeyRotation(ControlDatabase database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    /** Wraps anew what is not under the newest key, up to a hundred tenants at a time. Called every few seconds. */
    public void sweep() {
        MasterKeyFile.Entry current = masterKeys.current();
        List<Long> tenants = database.discover(sql -> {
            sealProof(sql);
            sealPeppers(sql);
            return sql.select(TENANTS_SEALED_OTHERWISE.TENANT_ID)
                    .from(TENANTS_SEALED_OTHERWISE.call(current.key().id(), MOST))
                    .fetch(TENANTS_SEALED_OTHERWISE.TENANT_ID);
        });
        tenants.forEach(tenant -> rewrap(new TenantId(tenant)));
    }

    private void rewrap(TenantId tenant) {
        database.write(
                tenant,
                sql -> sql.select(TENANT.DATA_KEY)
                        .from(TENANT)
                        .where(TENANT.TENANT_ID.eq(tenant.value()))
                        .forUpdate()
                        .fetchOptional(TENANT.DATA_KEY)
                        .filter(wrapped -> !masterKeys.isCurrent(wrapped))
                        .map(wrapped -> sql.update(TENANT)
                                .set(TENANT.DATA_KEY, masterKeys.rewrapDataKey(tenant, wrapped))
                                .where(TENANT.TENANT_ID.eq(tenant.value()))
                                .execute()));
    }

    private void sealProof(DSLContext sql) {
        Sealer sealer = masterKeys.sealer(Bootstrap.PROOF);
        sql.select(MASTER_KEY_PROOF.PROOF)
                .from(MASTER_KEY_PROOF)
                .fetchOptional(MASTER_KEY_PROOF.PROOF)
                .filter(proof -> !masterKeys.isCurrent(proof))
                .ifPresent(proof -> sql.update(MASTER_KEY_PROOF)
                        .set(MASTER_KEY_PROOF.PROOF, sealer.seal(sealer.open(proof, Bootstrap.PROOF), Bootstrap.PROOF))
                        .execute());
    }

    private void sealPeppers(DSLContext sql) {
        sql.selectFrom(PEPPER).forEach(row -> {
            if (!masterKeys.isCurrent(row.getSealed())) {
                sql.update(PEPPER)
                        .set(PEPPER.SEALED, Pepper.rewrap(masterKeys, row.getName(), row.getSealed()))
                        .where(PEPPER.NAME.eq(row.getName()))
                        .execute();
            }
        });
    }

    /**
     * How a master key stands.
     *
     * @param entry the key
     * @param seals whether it is the one that seals
     * @param dataKeys how many tenants' data keys lie under it
     */
    public record Standing(MasterKeyFile.Entry entry, boolean seals, long dataKeys) {}

    /** How each known master key stands. */
    public List<Standing> standings() {
        Map<String, Long> counts = database.discover(sql -> sql.selectFrom(DATA_KEYS_BY_MASTER.call())
                .fetchMap(row -> HexFormat.of().formatHex(row.getMaster()), row -> row.getDataKeys()));
        int current = masterKeys.current().number();
        return masterKeys.known().stream()
                .map(entry -> new Standing(
                        entry,
                        entry.number() == current,
                        counts.getOrDefault(HexFormat.of().formatHex(entry.key().id()), 0L)))
                .toList();
    }
}
