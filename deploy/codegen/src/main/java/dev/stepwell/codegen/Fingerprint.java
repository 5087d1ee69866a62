package dev.stepwell.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what would be generated, hashed: names and contents of the migrations, the order, the generator's own
 * code and jOOQ's version. Contents and not times, because a checkout or a cache gives files any time it likes.
 */
record Fingerprint(String hex) {
    /** The fingerprint of an order as its files stand now. */
    static Fingerprint of(SchemaCode.Order order) throws IOException {
        MessageDigest digest = sha256();
        add(digest, order.schema().getBytes(StandardCharsets.UTF_8));
        add(digest, order.packageName().getBytes(StandardCharsets.UTF_8));
        add(digest, org.jooq.Constants.FULL_VERSION.getBytes(StandardCharsets.UTF_8));
        add(digest, ownCode(SchemaCode.class));
        for (Path file : filesOf(order.migrations())) {
            add(digest, file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            add(digest, Files.readAllBytes(file));
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    /** The fingerprint that an earlier run left; null when there is none. */
    static @Nullable Fingerprint read(Path stamp) throws IOException {
        return Files.isRegularFile(stamp)
                ? new Fingerprint(Files.readString(stamp).strip())
                : null;
    }

    /** Leaves the fingerprint for the next run. */
    void write(Path stamp) throws IOException {
        Files.writeString(stamp, hex + "\n");
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] ownCode(Class<?> type) throws IOException {
        try (InputStream code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return code == null ? new byte[0] : code.readAllBytes();
        }
    }

    // Each part after its length, so that no two lists of parts give the same bytes.
    private static void add(MessageDigest digest, byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
