package dev.stepwell.standalone.operator;

import dev.stepwell.contracts.platform.v1.ListMasterKeysRequest;
import dev.stepwell.contracts.platform.v1.MasterKeyStanding;
import dev.stepwell.contracts.platform.v1.TenantsGrpc;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.standalone.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code deploy/stepwell master-key …}. */
final class MasterKeyCommands {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final String ROW = "%-6s  %-8s  %-8s  %-20s  %s";

    private MasterKeyCommands() {}

    /** Adds a key to the file, which every process reads again by itself. No server is asked: the file is all there is to it. */
    static void rotate(Words words, PrintStream out) throws IOException {
        Path data = Path.of(words.option("--data").orElse(".stepwell"));
        Path file = words.option("--master-key").map(Path::of).orElse(data.resolve("master.key"));
        Duration in = words.option("--in").map(MasterKeyCommands::seconds).orElse(USUAL);
        words.end();
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no master key at " + file + ": name its file by --master-key FILE");
        }
        Instant since = Instant.now().plus(in).truncatedTo(ChronoUnit.SECONDS);
        MasterKeyFile.Entry added = MasterKeyFile.open(file).add(since);
        out.println("Master key " + added.number() + " seals from " + since + " on. Until then every process of the"
                + " installation must see it: those that read another copy of " + file
                + " need this one in its place.");
    }

    static void status(Installation installation, Words words, PrintStream out) {
        words.end();
        out.println(ROW.formatted("NUMBER", "ID", "STATE", "SINCE", "DATA KEYS"));
        Instant now = Instant.now();
        for (MasterKeyStanding key : TenantsGrpc.newBlockingStub(installation.channel())
                .listMasterKeys(ListMasterKeysRequest.getDefaultInstance())
                .getMasterKeysList()) {
            Instant since = Instant.ofEpochSecond(key.getSince().getSeconds());
            String state = key.getSeals() ? "seals" : since.isAfter(now) ? "waits" : "opens";
            out.println(ROW.formatted(key.getNumber(), key.getId(), state, since, key.getDataKeys()));
        }
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Long.parseUnsignedLong(text));
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw new UsageException("--in takes seconds, not " + text);
        }
    }
}
