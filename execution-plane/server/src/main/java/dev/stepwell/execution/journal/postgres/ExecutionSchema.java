package dev.stepwell.execution.journal.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code execution} to the newest form; several nodes may ask at once, one does it. */
public final class ExecutionSchema {
    /** Where the scripts are on the class path. */
    public static final String MIGRATIONS = "dev/stepwell/execution/migrations";

    /** The schema of this plane, with its own migration history inside. */
    public static final String NAME = "execution";

    private ExecutionSchema() {}

    /**
     * Applies what is missing. The connections' user must be able to create roles, or find {@code sw_owner, sw_engine, sw_read}
     * already there and be a member of them.
     */
    public static void migrate(DataSource source) {
        Flyway.configure(ExecutionSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + MIGRATIONS)
                .schemas(NAME)
                .createSchemas(true)
                .outOfOrder(true) // numbers are given out beforehand, and a later one may land first
                .load()
                .migrate();
    }
}
