package dev.stepwell.standalone.operator;

import dev.stepwell.standalone.folder.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code operator.key}: the key of the installation's operator, made at the first start; mode 0600, apart from what clients take in. */
public final class OperatorKeyFile {
    /** What it is called in a data folder. */
    public static final String NAME = "operator.key";

    private OperatorKeyFile() {}

    /** Keeps the key in a data folder. */
    public static void write(Path folder, String key) throws IOException {
        PrivateFile.write(folder.resolve(NAME), key + "\n");
    }

    static Optional<String> read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
}
