package dev.stepwell.control.tenants;

import dev.stepwell.control.access.KeyIssuer;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.access.SigningPair;
import dev.stepwell.control.database.ControlDatabase;
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

    private final ControlDatabase database;
    private final Tenants tenants;
    private final KeyIssuer issuer;

    /** A first start on one database. */
    public Bootstrap(ControlDatabase database, Tenants tenants, KeyIssuer issuer) {
        this.database = database;
        this.tenants = tenants;
        this.issuer = issuer;
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
            Credentials made = make(sql, id);
            keep.accept(made);
            return Optional.of(made);
        });
    }

    private Credentials make(DSLContext sql, TenantId id) {
        Tenant demo = tenants.insert(sql, id, DEMO);
        SigningPair pair = issuer.issueSigning(sql, id, Scopes.ALL);
        return new Credentials(
                pair.accessKeyId(),
                pair.secretAccessKey(),
                issuer.issueBearer(sql, id, Scopes.ALL),
                issuer.issueOperator(sql),
                demo.account().value());
    }
}
