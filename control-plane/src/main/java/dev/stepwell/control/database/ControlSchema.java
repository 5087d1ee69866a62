package dev.stepwell.control.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code control} to the newest form; several nodes may ask at once, one does it. */
public final class ControlSchema {
    /** Where the scripts are on the class path. */
    public static final String MIGRATIONS = "dev/stepwell/control/migrations";

    /** The schema of this plane, with its own migration history inside. */
    public static final String NAME = "control";

    private ControlSchema() {}

    /**
     * Applies what is missing. The connections' user must be able to create roles, or find {@code sw_owner, sw_control, sw_read,
     * sw_engine} already there and be a member of them.
     */
    public static void migrate(DataSource source) {
        Flyway.configure(ControlSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + MIGRATIONS)
                .schemas(NAME)
                .createSchemas(true)
                .load()
                .migrate();
    }
}
