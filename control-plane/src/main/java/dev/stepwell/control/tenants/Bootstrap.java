package dev.stepwell.control.tenants;

import static dev.stepwell.control.schema.Tables.MASTER_KEY_PROOF;

import dev.stepwell.control.access.FirstKeys;
import dev.stepwell.control.access.KeyIssuer;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.sealing.BrokenSeal;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.sealing.Sealer;
import dev.stepwell.names.TenantId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The installation's first start: an operator key, and a demo tenant with a key of each kind. */
public final class Bootstrap {
    // An arbitrary constant that nothing else in the database locks.
    private static final long STARTING = 0x73_77_66_69_72_73_74L;
    private static final String DEMO = "demo";
    static final String PROOF = "proof";
    private static final byte[] PROVEN = {1};

    private final ControlDatabase database;
    private final Tenants tenants;
    private final KeyIssuer issuer;
    private final Sealer sealer;

    /** A first start on one database, its secrets under the installation's master keys. */
    public Bootstrap(ControlDatabase database, Tenants tenants, KeyIssuer issuer, MasterKeys masterKeys) {
        this.database = database;
        this.tenants = tenants;
        this.issuer = issuer;
        this.sealer = masterKeys.sealer(PROOF);
    }

    /**
     * Makes operator and demo tenant unless an operator key exists. Several nodes may ask at once; one of them gets the
     * credentials.
     *
     * @param keep writes the credentials where the newcomer finds them. It runs before the commit, so that keys nobody knows
     *     cannot come to be: when it throws, nothing was made
     * @return the credentials, or empty when the installation was started before
     */
    public Optional<Credentials> firstStart(Consumer<Credentials> keep) {
        if (database.discover(issuer::hasOperator)) {
            return Optional.empty();
        }
        TenantId id = tenants.nextId();
        return database.write(id, sql -> {
            sql.select(DSL.field("pg_advisory_xact_lock({0})", SQLDataType.OTHER, DSL.inline(STARTING)))
                    .execute();
            if (issuer.hasOperator(sql)) {
                return Optional.empty();
            }
            Credentials made = make(id, sql);
            keep.accept(made);
            return Optional.of(made);
        });
    }

    /**
     * Refuses to go on without the master key that the database is sealed under: every signing key would fail, one by
     * one and late. The first process to ask settles which it is. Throws {@link IllegalStateException}.
     */
    public void checkMasterKey() {
        byte[] proof = database.discover(sql -> {
            sql.insertInto(MASTER_KEY_PROOF)
                    .set(MASTER_KEY_PROOF.PROOF, sealer.seal(PROVEN, PROOF))
                    .onConflictDoNothing()
                    .execute();
            return sql.select(MASTER_KEY_PROOF.PROOF)
                    .from(MASTER_KEY_PROOF)
                    .fetchSingle()
                    .value1();
        });
        try {
            sealer.open(proof, PROOF);
        } catch (BrokenSeal e) {
            throw new IllegalStateException(
                    "this is not the master key that the database is sealed under; bring that one back", e);
        }
    }

    private Credentials make(TenantId id, DSLContext sql) {
        Tenant demo = tenants.insert(id, sql, DEMO);
        FirstKeys keys = issuer.issueFirst(id, sql);
        return new Credentials(
                keys.pair().accessKeyId(),
                keys.pair().secretAccessKey(),
                keys.apiKey(),
                issuer.issueOperator(sql),
                demo.account().value());
    }
}
