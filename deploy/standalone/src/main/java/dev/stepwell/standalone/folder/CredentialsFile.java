package dev.stepwell.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code credentials.env}: what a shell takes in to be a client of this installation; mode 0600. */
public final class CredentialsFile {
    private final Path file;

    /** In the given data folder. */
    public CredentialsFile(Path folder) {
        file = folder.resolve("credentials.env");
    }

    /** Where it lies. */
    public Path path() {
        return file;
    }

    /** The variables in the file, in its order; empty when there is none yet. */
    public Map<String, String> read() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    variables.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return variables;
    }

    /** Sets the given variables and keeps the others; the values hold neither white space nor characters a shell reads. */
    public void merge(Map<String, String> changes) throws IOException {
        Map<String, String> variables = read();
        variables.putAll(changes);
        String text = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
        PrivateFile.write(file, "# Keys of this installation: anybody who has them is its client.\n" + text);
    }
}
