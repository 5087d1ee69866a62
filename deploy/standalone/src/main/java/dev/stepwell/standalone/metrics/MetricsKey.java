package dev.stepwell.standalone.metrics;

import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.standalone.folder.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;

/** Who may read the figures: they tell of all tenants, so whoever has the operator's folder and nobody else. */
final class MetricsKey {
    private static final String NAME = "metrics.key";
    private static final String SCHEME = "Bearer ";

    private final byte[] text;

    private MetricsKey(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The installation's key, which is left in the data folder for the operator. */
    static MetricsKey in(Path folder, MasterKey master) throws IOException {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(master.derive("metrics"));
        PrivateFile.write(folder.resolve(NAME), text + "\n");
        return new MetricsKey(text);
    }

    /** Whether an {@code Authorization} header shows it; how long that takes tells nothing. */
    boolean isShown(String authorization) {
        return authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        text, authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
