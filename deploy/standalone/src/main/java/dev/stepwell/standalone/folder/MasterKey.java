package dev.stepwell.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key under which an installation's secrets are sealed: 32 random bytes, as base64 in a file of mode 0600. */
public final class MasterKey {
    private static final int BYTES = 32;

    private MasterKey() {}

    /** Reads the key, or makes it when there is no such file yet; a file with anything else in it throws IOException. */
    public static byte[] readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFile.write(file, Base64.getEncoder().encodeToString(key) + "\n");
            return key;
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold a master key in base64", e);
        }
        if (key.length != BYTES) {
            throw new IOException(file + " holds " + key.length + " bytes; a master key has " + BYTES);
        }
        return key;
    }
}
