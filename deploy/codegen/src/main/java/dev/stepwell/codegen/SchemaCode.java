package dev.stepwell.codegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * The build's schema code generator. One run costs some four seconds, so it is left out when the {@link Fingerprint} of what it
 * would read equals the one beside the code it wrote last time.
 */
public final class SchemaCode {
    // Held, because the JDK forgets the level of a logger that nobody refers to.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final Order order;

    /** A generator for one schema. */
    public SchemaCode(Order order) {
        this.order = order;
    }

    /**
     * Generates, as {@code SchemaCode MIGRATIONS SCHEMA OUTPUT PACKAGE}: the folder of Flyway scripts, the schema they fill, the
     * source folder to write to and the package of the code. Ends the JVM with status 2 when called with anything else.
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: SchemaCode MIGRATIONS SCHEMA OUTPUT PACKAGE");
            System.exit(2);
        }
        FLYWAY.setLevel(Level.WARNING);
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        boolean written = new SchemaCode(new Order(Path.of(args[0]), args[1], Path.of(args[2]), args[3])).write();
        System.out.println("schema " + args[1] + ": code " + (written ? "generated" : "is up to date"));
    }

    /**
     * Writes the code unless it is already there for exactly these migrations.
     *
     * @return whether anything was written
     * @throws Exception when PostgreSQL does not start, a migration fails or the folder cannot be written; no fingerprint is left
     *     then, so the next build tries again
     */
    public boolean write() throws Exception {
        Fingerprint now = Fingerprint.of(order);
        Path stamp = order.output().resolve(".schema-" + order.packageName());
        if (now.equals(Fingerprint.read(stamp))) {
            return false;
        }
        Files.createDirectories(order.output());
        Files.deleteIfExists(stamp);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            migrate(postgres.getPostgresDatabase());
            GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres")));
        }
        now.write(stamp);
        return true;
    }

    private void migrate(DataSource database) throws IOException {
        if (!Files.isDirectory(order.migrations())) {
            throw new IOException("no folder of migrations: " + order.migrations());
        }
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + order.migrations().toAbsolutePath())
                .schemas(order.schema())
                .createSchemas(true)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    private Configuration configuration(String url) {
        Database database = new Database()
                .withInputSchema(order.schema())
                .withExcludes("flyway_schema_history")
                .withForcedTypes(List.of(new ForcedType()
                        .withName("INSTANT")
                        .withIncludeTypes("(?i:timestamp(\\(\\d\\))? with time zone|timestamptz)")));
        Target target = new Target()
                .withPackageName(order.packageName())
                .withDirectory(order.output().toAbsolutePath().toString())
                .withEncoding("UTF-8");
        // Our own tables only: no links to the catalogue of every schema, and nothing that changes from run to run.
        Generate generate = new Generate()
                .withGlobalCatalogReferences(false)
                .withDefaultCatalog(false)
                .withGeneratedAnnotation(true)
                .withGeneratedAnnotationDate(false)
                .withGeneratedAnnotationJooqVersion(false)
                .withJavadoc(false);
        return new Configuration()
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(url)
                        .withUser("postgres"))
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withTarget(target)
                        .withGenerate(generate))
                .withLogging(org.jooq.meta.jaxb.Logging.WARN);
    }

    /**
     * What to generate.
     *
     * @param migrations the folder of Flyway scripts
     * @param schema the schema that they fill; it is made first
     * @param output the source folder; files below it in the package belong to the generator
     * @param packageName the package of the code
     */
    public record Order(Path migrations, String schema, Path output, String packageName) {}
}
