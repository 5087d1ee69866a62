package dev.stepwell.standalone.metrics;

import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.standalone.folder.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Who may read the figures: they tell of all tenants, so whoever has the operator's folder and nobody else. */
final class MetricsKey {
    private static final String NAME = "metrics.key";
    private static final String SCHEME = "Bearer ";

    private final Supplier<List<byte[]>> texts;

    private MetricsKey(Supplier<List<byte[]>> texts) {
        this.texts = texts;
    }

    /** The installation's key, which is left in the data folder for the operator; one of an older master key is good while that is known. */
    static MetricsKey in(Path folder, MasterKeys masters) throws IOException {
        PrivateFile.write(folder.resolve(NAME), text(masters.sealingFirst().getFirst()) + "\n");
        return new MetricsKey(masters.made(entries -> entries.stream()
                .map(entry -> text(entry).getBytes(StandardCharsets.UTF_8))
                .toList()));
    }

    private static String text(MasterKeyFile.Entry entry) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(entry.key().derive("metrics"));
    }

    /** Whether an {@code Authorization} header shows it; how long that takes tells nothing. */
    boolean isShown(String authorization) {
        if (!authorization.startsWith(SCHEME)) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        boolean shown = false;
        for (byte[] text : texts.get()) {
            shown |= MessageDigest.isEqual(text, given);
        }
        return shown;
    }
}
