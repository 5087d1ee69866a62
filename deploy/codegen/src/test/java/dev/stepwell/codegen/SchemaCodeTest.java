package dev.stepwell.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCodeTest {
    @TempDir
    Path folder;

    @Test
    void writesCodeOnceAndAgainOnlyWhenAMigrationChanges() throws Exception {
        Path migrations = copyOfMigrations();
        Path output = folder.resolve("out");
        SchemaCode code = new SchemaCode(new SchemaCode.Order(migrations, "house", output, "made.schema"));

        assertThat(code.write()).isTrue();
        Path table = output.resolve("made/schema/tables/Machine.java");
        assertThat(table).content().contains("TENANT_ID", "Instant");
        assertThat(output.resolve("made/schema/tables/FlywaySchemaHistory.java"))
                .doesNotExist();

        assertThat(code.write()).isFalse();

        Files.writeString(migrations.resolve("V2__second.sql"), "ALTER TABLE machine ADD COLUMN role_arn text;");
        assertThat(code.write()).isTrue();
        assertThat(table).content().contains("ROLE_ARN");
    }

    @Test
    void aBrokenMigrationLeavesNoFingerprint() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__bad.sql"), "CREATE TABEL x ();");
        SchemaCode code =
                new SchemaCode(new SchemaCode.Order(migrations, "house", folder.resolve("out"), "made.schema"));

        assertThatThrownBy(code::write).hasMessageContaining("TABEL");
        assertThatThrownBy(code::write).hasMessageContaining("TABEL");
    }

    private Path copyOfMigrations() throws Exception {
        Path to = Files.createDirectories(folder.resolve("migrations"));
        Files.copy(resource("migrations/V1__first.sql"), to.resolve("V1__first.sql"));
        return to;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(SchemaCodeTest.class.getResource(name)).toURI());
    }
}
