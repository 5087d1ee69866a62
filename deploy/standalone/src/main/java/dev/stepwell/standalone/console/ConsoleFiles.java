package dev.stepwell.standalone.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that the console's build listed in {@code files.txt}. A request's path is looked up in that list and never turned into
 * the name of anything else. Bytes are read when asked for: browsers keep them, so memory need not.
 */
@Singleton
final class ConsoleFiles {
    private static final String FOLDER = "/dev/stepwell/console/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    private final Map<String, ConsoleFile> files = new HashMap<>();

    ConsoleFiles() {
        String list = new String(read("files.txt"), StandardCharsets.UTF_8);
        list.lines().map(line -> line.split(" ", 3)).forEach(words -> {
            String type = TYPES.get(words[0].substring(words[0].lastIndexOf('.') + 1));
            if (type != null) {
                files.put(words[0], new ConsoleFile(words[0], type, words[1], words[2].equals("packed")));
            }
        });
    }

    /** The file of that path below the root, if the build made one. */
    Optional<ConsoleFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /**
     * One file.
     *
     * @param path below the root
     * @param type its media type
     * @param tag changes when its bytes do
     * @param packed whether brotli and gzip forms lie beside it
     */
    record ConsoleFile(String path, String type, String tag, boolean packed) {
        /** Whether the name holds a hash of the bytes, so that it may be kept for ever. */
        boolean isHashed() {
            return path.startsWith("assets/");
        }

        /** The bytes in the given form: {@code br}, {@code gzip} or empty for plain. */
        byte[] bytes(String coding) {
            return read(
                    switch (coding) {
                        case "br" -> path + ".br";
                        case "gzip" -> path + ".gz";
                        default -> path;
                    });
        }
    }

    private static byte[] read(String path) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("the console was not built: there is no " + FOLDER + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
