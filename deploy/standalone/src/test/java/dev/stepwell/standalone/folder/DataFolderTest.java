package dev.stepwell.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void aSecondTakerIsToldWhatRuns() throws Exception {
        Path path = parent.resolve("data");
        try (DataFolder folder = DataFolder.take(path)) {
            assertThatThrownBy(() -> DataFolder.take(path))
                    .isInstanceOf(AlreadyRunningException.class)
                    .hasMessageContaining(
                            "as process " + ProcessHandle.current().pid())
                    .hasMessageContaining("still starting");
            folder.announce("ready at 1.2.3.4\n");
            assertThatThrownBy(() -> DataFolder.take(path)).hasMessageContaining("ready at 1.2.3.4");
        }
        assertThat(path.resolve("ready")).doesNotExist();
        DataFolder.take(path).close();
    }

    @Test
    void theNotesOfAKilledProcessDoNotMislead() throws Exception {
        Files.writeString(parent.resolve("pid"), "1\n");
        Files.writeString(parent.resolve("ready"), "ready at nowhere\n");
        try (DataFolder folder = DataFolder.take(parent)) {
            assertThat(folder.path().resolve("ready")).doesNotExist();
            assertThat(folder.path().resolve("pid"))
                    .content()
                    .isEqualTo(ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void credentialsKeepWhatIsNotChanged() throws Exception {
        CredentialsFile credentials = new CredentialsFile(parent);
        assertThat(credentials.read()).isEmpty();
        credentials.merge(Map.of("AWS_SECRET_ACCESS_KEY", "a/b+c=", "AWS_ENDPOINT_URL", "http://old"));
        credentials.merge(Map.of("AWS_ENDPOINT_URL", "http://new"));
        assertThat(credentials.read())
                .isEqualTo(Map.of("AWS_SECRET_ACCESS_KEY", "a/b+c=", "AWS_ENDPOINT_URL", "http://new"));
        assertThat(mode(credentials.path())).isEqualTo("rw-------");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
