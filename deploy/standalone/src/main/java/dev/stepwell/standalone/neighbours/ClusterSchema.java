package dev.stepwell.standalone.neighbours;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code cluster} to the newest form; several processes may ask at once, one does it. */
public final class ClusterSchema {
    private static final String MIGRATIONS = "dev/stepwell/standalone/migrations";
    private static final String NAME = "cluster";

    private ClusterSchema() {}

    /** Applies what is missing. As with the planes' schemas, the login must be able to create roles or be a member of them. */
    public static void migrate(DataSource source) {
        Flyway.configure(ClusterSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + MIGRATIONS)
                .schemas(NAME)
                .createSchemas(true)
                .load()
                .migrate();
    }
}
